import type { DiffView } from '../../core/compare/sharing/view';
import type { SetRow } from '../../protocol/promptSets';
import { words } from '../diff/changeList';
import { Comparison } from '../diff/comparison';
import { renderFailure } from '../diff/content';
import type { ComparisonLook } from '../diff/look';
import { button, element, silent, spoken } from '../dom';
import { asError } from '../connect';

export interface EntryOptions {
  readonly scroller: HTMLElement;
  readonly announce: (text: string) => void;
  readonly load: () => Promise<DiffView>;
  /** Opens the comparison in a panel of its own. */
  readonly openAlone: () => void;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onExpand: (expanded: readonly number[]) => void;
  readonly onShowTrimChanges: () => void;
}

/** One prompt in the list: its summary, and below it, when open, its comparison. */
export class Entry {
  readonly element: HTMLElement;
  readonly prompt: string;
  readonly toggle: HTMLButtonElement;
  readonly #comparison: Comparison;
  readonly #content: HTMLElement;
  readonly #options: EntryOptions;
  #expanded: readonly number[];
  #look: ComparisonLook;
  #view: DiffView | undefined;

  constructor(
    row: SetRow,
    look: ComparisonLook,
    expanded: readonly number[],
    options: EntryOptions,
  ) {
    this.prompt = row.prompt;
    this.#options = options;
    this.#look = look;
    this.#expanded = expanded;
    this.#comparison = new Comparison({
      scroller: options.scroller,
      announce: options.announce,
      label: `Text of ${row.prompt}`,
      onExpand: hunk => {
        this.#expanded = [...this.#expanded, hunk];
        options.onExpand(this.#expanded);
        this.#draw();
        this.#comparison.focusHunk(hunk);
      },
      onShowTrimChanges: options.onShowTrimChanges,
      onPosition: () => undefined,
    });
    this.#content = element('div', { class: 'prompt-content' }, this.#comparison.element);
    this.#content.hidden = true;
    this.toggle = createToggle(row);
    this.toggle.addEventListener('click', () => {
      void this.open(!this.isOpen);
      options.onToggle(this.isOpen);
    });
    const alone = button(
      { icon: 'editor', label: `Open ${row.prompt} in a panel of its own` },
      options.openAlone,
    );
    const head = element('div', { class: 'prompt-head' }, this.toggle, alone);
    const title = element('h2', { class: 'spoken' }, row.prompt);
    this.element = element('section', { class: 'prompt-entry' }, title, head, this.#content);
  }

  get isOpen(): boolean {
    return this.toggle.getAttribute('aria-expanded') === 'true';
  }

  /** Opens or closes; a comparison is asked for when it is first seen. Resolves when it stands there. */
  async open(isOpen: boolean): Promise<void> {
    this.#content.hidden = !isOpen;
    this.toggle.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
    if (isOpen) await this.#load();
  }

  /** Looks whether the text is still what is shown; the reader's place stays where it is. */
  refresh(): void {
    if (this.isOpen) void this.#load(true);
    else this.#view = undefined;
  }

  restyle(look: ComparisonLook): void {
    this.#look = look;
    this.#draw();
  }

  /** Lines that differ only in the white space around them and are not shown. */
  get hidden(): number {
    return this.isOpen ? this.#comparison.hidden : 0;
  }

  /** Folds what was shown whole, when it is drawn again. */
  forgetExpanded(): void {
    this.#expanded = [];
  }

  /** Goes to a change within; false when there is none left in that direction. */
  goTo(direction: 1 | -1, isFocusMoved: boolean): boolean {
    return this.isOpen && this.#comparison.goTo(direction, { isFocusMoved, isRound: false });
  }

  /** Begins anew from either end. */
  restart(): void {
    this.#comparison.restart();
  }

  dispose(): void {
    this.#comparison.clear();
  }

  async #load(isFresh = false): Promise<void> {
    if (this.#view !== undefined && !isFresh) return;
    try {
      const view = await this.#options.load();
      if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
      this.#view = view;
      this.#draw();
    } catch (error) {
      this.#view = undefined;
      this.#comparison.element.replaceChildren(renderFailure(asError(error).message));
    }
  }

  #draw(): void {
    if (this.#view === undefined || !this.isOpen) return;
    this.#comparison.show(this.#view, this.#look, this.#expanded);
  }
}

const SIGNS = { added: '+', removed: '−', changed: '~', leftOut: '!' } as const;

function createToggle(row: SetRow): HTMLButtonElement {
  const { prompt, kind, summary, added, removed, breaking } = row;
  const isLeftOut = kind === 'leftOut';
  const lines = element(
    'span',
    { class: 'line-counts' },
    element('span', { class: 'added-count' }, silent(`+${added}`), spoken(`${added} lines added`)),
    ' ',
    element(
      'span',
      { class: 'removed-count' },
      silent(`−${removed}`),
      spoken(`${removed} lines removed`),
    ),
  );
  return element(
    'button',
    { type: 'button', class: 'sample-toggle prompt-toggle', 'aria-expanded': 'false' },
    element('span', { class: `kind ${kind}` }, silent(SIGNS[kind])),
    element('span', { class: 'sample-name' }, prompt),
    ...(breaking ? [element('span', { class: 'breaking' }, 'Breaking')] : []),
    ...(isLeftOut ? [element('span', { class: 'breaking' }, 'Left out')] : [lines]),
    element('span', { class: 'sample-summary' }, ...words(summary)),
  );
}
