import { printJson } from '../base/json';
import type { Values } from '../prompt/document/inputs';
import type { DocumentAnalysis } from './analysis';
import { isUse } from './analysis';
import type { CompletionPlace } from './completionPlace';
import { undeclaredInputs } from './findings';
import { FIELD_HELP, INPUT_FIELD_HELP, PARAMETER_HELP, VALUE_HELP } from './fieldHelp';
import { printKey } from './frontMatterChanges';
import type { FrontMatterPlace } from './frontMatterPlace';
import { entriesOf, fieldsInScope, sampleValues } from './scopes';
import { INPUT_TYPES, type InputDeclaration } from '../prompt/document/model';
import type { TemplatePlace } from './tagPlace';

/** Something that can be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'variable' | 'field' | 'key' | 'value' | 'section' | 'role' | 'include';
  /** What is written; `$0` in it is where the cursor goes on. */
  readonly text: string;
  readonly isSnippet?: boolean;
  readonly detail?: string;
  readonly documentation?: string;
  /** A list of its own after the rest. */
  readonly rank: number;
}

const ROLES: Readonly<Record<string, string>> = {
  system: 'What the model is and how it behaves.',
  developer: 'Instructions of the developer, above those of the user.',
  user: 'What the person says.',
  assistant: 'What the model answered, or should answer.',
  tool: 'What a tool returned.',
};

/** What can be written at `place`, all but the included prompts: these only the registry knows. */
export function completionsAt(
  analysis: DocumentAnalysis,
  place: CompletionPlace,
  samples: readonly Values[],
): readonly Completion[] {
  switch (place.kind) {
    case 'name':
      return nameCompletions(analysis, place, samples);
    case 'close':
      return closeCompletions(analysis, place.span.start, '', place.closer);
    case 'role':
      return Object.entries(ROLES).map(([role, documentation]) => {
        return { label: `${role}:`, kind: 'role', text: `${role}:\n`, documentation, rank: 0 };
      });
    case 'key':
      return keyCompletions(analysis, place, samples);
    case 'value':
      return valueCompletions(place);
    case 'include':
      return [];
  }
}

/** The sections that are open at `offset`, outermost first. */
export function openSections({ marks }: DocumentAnalysis, offset: number): readonly string[] {
  const open: { name: string; isList: boolean }[] = [];
  for (const { kind, name, start } of marks) {
    if (start >= offset) break;
    if (kind === 'section' || kind === 'inverted') open.push({ name, isList: kind === 'section' });
    if (kind === 'close' && open.at(-1)?.name === name) open.pop();
  }
  return open.map(({ name }) => name);
}

function nameCompletions(
  analysis: DocumentAnalysis,
  { path, span, closer, isPlain }: TemplatePlace & { kind: 'name' },
  samples: readonly Values[],
): readonly Completion[] {
  // The names around are those before the tag that is being written.
  const scopes = openSections(analysis, span.start);
  if (path.length > 0) {
    const values = sampleValues(path, scopes, samples).flatMap(entriesOf);
    return unique(values.map(([name, value]) => fieldCompletion(name, value, closer)));
  }
  const fields = [...fieldsInScope(scopes, samples)];
  return unique([
    ...fields.map(([name, value]) => fieldCompletion(name, value, closer)),
    ...analysis.inputs.map(input => inputCompletion(input, closer)),
    ...otherNames(analysis, span.start, samples).map((name): Completion => {
      const detail = analysis.inputsNode === undefined ? undefined : 'not declared';
      return {
        label: name,
        kind: 'variable',
        text: name + closer,
        ...(detail && { detail }),
        rank: 2,
      };
    }),
    ...(isPlain ? closeCompletions(analysis, span.start, '/', closer) : []),
  ]);
}

/** What is used elsewhere, and what samples give. The name that is being written is no help. */
function otherNames(
  { marks, inputs }: DocumentAnalysis,
  offset: number,
  samples: readonly Values[],
): readonly string[] {
  const used = marks
    .filter(mark => isUse(mark) && mark.scopes.length === 0 && mark.start !== offset)
    .map(({ root }) => root);
  const declared = new Set(inputs.map(({ name }) => name));
  const names = new Set([...used, ...samples.flatMap(values => Object.keys(values))]);
  return [...names].filter(name => !declared.has(name) && /^[\p{L}\p{N}_-]+$/u.test(name)).sort();
}

function fieldCompletion(name: string, value: unknown, closer: string): Completion {
  const written = printJson(value);
  const detail = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  return { label: name, kind: 'field', text: name + closer, detail, rank: 0 };
}

function inputCompletion(input: InputDeclaration, closer: string): Completion {
  const { name, type, description, required } = input;
  const detail = required && input.default === undefined ? type : `${type}, optional`;
  const help = description === undefined ? {} : { documentation: description };
  return { label: name, kind: 'variable', text: name + closer, detail, ...help, rank: 1 };
}

function closeCompletions(
  analysis: DocumentAnalysis,
  offset: number,
  slash: string,
  closer: string,
): readonly Completion[] {
  const section = openSections(analysis, offset).at(-1);
  if (section === undefined) return [];
  const label = slash + section;
  return [{ label, kind: 'section', text: label + closer, detail: 'close the section', rank: 3 }];
}

function keyCompletions(
  analysis: DocumentAnalysis,
  { path, existing, hasColon, isFlow }: FrontMatterPlace & { kind: 'key' },
  samples: readonly Values[],
): readonly Completion[] {
  if (path.length === 1 && path[0] === 'inputs') {
    return undeclaredInputs(analysis, samples).map(({ name, type, required }): Completion => {
      const value = `{ type: ${type}${required ? '' : ', required: false'} }`;
      const text = printKey(name) + (hasColon ? '' : `: ${value}`);
      return { label: name, kind: 'key', text, detail: 'used and not declared', rank: 0 };
    });
  }
  return Object.entries(keysAt(path))
    .filter(([key]) => !existing.includes(key))
    .map(([key, { help, opens }], rank): Completion => {
      const tail = opens && !isFlow ? ':\n  $0' : ': ';
      const text = hasColon ? key : key + tail;
      const isSnippet = !hasColon && opens && !isFlow;
      return {
        label: key,
        kind: 'key',
        text,
        documentation: help,
        rank,
        ...(isSnippet && { isSnippet }),
      };
    });
}

function keysAt(path: readonly string[]): typeof FIELD_HELP {
  if (path.length === 0) return FIELD_HELP;
  if (path.length === 2 && path[0] === 'inputs') return INPUT_FIELD_HELP;
  return path.length === 1 && path[0] === 'parameters' ? PARAMETER_HELP : {};
}

function valueCompletions({ path }: FrontMatterPlace & { kind: 'value' }): readonly Completion[] {
  const [first = '', , third] = path;
  if (path.length === 3 && first === 'inputs') {
    if (third === 'type') return values(Object.fromEntries(INPUT_TYPES.map(type => [type, ''])));
    return third === 'required' ? values({ true: '', false: '' }) : [];
  }
  return path.length === 1 ? values(VALUE_HELP[first] ?? {}) : [];
}

function values(choices: Readonly<Record<string, string>>): readonly Completion[] {
  return Object.entries(choices).map(([label, help], rank) => {
    const documentation = help === '' ? {} : { documentation: help };
    return { label, kind: 'value', text: label, ...documentation, rank };
  });
}

/** The first of each label: the nearest meaning wins. */
function unique(completions: readonly Completion[]): readonly Completion[] {
  return [
    ...new Map([...completions].reverse().map(item => [item.label, item])).values(),
  ].reverse();
}
