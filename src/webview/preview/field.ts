import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { printJson } from '../../core/base/json';
import {
  fieldText,
  readFieldText,
  valueProblem,
  type FieldReading,
} from '../../core/prompt/samples/fieldText';
import type { FormField } from '../../protocol/preview';

/** A number field that holds no number yet does not say what it holds. */
const NO_NUMBER = '-';

type Control = HTMLInputElement | HTMLTextAreaElement;

/**
 * The row of one variable: label, control, and what there is to say of it. Shows what was typed, or
 * what the sample holds (`undefined`).
 */
export function renderField(
  field: FormField,
  draft: string | undefined,
  onInput: (text: string) => void,
): TemplateResult {
  const id = `field-${field.name}`;
  const reading = draft === undefined ? readSaved(field) : readFieldText(field, draft);
  const isMissing = reading.kind === 'absent' && field.isRequired;
  const problem = reading.kind === 'problem' ? reading.message : nothing;
  const control = renderControl(field, draft ?? fieldText(field, field.saved), {
    id,
    isInvalid: reading.kind === 'problem',
    onInput,
  });
  const isCheckbox = field.control === 'checkbox';
  const status = describe(field, reading, draft !== undefined);
  return html`<div class="field">
    <div class="head">
      ${isCheckbox ? control : nothing}
      <label for=${id}>${field.name}</label>
      <span class="status ${isMissing ? 'missing' : ''}" id="${id}-status">${status}</span>
    </div>
    ${isCheckbox ? nothing : control}
    <p class="problem" id="${id}-problem">${problem}</p>
    <p class="help" id="${id}-help">${field.description ?? nothing}</p>
  </div>`;
}

/** What a field holds that nobody touched: the sample may hold a value of the wrong type. */
function readSaved(field: FormField): FieldReading {
  const { saved } = field;
  if (saved === undefined) return { kind: 'absent' };
  const message = valueProblem(field, saved);
  return message === undefined ? { kind: 'value', value: saved } : { kind: 'problem', message };
}

interface ControlLook {
  readonly id: string;
  readonly isInvalid: boolean;
  readonly onInput: (text: string) => void;
}

function renderControl(
  field: FormField,
  text: string,
  { id, isInvalid, onInput }: ControlLook,
): TemplateResult {
  const shown = ref(control => {
    if (control !== undefined) showText(control as Control, field, text);
  });
  const onType = (event: Event) => {
    onInput(textOf(event.target as Control));
  };
  const about = `${id}-status ${id}-problem ${id}-help`;
  const isText = field.control === 'text' || field.control === 'json';
  if (isText) {
    const look = field.control === 'json' ? 'json' : nothing;
    return html`<textarea id=${id} rows="1" class=${look} ?required=${field.isRequired}
      aria-invalid=${isInvalid} aria-describedby=${about} spellcheck=${look === 'json' ? 'false' : nothing}
      @input=${onType} ${shown}></textarea>`;
  }
  return html`<input id=${id} type=${field.control} step=${field.type === 'integer' ? 1 : 'any'}
    ?required=${field.isRequired} aria-invalid=${isInvalid} aria-describedby=${about}
    @input=${onType} ${shown} />`;
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
  control.placeholder = placeholderOf(field);
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
