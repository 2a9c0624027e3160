import { printJson } from '../base/json';
import type { Values } from '../prompt/document/inputs';
import { isUse, type DocumentAnalysis } from './analysis';
import type { NameAt } from './nameAt';
import { entriesOf, marksOfVariable, sampleValues } from './scopes';
import type { InputDeclaration } from '../prompt/document/model';

/** A piece of a hover; `text` may be anything a prompt says, so it is never read as Markdown. */
export interface HoverPart {
  readonly kind: 'title' | 'text' | 'label' | 'json' | 'prompt';
  readonly text: string;
}

/** A sample by its name. */
export interface NamedSample {
  readonly name: string;
  readonly values: Values;
}

const MAX_VALUE_LENGTH = 600;
const MAX_LINES = 12;

/** What there is to say about a variable or a field of an item. */
export function describeName(
  analysis: DocumentAnalysis,
  at: Exclude<NameAt, { kind: 'include' }>,
  samples: readonly NamedSample[],
): readonly HoverPart[] {
  const name = at.mark?.name ?? at.name;
  const input = analysis.inputs.find(declared => declared.name === at.name);
  const facts = at.kind === 'item' ? itemFacts(at.mark.scopes) : variableFacts(input);
  return [
    { kind: 'title', text: name },
    { kind: 'text', text: facts },
    ...(input?.description === undefined || at.kind === 'item'
      ? []
      : [{ kind: 'text' as const, text: input.description }]),
    ...(input?.default === undefined || at.kind === 'item'
      ? []
      : [{ kind: 'label' as const, text: 'Default' }, json(input.default)]),
    ...sampleParts(name, at, samples),
    ...useParts(analysis, at, samples),
  ];
}

function variableFacts(input: InputDeclaration | undefined): string {
  if (input === undefined) return 'Not declared in "inputs".';
  const type = input.type === 'any' ? 'Any type' : input.type;
  if (input.default !== undefined) return `${type}, optional`;
  return input.required ? `${type}, required` : `${type}, optional: null when nobody gives it`;
}

function itemFacts(scopes: readonly string[]): string {
  const section = scopes.at(-1) ?? '';
  return `A field of the items of "${section}", or a variable that the caller gives.`;
}

function sampleParts(
  name: string,
  { mark }: Exclude<NameAt, { kind: 'include' }>,
  samples: readonly NamedSample[],
): HoverPart[] {
  const path = name.split('.');
  for (const sample of samples) {
    const [value] = sampleValues(path, mark?.scopes ?? [], [sample.values]);
    if (value !== undefined)
      return [{ kind: 'label', text: `In the sample ${sample.name}` }, json(value)];
  }
  return [];
}

function useParts(
  analysis: DocumentAnalysis,
  at: Exclude<NameAt, { kind: 'include' }>,
  samples: readonly NamedSample[],
): HoverPart[] {
  if (at.kind === 'item') return [];
  const values = samples.map(sample => sample.values);
  const uses = marksOfVariable(analysis, at.name, values).filter(isUse);
  const lines = [...new Set(uses.map(({ start }) => analysis.source.positionAt(start).line))];
  if (lines.length === 0) return [{ kind: 'text', text: 'Used nowhere in this document.' }];
  const more = lines.length > MAX_LINES ? ` and ${lines.length - MAX_LINES} more` : '';
  const word = lines.length === 1 ? 'line' : 'lines';
  return [
    { kind: 'text', text: `Used in ${word} ${lines.slice(0, MAX_LINES).join(', ')}${more}.` },
  ];
}

function json(value: unknown): HoverPart {
  const isNested = entriesOf(value).length > 0 || Array.isArray(value);
  const text = printJson(value, isNested ? 2 : 0);
  const isLong = text.length > MAX_VALUE_LENGTH;
  return { kind: 'json', text: isLong ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text };
}
