import { parseJson, printJson, wholeNumber } from '../../base/json';
import { matchesType } from '../document/inputs';
import type { InputType } from '../document/model';

/** How a value is typed in: as words, as a number, as yes or no, or as JSON. */
export type FieldControl = 'text' | 'number' | 'checkbox' | 'json';

/** One variable of a prompt, as a form asks for it. */
export interface SampleField {
  readonly name: string;
  /** `any` where the front matter says nothing. */
  readonly type: InputType;
  readonly control: FieldControl;
  /** Nothing stands in for it: without a value the prompt is not whole. */
  readonly isRequired: boolean;
  readonly isNullable: boolean;
  readonly default?: unknown;
  /** What a new sample holds for it: the default, or what is empty of its type. */
  readonly empty: unknown;
  readonly description?: string;
}

/** What a text in a field means. */
export type FieldReading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'absent' }
  | { readonly kind: 'problem'; readonly message: string };

/** What a value is, for it to be shown in a field of its own. */
const TYPED = { number: ['number', 'bigint'], checkbox: ['boolean'] };

/** A value as the text of its field. */
export function fieldText({ control }: SampleField, value: unknown): string {
  if (value === undefined) return '';
  switch (control) {
    case 'text':
      if (value === null) return '';
      return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : printJson(value);
    case 'number':
    case 'checkbox':
      return TYPED[control].includes(typeof value) ? printJson(value) : '';
    case 'json':
      return printJson(value, 2);
  }
}

/** What is typed into a field. An empty one gives no value, so that a default can stand in. */
export function readFieldText(field: SampleField, text: string): FieldReading {
  switch (field.control) {
    case 'text':
      return text === '' ? { kind: 'absent' } : { kind: 'value', value: text };
    case 'checkbox':
      return text === '' ? { kind: 'absent' } : { kind: 'value', value: text === 'true' };
    case 'number':
      return readNumber(field, text.trim());
    case 'json':
      return readJson(field, text.trim());
  }
}

/** Why a value cannot stand where it stands, as a sentence. */
export function valueProblem(field: SampleField, value: unknown): string | undefined {
  if (value === undefined || (value === null && field.isNullable)) return undefined;
  if (matchesType(value, field.type)) return undefined;
  return `This must be ${TYPE_NAMES[field.type]}.`;
}

const TYPE_NAMES: Readonly<Record<InputType, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list, such as ["a", "b"]',
  object: 'an object, such as {"name": "value"}',
  any: 'a value',
};

function readNumber(field: SampleField, text: string): FieldReading {
  if (text === '') return { kind: 'absent' };
  const value = /^[+-]?\d+$/.test(text) ? wholeNumber(text.replace('+', '')) : Number(text);
  if (typeof value === 'number' && !Number.isFinite(value))
    return { kind: 'problem', message: 'This must be a number.' };
  return checked(field, value);
}

function readJson(field: SampleField, text: string): FieldReading {
  if (text === '') return { kind: 'absent' };
  try {
    return checked(field, parseJson(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'problem', message: `This is no JSON: ${reason}` };
  }
}

function checked(field: SampleField, value: unknown): FieldReading {
  const message = valueProblem(field, value);
  return message === undefined ? { kind: 'value', value } : { kind: 'problem', message };
}
