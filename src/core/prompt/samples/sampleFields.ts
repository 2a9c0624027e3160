import { LedgerError } from '../../base/errors';
import type { FieldControl, SampleField } from './fieldText';
import { listInputs, type Values } from '../document/inputs';
import type { VariableKind } from '../../engines/template/template';
import { listVariables, type TemplateVariable } from '../render/variables';
import type { DocumentLayout, PromptDocument, InputType } from '../document/model';
import type { IncludeResolver } from '../render/model';

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
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
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
