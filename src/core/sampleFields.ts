import type { DocumentLayout, PromptDocument } from './document';
import { LedgerError } from './errors';
import type { IncludeResolver } from './includes';
import { listInputs, matchesType, type InputType, type Values } from './inputs';
import type { VariableKind } from './template';
import { listVariables, type TemplateVariable } from './variables';

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

export interface FieldOptions {
  readonly layout?: DocumentLayout;
  /** With it, the variables of included prompts are asked for too. */
  readonly include?: IncludeResolver;
  /** The values of the sample: they say what an undeclared variable is. */
  readonly values?: Values;
  /** Names that a rendering looked up and did not find: `customer.name` asks for `customer`. */
  readonly missing?: readonly string[];
  /** Names that are asked for although only items of a list may hold them. */
  readonly asked?: readonly string[];
}

/**
 * The fields for the variables of a prompt: the declared ones in their order, then the others by
 * name. What only items of a list can hold is not asked for, unless a rendering missed it.
 */
export function listFields(
  document: PromptDocument,
  options: FieldOptions = {},
): readonly SampleField[] {
  const { values = {} } = options;
  const missing = new Set((options.missing ?? []).map(name => name.split('.', 1)[0] ?? name));
  const askedFor = new Set([...missing, ...(options.asked ?? [])]);
  const inputs = listInputs(document);
  const declared = inputs.map(({ required, ...input }): SampleField => {
    const control = controlOf(input.type, ownValue(values, input.name) ?? input.default, []);
    return {
      ...input,
      control,
      isRequired: required && input.default === undefined,
      isNullable: !required,
      empty: input.default ?? emptyOf(control, input.type === 'object'),
    };
  });
  const others = variablesOf(document, options).filter(
    ({ name, isScoped }) =>
      !inputs.some(input => input.name === name) &&
      (!isScoped || askedFor.has(name) || Object.hasOwn(values, name)),
  );
  const undeclared = others.map((variable): SampleField => {
    const { name, kinds, isScoped } = variable;
    const isLookedUp = kinds.includes('value') || kinds.includes('path');
    const control = controlOf('any', ownValue(values, name), kinds);
    return {
      name,
      type: 'any',
      control,
      isRequired: missing.has(name) || (isLookedUp && !isScoped),
      isNullable: true,
      empty: emptyOf(control, kinds.includes('path')),
    };
  });
  return [...declared, ...undeclared];
}

/** The names without which the prompt is not whole and that the values do not hold. */
export function lackingNames(fields: readonly SampleField[], values: Values): readonly string[] {
  return fields
    .filter(field => field.isRequired && ownValue(values, field.name) === undefined)
    .map(({ name }) => name);
}

/** A value as the text of its field. */
export function fieldText({ control }: SampleField, value: unknown): string {
  if (value === undefined) return '';
  switch (control) {
    case 'text':
      if (value === null) return '';
      return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : JSON.stringify(value);
    case 'number':
    case 'checkbox':
      return typeof value === (control === 'number' ? 'number' : 'boolean')
        ? JSON.stringify(value)
        : '';
    case 'json':
      return JSON.stringify(value, null, 2);
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
  const value = Number(text);
  if (!Number.isFinite(value)) return { kind: 'problem', message: 'This must be a number.' };
  return checked(field, value);
}

function readJson(field: SampleField, text: string): FieldReading {
  if (text === '') return { kind: 'absent' };
  try {
    return checked(field, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'problem', message: `This is no JSON: ${reason}` };
  }
}

function checked(field: SampleField, value: unknown): FieldReading {
  const message = valueProblem(field, value);
  return message === undefined ? { kind: 'value', value } : { kind: 'problem', message };
}

/** Empty, so that a section of that name is not shown. */
function emptyOf(control: FieldControl, hasParts: boolean): unknown {
  switch (control) {
    case 'text':
      return '';
    case 'number':
      return 0;
    case 'checkbox':
      return false;
    case 'json':
      return hasParts ? {} : [];
  }
}

function controlOf(type: InputType, value: unknown, kinds: readonly VariableKind[]): FieldControl {
  switch (type) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'checkbox';
    case 'array':
    case 'object':
      return 'json';
    case 'any':
      return controlOfValue(value) ?? (kinds.some(kind => kind !== 'value') ? 'json' : 'text');
  }
}

function controlOfValue(value: unknown): FieldControl | undefined {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'checkbox';
  return typeof value === 'object' && value !== null ? 'json' : undefined;
}

/** What an include needs is left out where it cannot be read: rendering says why. */
function variablesOf(
  document: PromptDocument,
  { layout, include }: FieldOptions,
): readonly TemplateVariable[] {
  const place = layout === undefined ? {} : { layout };
  for (const options of [{ ...place, ...(include && { include }) }, place]) {
    try {
      return listVariables(document, options);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  }
  return [];
}

function ownValue(values: Values, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
