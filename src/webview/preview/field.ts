import { printJson } from '../../core/base/json';
import {
  fieldText,
  readFieldText,
  valueProblem,
  type FieldReading,
} from '../../core/prompt/samples/fieldText';
import type { FormField } from '../../protocol/preview';
import { element } from '../dom';

/** The row of one variable: label, control, and what there is to say of it. */
export interface FieldRow {
  readonly element: HTMLElement;
  /** Shows the field with what was typed, or with what the sample holds (`undefined`). */
  show(field: FormField, draft: string | undefined): void;
}

/** A number field that holds no number yet does not say what it holds. */
const NO_NUMBER = '-';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Makes the row of a variable; `onInput` gets the text of its control. */
export function createFieldRow(first: FormField, onInput: (text: string) => void): FieldRow {
  const id = `field-${first.name}`;
  const control = createControl(first, id);
  const status = element('span', { class: 'status' });
  const help = element('p', { class: 'help', id: `${id}-help` });
  const problem = element('p', { class: 'problem', id: `${id}-problem` });
  const label = element('label', { for: id }, first.name);
  const isCheckbox = first.control === 'checkbox';
  const head = element('div', { class: 'head' }, ...(isCheckbox ? [control] : []), label, status);
  status.id = `${id}-status`;
  control.setAttribute('aria-describedby', `${status.id} ${problem.id} ${help.id}`);
  control.addEventListener('input', () => {
    onInput(textOf(control));
  });
  return {
    element: element(
      'div',
      { class: 'field' },
      head,
      ...(isCheckbox ? [] : [control]),
      problem,
      help,
    ),
    show: (field, draft) => {
      const text = draft ?? fieldText(field, field.saved);
      showText(control, field, text);
      const reading = draft === undefined ? readSaved(field) : readFieldText(field, draft);
      const isMissing = reading.kind === 'absent' && field.isRequired;
      status.textContent = describe(field, reading, draft !== undefined);
      status.classList.toggle('missing', isMissing);
      help.textContent = field.description ?? '';
      problem.textContent = reading.kind === 'problem' ? reading.message : '';
      control.setAttribute('aria-invalid', String(reading.kind === 'problem'));
      control.toggleAttribute('required', field.isRequired);
    },
  };
}

/** What a field holds that nobody touched: the sample may hold a value of the wrong type. */
export function readSaved(field: FormField): FieldReading {
  const { saved } = field;
  if (saved === undefined) return { kind: 'absent' };
  const message = valueProblem(field, saved);
  return message === undefined ? { kind: 'value', value: saved } : { kind: 'problem', message };
}

function createControl(field: FormField, id: string): Control {
  switch (field.control) {
    case 'text':
      return element('textarea', { id, rows: 1 });
    case 'json':
      return element('textarea', { id, rows: 1, class: 'json', spellcheck: 'false' });
    case 'number':
      return element('input', {
        id,
        type: 'number',
        step: field.type === 'integer' ? 1 : 'any',
      });
    case 'checkbox':
      return element('input', { id, type: 'checkbox' });
  }
}

function textOf(control: Control): string {
  if (control.type === 'checkbox') return String((control as HTMLInputElement).checked);
  return control.validity.badInput ? NO_NUMBER : control.value;
}

function showText(control: Control, field: FormField, text: string): void {
  if (field.control === 'checkbox') {
    const box = control as HTMLInputElement;
    const shown = text === '' ? fieldText(field, field.default) : text;
    box.checked = shown === 'true';
    box.indeterminate = shown === '';
    return;
  }
  (control as HTMLTextAreaElement).placeholder = placeholderOf(field);
  // Setting a text moves the cursor, so what is there already is left alone.
  if (textOf(control) !== text && text !== NO_NUMBER) control.value = text;
}

function placeholderOf(field: FormField): string {
  if (field.default === undefined) return '';
  return field.control === 'json' ? printJson(field.default) : fieldText(field, field.default);
}

/** `string · required, no value`. */
function describe(field: FormField, reading: FieldReading, isEdited: boolean): string {
  const parts: string[] = field.type === 'any' ? [] : [field.type];
  if (field.control === 'json') parts.push('JSON');
  if (reading.kind === 'absent') {
    if (field.isRequired) parts.push('required, no value');
    else parts.push(field.default === undefined ? 'optional' : 'default');
  }
  if (isEdited) parts.push('edited');
  return parts.join(' · ');
}
