import type { DiffLook, DiffMode, DiffSettings } from '../../protocol/diff';

/** How a comparison is looked at: what a person chose, and VS Code's settings where they did not. */
export interface ComparisonLook {
  readonly mode: DiffMode;
  readonly showsWhitespace: boolean;
  readonly hidesTrimChanges: boolean;
  readonly showsUnchanged: boolean;
  readonly settings: DiffSettings;
}

/** What holds until the extension has said what VS Code's settings are. */
export const FIRST_SETTINGS: DiffSettings = {
  mode: 'sideBySide',
  inlineBelow: 700,
  context: 3,
  minimumCollapsed: 3,
  showsUnchanged: false,
  showsWhitespace: false,
  hidesTrimChanges: false,
  showsMoves: true,
  showsSigns: true,
  wrapsLines: true,
  text: { lineHeight: '1.5', letterSpacing: '0px', featureSettings: 'normal', tabSize: '4' },
};

/** Nothing chosen. */
export const FIRST_LOOK: DiffLook = {
  mode: null,
  showsWhitespace: null,
  hidesTrimChanges: null,
  showsUnchanged: null,
};

/** Two columns need room: where there is too little, there is one. */
export function lookOf(
  chosen: DiffLook,
  settings: DiffSettings,
  isNarrow: boolean,
): ComparisonLook {
  return {
    mode: isNarrow ? 'inline' : (chosen.mode ?? settings.mode),
    showsWhitespace: chosen.showsWhitespace ?? settings.showsWhitespace,
    hidesTrimChanges: chosen.hidesTrimChanges ?? settings.hidesTrimChanges,
    showsUnchanged: chosen.showsUnchanged ?? settings.showsUnchanged,
    settings,
  };
}

/** Sets text as the text editor does. What CSS does not understand, it leaves out. */
export function applyTextLook({ text, showsSigns }: DiffSettings): void {
  const { style, classList } = document.documentElement;
  style.setProperty('--code-line-height', text.lineHeight);
  style.setProperty('--code-letter-spacing', text.letterSpacing);
  style.setProperty('--code-features', text.featureSettings);
  style.setProperty('--code-tab-size', text.tabSize);
  classList.toggle('no-signs', !showsSigns);
}
