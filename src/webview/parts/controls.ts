import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

/** What can be chosen from a list; choices of one group stand together, where the first of them does. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group?: string | undefined;
}

export interface SelectLook {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** One of the choices. */
  readonly chosen: string;
  readonly isHidden?: boolean;
}

/** A list to choose from. One that is open is left alone while nothing in it changes. */
export function select(
  { label, choices, chosen, isHidden = false }: SelectLook,
  onChoose: (value: string) => void,
): TemplateResult {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return html`<select
    aria-label=${label}
    title=${label}
    ?hidden=${isHidden}
    @change=${(event: Event) => {
      onChoose((event.target as HTMLSelectElement).value);
    }}
  >${groups.map(group => {
    const options = choices
      .filter(choice => choice.group === group)
      .map(
        ({ value, label: text }) =>
          html`<option value=${value} .selected=${live(value === chosen)}>${text}</option>`,
      );
    return group === undefined ? options : html`<optgroup label=${group}>${options}</optgroup>`;
  })}</select>`;
}

/** What was chosen may be gone: it stays in the list, before what is there. */
export function withChosen(names: readonly string[], chosen: string): readonly Choice[] {
  const all = chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
  return all.map(name => ({ value: name, label: name }));
}

export interface TextFieldLook {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'search' | 'date';
  readonly name?: string;
  readonly title?: string;
  readonly placeholder?: string;
}

/** One line to write into; `onInput` gets each text while it is written. */
export function textField(
  { label, value, type = 'text', ...rest }: TextFieldLook,
  onInput: (text: string) => void,
): TemplateResult {
  return html`<input
    type=${type}
    name=${rest.name ?? nothing}
    aria-label=${label}
    title=${rest.title ?? nothing}
    placeholder=${rest.placeholder ?? nothing}
    spellcheck="false"
    .value=${live(value)}
    @input=${(event: Event) => {
      onInput((event.target as HTMLInputElement).value);
    }}
  />`;
}
