import type { DiffLook, DiffMode, DiffSettings } from '../../protocol/diff';
import { applyTextLook, FIRST_SETTINGS, lookOf, type ComparisonLook } from './look';

/** The panel whose comparisons are looked at. */
export interface LookingOptions {
  /** The element that scrolls; its width decides whether there is room for two columns. */
  readonly scroller: HTMLElement;
  readonly chosen: () => DiffLook;
  /** Remembers what a person chose. */
  readonly choose: (change: Partial<DiffLook>) => void;
  readonly render: () => void;
}

/** How a panel's comparisons are looked at: what was chosen, VS Code's settings, and the room. */
export class Looking {
  readonly #options: LookingOptions;
  #settings = FIRST_SETTINGS;
  #isNarrow = false;

  constructor(options: LookingOptions) {
    this.#options = options;
    new ResizeObserver(() => {
      const wasNarrow = this.#isNarrow;
      this.#measure();
      if (wasNarrow !== this.#isNarrow) options.render();
    }).observe(options.scroller);
  }

  get look(): ComparisonLook {
    return lookOf(this.#options.chosen(), this.#settings, this.#isNarrow);
  }

  get isNarrow(): boolean {
    return this.#isNarrow;
  }

  /** Takes VS Code's settings; what is shown follows when they are others than before. */
  follow(settings: DiffSettings): void {
    const isSame = JSON.stringify(settings) === JSON.stringify(this.#settings);
    this.#settings = settings;
    this.#measure();
    if (isSame) return;
    applyTextLook(settings);
    this.#options.render();
  }

  readonly setMode = (mode: DiffMode): void => {
    this.#change({ mode });
  };

  readonly toggleMode = (): void => {
    if (!this.#isNarrow) this.setMode(this.look.mode === 'inline' ? 'sideBySide' : 'inline');
  };

  readonly toggleWhitespace = (): void => {
    this.#change({ showsWhitespace: !this.look.showsWhitespace });
  };

  showUnchanged(showsUnchanged: boolean): void {
    this.#change({ showsUnchanged });
  }

  hideTrimChanges(hidesTrimChanges: boolean): void {
    this.#change({ hidesTrimChanges });
  }

  #change(change: Partial<DiffLook>): void {
    this.#options.choose(change);
    this.#options.render();
  }

  #measure(): void {
    this.#isNarrow = this.#options.scroller.clientWidth < this.#settings.inlineBelow;
  }
}

/** Says what became of lines that differ only in the white space around them. */
export function tellTrimChanges(isHidden: boolean, count: number): string {
  if (!isHidden) return 'Leading and trailing whitespace differences are shown.';
  if (count === 0) return 'No line differs only in leading or trailing whitespace.';
  const lines = count === 1 ? '1 line that differs' : `${count} lines that differ`;
  return `${lines} only in leading or trailing whitespace: hidden.`;
}
