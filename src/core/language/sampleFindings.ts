import { LedgerError } from '../base/errors';
import { matchesType } from '../prompt/document/inputs';
import { listVariables, mustBeGiven, type TemplateVariable } from '../prompt/render/variables';
import type { DocumentAnalysis } from './analysis';
import type { Finding } from './findings';
import type { FieldNode } from './frontMatterNodes';
import { guessTypeOf } from './guessType';
import { addFields, readSampleFile, type SampleFile } from './sampleFile';
import type { InputDeclaration, InputType } from '../prompt/document/model';
import type { IncludeResolver } from '../prompt/render/model';

/** What a prompt asks of its samples. */
export interface SampleSubject {
  readonly inputs: readonly InputDeclaration[];
  /** Included prompts and all; absent where not everything could be read. */
  readonly variables?: readonly TemplateVariable[];
}

/** Something of each type that is quickly replaced. */
const EMPTY: Readonly<Record<InputType, unknown>> = {
  string: '',
  number: 0,
  integer: 0,
  boolean: false,
  array: [],
  object: {},
  any: '',
};

/** What a document asks of its samples. Without `include`, a prompt that includes others is half known. */
export function sampleSubject(
  { parsed, inputs, marks }: DocumentAnalysis,
  include?: IncludeResolver,
): SampleSubject {
  const { document, layout } = parsed;
  const isWhole = include !== undefined || marks.every(({ kind }) => kind !== 'include');
  if (document === undefined || document.format === 'none' || !isWhole) return { inputs };
  try {
    const options = include === undefined ? { layout } : { layout, include };
    return { inputs, variables: listVariables(document, options) };
  } catch (error) {
    if (error instanceof LedgerError) return { inputs };
    throw error;
  }
}

/** A value for every name that rendering cannot do without and that `given` lacks. */
export function missingFields(
  { inputs, variables = [] }: SampleSubject,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const missing = variables
    .map(variable => ({ variable, input: inputs.find(({ name }) => name === variable.name) }))
    .filter(
      ({ variable, input }) => !Object.hasOwn(given, variable.name) && isNeeded(variable, input),
    )
    .map(({ variable, input }) => [variable.name, placeholderOf(variable, input)]);
  return Object.fromEntries(missing) as Record<string, unknown>;
}

/** A first value for a variable: its default, or something empty of its type. */
export function placeholderOf(
  variable: Pick<TemplateVariable, 'kinds'> | undefined,
  input: InputDeclaration | undefined,
): unknown {
  if (input?.default !== undefined) return input.default;
  const type = input === undefined || input.type === 'any' ? undefined : input.type;
  return EMPTY[type ?? guessTypeOf(variable?.kinds ?? [])];
}

/** Everything to say about a sample of a prompt, in no order. */
export function sampleFindings(text: string, subject: SampleSubject): readonly Finding[] {
  const sample = readSampleFile(text);
  const { object } = sample;
  if (object === undefined) return sample.isOtherJson ? [noObject(sample)] : [];
  const { values, fields } = object;
  return [
    ...fields.items.flatMap(field => fieldFindings(sample, field, subject)),
    ...missingFindings(sample, missingFields(subject, values)),
  ];
}

function isNeeded(variable: TemplateVariable, input: InputDeclaration | undefined): boolean {
  if (input !== undefined) return input.required && input.default === undefined;
  return mustBeGiven(variable);
}

function fieldFindings(
  { object }: SampleFile,
  { key, keySpan, valueSpan }: FieldNode,
  { inputs, variables }: SampleSubject,
): Finding[] {
  const input = inputs.find(({ name }) => name === key);
  if (input === undefined) {
    if (variables === undefined || variables.some(({ name }) => name === key)) return [];
    const message = `The prompt has no variable "${key}".`;
    return [{ code: 'sample', severity: 'hint', message, ...keySpan, fixes: [] }];
  }
  const value = object?.values[key];
  const isRight = matchesType(value, input.type) || (value === null && !input.required);
  if (isRight) return [];
  const message = `"${key}" must be ${input.type}: the prompt declares it so.`;
  return [{ code: 'sample', severity: 'error', message, ...(valueSpan ?? keySpan), fixes: [] }];
}

function missingFindings(
  sample: SampleFile,
  missing: Readonly<Record<string, unknown>>,
): Finding[] {
  const names = Object.keys(missing);
  const start = sample.object?.fields.span.start ?? 0;
  if (names.length === 0) return [];
  const [one, list] = names.length === 1 ? ['variable', 'it'] : ['variables', 'them'];
  const quoted = names.map(name => `"${name}"`).join(', ');
  const message = `The sample lacks the ${one} ${quoted}, and the prompt cannot be rendered without ${list}.`;
  const fixes = [{ title: `Add missing ${one}`, changes: addFields(sample, missing) }];
  return [{ code: 'sample', severity: 'warning', message, start, endExclusive: start + 1, fixes }];
}

function noObject({ source }: SampleFile): Finding {
  const message = 'A sample is a JSON object: {"name": "value"}.';
  const endExclusive = source.text.trimEnd().length;
  return { code: 'sample', severity: 'error', message, start: 0, endExclusive, fixes: [] };
}
