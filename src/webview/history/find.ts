import { html, type TemplateResult } from 'lit-html';
import { button } from '../parts/button';
import { textField } from '../parts/controls';

/** What is looked for in the whole history, also where the list is not scrolled to. */
export interface FindState {
  readonly isOpen: boolean;
  /** What is written, with the blanks around it. */
  readonly written: string;
  /** Where it was found. */
  readonly places: readonly number[];
}

export const NOT_LOOKING: FindState = { isOpen: false, written: '', places: [] };

/** The text that is looked for; empty while none is. */
export function lookedFor({ isOpen, written }: FindState): string {
  return isOpen ? written.trim() : '';
}

/** The next place where it was found, or the one before; after the last comes the first. */
export function nextPlace(
  places: readonly number[],
  active: number,
  by: 1 | -1,
): number | undefined {
  return by === 1
    ? (places.find(place => place > active) ?? places[0])
    : (places.findLast(place => place < active) ?? places.at(-1));
}

interface FindEvents {
  readonly onWrite: (text: string) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** The bar to look for a text; `active` is the place where the keyboard is. */
export function findBar(
  find: FindState,
  active: number,
  { onWrite, onStep, onClose }: FindEvents,
): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      onStep(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
  };
  const field = {
    label: 'Find in messages, authors, tags, numbers and ids',
    placeholder: 'Message, author, tag, v12 or id',
    value: find.written,
  };
  const step = (by: 1 | -1) => () => {
    onStep(by);
  };
  const previous = { label: 'Previous Match', title: 'Previous Match (Shift+Enter)' };
  return html`<div class="toolbar find" role="search" ?hidden=${!find.isOpen} @keydown=${onKey}>
    ${textField(field, onWrite)}
    <span class="found" role="status">${countOf(find, active)}</span>
    ${button({ icon: 'arrow-up', ...previous }, step(-1))}
    ${button({ icon: 'arrow-down', label: 'Next Match', title: 'Next Match (Enter)' }, step(1))}
    ${button({ icon: 'close', label: 'Close Find', title: 'Close (Escape)' }, onClose)}
  </div>`;
}

function countOf(find: FindState, active: number): string {
  const { places } = find;
  if (lookedFor(find) === '') return '';
  if (places.length === 0) return 'No results';
  const at = places.indexOf(active);
  return `${at < 0 ? '?' : at + 1} of ${places.length.toLocaleString('en')}`;
}
