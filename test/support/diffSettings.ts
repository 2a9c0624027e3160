import type { DiffSettings } from '../../src/protocol/diff';

/** What VS Code says about comparisons, for messages that are to be whole. */
export const diffSettings: DiffSettings = {
  mode: 'inline',
  inlineBelow: 700,
  context: 3,
  minimumCollapsed: 3,
  showsUnchanged: false,
  showsWhitespace: false,
  hidesTrimChanges: true,
  showsMoves: true,
  showsSigns: true,
  wrapsLines: true,
  text: { lineHeight: '1.5', letterSpacing: '0px', featureSettings: 'normal', tabSize: '2' },
};
