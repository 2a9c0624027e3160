import { element } from './dom';

/** A button that says in words what it does; `title` says it in full, aloud as well. */
export function textButton(caption: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title, 'aria-label': title }, caption);
  made.addEventListener('click', onClick);
  return made;
}

/** What can be chosen from a list; choices of one group stand together, where the first of them does. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group?: string | undefined;
}

/** A list to choose from. */
export function createSelect(label: string, onChange: (value: string) => void): HTMLSelectElement {
  const select = element('select', { 'aria-label': label, title: label });
  select.addEventListener('change', () => {
    onChange(select.value);
  });
  return select;
}

/** Shows the choices and the chosen one; leaves an open list alone when nothing in it changed. */
export function fillSelect(
  select: HTMLSelectElement,
  choices: readonly Choice[],
  chosen: string,
): void {
  const content = JSON.stringify(choices);
  if (select.dataset.content !== content) {
    select.dataset.content = content;
    const groups = new Set(choices.map(({ group }) => group));
    select.replaceChildren(
      ...[...groups].flatMap(label => {
        const options = choices
          .filter(({ group }) => group === label)
          .map(choice => element('option', { value: choice.value }, choice.label));
        return label === undefined ? options : [element('optgroup', { label }, ...options)];
      }),
    );
  }
  select.value = chosen;
}
