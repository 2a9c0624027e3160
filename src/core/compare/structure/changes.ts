import type { EntryChange } from './entries';
import { tellValues } from './frontMatter';
import { diffInput } from './inputChanges';
import { tellNamed } from './namedChanges';
import { diffVariables } from './renames';
import { diffSchemas } from './schemas';
import { bodyText, type StructureDiff } from './structure';
import { splitLines } from '../text/lines';
import { countEdits, type TextEdit } from '../text/textEdits';
import { countMoves } from '../text/textMoves';
import { tellTools } from './toolChanges';
import { isMapping, nameOfElement, type Mapping, type ValueChange } from './values';
import type { DocumentLayout, PromptDocument } from '../../prompt/document/model';
import type { MessagePlace, PromptChange } from './model';

/** A prompt, and where its parts stand. */
export interface PlacedDocument {
  readonly document: PromptDocument;
  readonly layout: DocumentLayout;
}

/** What happened, in the order in which a person wants to know it. */
export function tellChanges(
  diff: StructureDiff,
  left: PlacedDocument,
  right: PlacedDocument,
): readonly PromptChange[] {
  const variables = diffVariables(left.document, right.document);
  const renames = new Map(
    variables.flatMap(change => (change.kind === 'renamed' ? [[change.from, change.to]] : [])),
  );
  const [before, after] = [left.document.frontMatter, right.document.frontMatter];
  return [
    ...tellBody(diff, left, right),
    ...variables.map(tellVariable),
    ...tellFrontMatter(diff.frontMatter, before, after, renames),
  ];
}

function tellBody(
  { body }: StructureDiff,
  left: PlacedDocument,
  right: PlacedDocument,
): readonly PromptChange[] {
  if (body.kind === 'messages') return body.entries.map(entry => tellMessage(entry, left, right));
  return body.edits.length === 0 ? [] : [tellText(bodyText(left.document), body.edits)];
}

function tellText(left: string, edits: readonly TextEdit[]): PromptChange {
  const { paragraphs, isAll } = countMoves(splitLines(left), edits);
  const moved = paragraphs === 0 ? {} : { moved: paragraphs };
  return { part: 'text', kind: isAll ? 'moved' : 'changed', ...countEdits(edits), ...moved };
}

function tellMessage(
  { left, right, isMoved, edits }: EntryChange,
  before: PlacedDocument,
  after: PlacedDocument,
): PromptChange {
  const whole = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
  return {
    part: 'message',
    kind: isMoved ? 'moved' : whole,
    ...(left === undefined ? {} : { left: placeOf(before, left) }),
    ...(right === undefined ? {} : { right: placeOf(after, right) }),
    ...countEdits(edits),
  };
}

function placeOf({ document, layout }: PlacedDocument, index: number): MessagePlace {
  const { body } = document;
  const role = body.type === 'chat' ? (body.messages[index]?.role ?? '') : '';
  return { number: index + 1, role, line: layout.messages[index]?.line ?? layout.bodyLine };
}

function tellVariable(change: ReturnType<typeof diffVariables>[number]): PromptChange {
  if (change.kind !== 'renamed') return { part: 'variable', ...change };
  return { part: 'variable', kind: 'renamed', from: change.from, name: change.to };
}

/**
 * Front matter that has a shape of its own is told by that shape, the rest value by value. `renames`
 * are the variables that took another name.
 */
export function tellFrontMatter(
  changes: readonly ValueChange[],
  left: Mapping,
  right: Mapping,
  renames: ReadonlyMap<string, string> = new Map(),
): readonly PromptChange[] {
  // Each key is looked at once, however much of it changed.
  const changed = [...new Set(changes.map(({ path }) => path[0]))];
  const told = new Set(changed.filter(key => hasShape(key, left, right)));
  return [
    ...(told.has('inputs') ? tellInputs(left.inputs, right.inputs, renames) : []),
    ...tellSettings(changes.filter(({ path }) => !told.has(path[0]))),
    ...(told.has('tools') ? tellTools(left.tools, right.tools) : []),
    ...(told.has('response_format') ? tellResponseFormat(left, right) : []),
  ];
}

function hasShape(key: unknown, left: Mapping, right: Mapping): boolean {
  switch (key) {
    case 'inputs':
      return [left.inputs ?? {}, right.inputs ?? {}].every(isMapping);
    case 'tools':
      return [left.tools ?? [], right.tools ?? []].every(hasNames);
    case 'response_format':
      return [left.response_format, right.response_format].every(
        value => value === undefined || isMapping(value),
      );
    default:
      return false;
  }
}

function hasNames(tools: unknown): boolean {
  if (!Array.isArray(tools)) return false;
  const names = tools.map(nameOfElement);
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function tellSettings(changes: readonly ValueChange[]): PromptChange[] {
  return tellValues(changes).map(change => ({ part: 'setting', ...change }));
}

/** An input that took another name with its variable is compared with what it was before. */
function tellInputs(
  left: unknown,
  right: unknown,
  renames: ReadonlyMap<string, string>,
): readonly PromptChange[] {
  const [before, after] = [membersByName(left), membersByName(right)];
  const renamed = [...before].map(([name, input]) => {
    const current = renames.get(name);
    return [current !== undefined && after.has(current) ? current : name, input] as const;
  });
  return tellNamed('input', new Map(renamed), after, diffInput);
}

function membersByName(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(isMapping(value) ? value : {}));
}

function tellResponseFormat(left: Mapping, right: Mapping): PromptChange[] {
  const [before, after] = [left.response_format, right.response_format];
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const details = kind === 'changed' ? diffSchemas(flatFormat(before), flatFormat(after)) : [];
  return [{ part: 'responseFormat', kind, details }];
}

/** `{type: json_schema, json_schema: {name, schema}}` as the schema with what stands around it. */
function flatFormat(format: unknown): unknown {
  if (!isMapping(format)) return format;
  const { json_schema: inner, type: form, ...rest } = format;
  const { schema, ...around } = isMapping(inner) ? inner : ({} as Mapping);
  return { ...(isMapping(schema) ? schema : {}), ...around, ...rest, form };
}
