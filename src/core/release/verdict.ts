import { LedgerError } from '../base/errors';
import { listInputs } from '../prompt/document/inputs';
import { answerBreaks, toolBreaks } from './outputShape';
import { isDeeperThan } from '../ledger/records/recordLimits';
import { listVariables, mustBeGiven, type TemplateVariable } from '../prompt/render/variables';
import { compareText } from '../base/textOrder';
import type { RetypedVariable, SamplesVerdict, Verdict } from '../ledger/records/verdict';
import type { PromptDocument, InputDeclaration, InputType } from '../prompt/document/model';
import type { IncludeResolver } from '../prompt/render/model';

/** A version to be judged: its document, and what finds the prompts that it includes. */
export interface Judged {
  readonly document: PromptDocument;
  readonly include?: IncludeResolver;
}

/** How deep, and how long as JSON, the value of a key may be to be kept with a release. */
const QUOTED_LEVELS = 24;
const QUOTED_LENGTH = 50_000;
/** The front matter that a caller can notice. */
const NOTICED = ['type', 'model', 'parameters', 'tools', 'tool_choice', 'response_format'] as const;

/** Compares what is served now (`undefined`: nothing) with what a release would serve. */
export function verdictOf(
  current: Judged | undefined,
  next: Judged,
  samples?: SamplesVerdict,
): Verdict {
  const before = current === undefined ? undefined : callOf(current);
  const after = callOf(next);
  const names = new Set(before?.variables.keys());
  const added = [...after.variables.keys()].filter(name => !names.has(name)).sort(compareText);
  const removed = [...names].filter(name => !after.variables.has(name)).sort(compareText);
  const retyped = before === undefined ? [] : retypedBetween(before, after);
  const required = before === undefined ? [] : requiredBetween(before, after);
  const changed = changedKeys(current?.document, next.document);
  const regressed = samples?.failing.filter(sample => sample.regressed) ?? [];
  const why = [
    ...required.map(name => `"${name}" has to be given now.`),
    ...retyped
      .filter(isNarrower)
      .map(
        ({ name, from, to }) =>
          `"${name}" takes ${to} now${from === 'any' ? '' : `; it took ${from}`}.`,
      ),
    ...frontMatterBreaks(changed),
    ...regressed.map(({ sample, message }) => `The sample "${sample}" rendered before: ${message}`),
  ];
  return {
    breaking: why.length > 0,
    why,
    variables: { added, removed, retyped, required },
    changed,
    ...(samples === undefined || samples.checked === 0 ? {} : { samples }),
  };
}

/** What a caller of a version has to know: its variables and its declared inputs. */
interface CallShape {
  readonly variables: ReadonlyMap<string, TemplateVariable>;
  readonly inputs: ReadonlyMap<string, InputDeclaration>;
}

function callOf(judged: Judged): CallShape {
  return {
    variables: new Map(variablesOf(judged).map(variable => [variable.name, variable])),
    inputs: new Map(listInputs(judged.document).map(input => [input.name, input])),
  };
}

/** With the variables of included prompts; without them where one of those is missing here. */
function variablesOf({ document, include }: Judged): readonly TemplateVariable[] {
  try {
    return listVariables(document, include === undefined ? {} : { include });
  } catch (error) {
    if (error instanceof LedgerError && include !== undefined) return listVariables(document);
    throw error;
  }
}

function requiredBetween(before: CallShape, after: CallShape): readonly string[] {
  return [...after.variables.keys()]
    .filter(name => isNeeded(after, name) && !isNeeded(before, name) && !isDemanded(before, name))
    .sort(compareText);
}

/**
 * Whether rendering fails without the name: it is printed, and nothing else gives it a value. What
 * is declared comes from the caller, even where it stands in a section.
 */
function isNeeded({ variables, inputs }: CallShape, name: string): boolean {
  const input = inputs.get(name);
  if (input !== undefined && (!input.required || input.default !== undefined)) return false;
  const variable = variables.get(name);
  if (variable === undefined) return false;
  return mustBeGiven({ ...variable, isScoped: variable.isScoped && input === undefined });
}

/** Declared as required: callers were told to give it, though nothing printed it. */
function isDemanded({ inputs }: CallShape, name: string): boolean {
  const input = inputs.get(name);
  return input !== undefined && input.required && input.default === undefined;
}

/** Of the names that both versions know, those whose declared type changed, sorted. */
function retypedBetween(before: CallShape, after: CallShape): readonly RetypedVariable[] {
  return [...after.inputs.values()]
    .filter(({ name }) => before.inputs.has(name) || before.variables.has(name))
    .map(({ name, type }) => ({ name, from: before.inputs.get(name)?.type ?? 'any', to: type }))
    .filter(({ name, from, to }) => from !== to && !isDocumented(before, name, to))
    .sort((left, right) => compareText(left.name, right.name));
}

/** A declaration that says of a variable without one what its use has always asked for. */
function isDocumented({ variables, inputs }: CallShape, name: string, type: InputType): boolean {
  if (inputs.has(name)) return false;
  const kinds = variables.get(name)?.kinds ?? [];
  if (kinds.includes('path')) return type === 'object';
  if (kinds.includes('value')) return type === 'string';
  if (kinds.includes('list') || kinds.includes('history')) return type === 'array';
  return type === 'array' || type === 'boolean' || type === 'object';
}

/** Whether values of the old type may be refused now. */
function isNarrower({ from, to }: RetypedVariable): boolean {
  return to !== 'any' && !(to === 'number' && from === 'integer');
}

function frontMatterBreaks(changed: Verdict['changed']): readonly string[] {
  const { type, tools, response_format: format } = changed;
  return [
    ...(type === undefined
      ? []
      : [`It is a ${type.to === 'chat' ? 'chat now; it was a text' : 'text now; it was a chat'}.`]),
    ...(tools === undefined ? [] : toolBreaks(tools.from, tools.to)),
    ...(format === undefined ? [] : answerBreaks(format.from, format.to)),
  ];
}

function changedKeys(
  current: PromptDocument | undefined,
  next: PromptDocument,
): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  if (current === undefined) return changed;
  for (const key of NOTICED) {
    const from = noticed(current, key);
    const to = noticed(next, key);
    const [before, after] = [canonical(from), canonical(to)];
    if (before !== after) changed[key] = { from: quoted(from, before), to: quoted(to, after) };
  }
  return changed;
}

/** A release is a record, which has limits: what a prompt says at length is told by its length. */
function quoted(value: unknown, text: string): unknown {
  const isDeep = typeof value === 'object' && value !== null && isDeeperThan(QUOTED_LEVELS, value);
  if (isDeep || text.length > QUOTED_LENGTH) return `(${text.length} characters of JSON)`;
  return JSON.parse(JSON.stringify(value, withDigits));
}

/** `type: text` is what a document without a type is. */
function noticed({ frontMatter, body }: PromptDocument, key: (typeof NOTICED)[number]): unknown {
  return key === 'type' ? body.type : (frontMatter[key] ?? null);
}

/** The order of keys says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => compareText(a, b)))
      : withDigits('', item),
  );
}

/** Records are read as JSON, which would round an integer beyond 2^53: its digits are a text there. */
function withDigits(_: string, item: unknown): unknown {
  return typeof item === 'bigint' ? item.toString() : item;
}
