import type { SetChoice, Sets } from '../../protocol/promptSets';
import { createSelect, fillSelect, type Choice } from '../controls';
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
  const onChange = () => {
    choose(left.value, right.value);
  };
  const left = createSelect('Left side', onChange);
  const right = createSelect('Right side', onChange);
  const swap = button({ icon: 'swap', label: 'Swap Sides', title: 'Swap Sides (s)' }, () => {
    choose(right.value, left.value);
  });
  let choices: readonly SetChoice[] = [];
  const showChosen: SetSides['showChosen'] = chosen => {
    fillSelect(left, offered(choices, chosen.left), chosen.left);
    fillSelect(right, offered(choices, chosen.right), chosen.right);
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

/** A commit, or a tag that is gone: what is compared is always in the list. */
function offered(choices: readonly SetChoice[], chosen: string): readonly Choice[] {
  const known = GROUPS.flatMap(([kind, group]) =>
    choices
      .filter(choice => choice.kind === kind)
      .map(({ side, label }) => ({ value: side, label, group })),
  );
  const isKnown = choices.some(({ side }) => side === chosen);
  return isKnown ? known : [{ value: chosen, label: chosen }, ...known];
}
