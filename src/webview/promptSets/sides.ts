import type { SetChoice, Sets } from '../../protocol/promptSets';
import { button, element } from '../dom';

const GROUPS: readonly (readonly [SetChoice['kind'], string])[] = [
  ['registry', 'Registry'],
  ['environment', 'Environments'],
  ['tag', 'Tags'],
  ['git', 'Git: documents at a revision'],
];

export interface SetSides {
  readonly element: HTMLElement;
  readonly show: (message: Pick<Sets, 'left' | 'right' | 'choices'>) => void;
  /** Shows that others of the sides that are known are compared. */
  readonly showChosen: (chosen: Pick<Sets, 'left' | 'right'>) => void;
}

/** Two lists to choose from, and a button between that swaps them. */
export function createSetSides(choose: (left: string, right: string) => void): SetSides {
  const left = element('select', { 'aria-label': 'Left side', title: 'Left side' });
  const right = element('select', { 'aria-label': 'Right side', title: 'Right side' });
  const onChange = () => {
    choose(left.value, right.value);
  };
  left.addEventListener('change', onChange);
  right.addEventListener('change', onChange);
  const swap = button({ icon: 'swap', label: 'Swap Sides', title: 'Swap Sides (s)' }, () => {
    choose(right.value, left.value);
  });
  let choices: readonly SetChoice[] = [];
  const showChosen: SetSides['showChosen'] = chosen => {
    fill(left, choices, chosen.left);
    fill(right, choices, chosen.right);
  };
  return {
    element: element('div', { class: 'sides' }, left, swap, right),
    show: message => {
      choices = message.choices;
      showChosen(message);
    },
    showChosen,
  };
}

/** Leaves an open list alone when nothing in it changed. */
function fill(select: HTMLSelectElement, choices: readonly SetChoice[], chosen: string): void {
  const isKnown = choices.some(({ side }) => side === chosen);
  const content = JSON.stringify([choices, isKnown ? '' : chosen]);
  if (select.dataset.content !== content) {
    select.dataset.content = content;
    const groups = GROUPS.flatMap(([kind, label]) => {
      const options = choices
        .filter(choice => choice.kind === kind)
        .map(choice => element('option', { value: choice.side }, choice.label));
      return options.length === 0 ? [] : [element('optgroup', { label }, ...options)];
    });
    select.replaceChildren(...groups);
    // A commit, or a tag that is gone: what is compared is always in the list.
    if (!isKnown) select.prepend(element('option', { value: chosen }, chosen));
  }
  select.value = chosen;
}
