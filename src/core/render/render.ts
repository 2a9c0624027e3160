import type { DocumentLayout, MessagePart, PromptDocument, Role } from '../document/document';
import { LedgerError } from '../errors';
import { readHistory } from './history';
import { IncludeTree, type IncludeResolver } from './includes';
import { applyInputs, wrongTypesError, type Values, type WrongType } from '../document/inputs';
import { requirePlainData } from '../template/plainData';
import {
  describeLocation,
  prepareDocument,
  requireValidTemplates,
  type PreparedDocument,
  type SourceLocation,
} from './preparedDocument';
import { compareText } from '../records/records';
import { fillChat } from './renderChat';
import { failureError } from './renderFailure';
import type { Placeholder, RenderedTemplate } from '../template/template';
import { rootOf, unusedValues } from './variables';

/** What goes to a model. */
export type RenderedPrompt =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'chat'; readonly messages: readonly RenderedMessage[] };

export interface RenderedMessage {
  readonly role: Role;
  /** A text, or parts where there is an image or a file among them. */
  readonly content: string | readonly MessagePart[];
  /** What an assistant asked tools for. */
  readonly toolCalls?: readonly RenderedCall[];
  /** In a message of a tool: the call that it answers, and the name of the tool where it is known. */
  readonly toolCallId?: string;
  readonly toolName?: string;
}

export interface RenderedCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface RenderOptions {
  /** What a name that nobody gave leads to: the error `missing-variables` (default), or nothing. */
  readonly missing?: 'error' | 'empty';
  /** Leaves the tags of names that nobody gave in place, whatever `missing` says. */
  readonly partial?: boolean;
  readonly include?: IncludeResolver;
  /** Where the templates stand in the source; without it, places count in the printed document. */
  readonly layout?: DocumentLayout;
}

/** A name that nobody gave, and every place that looked it up. */
export interface MissingVariable {
  readonly name: string;
  readonly locations: readonly SourceLocation[];
}

/** A tag that `partial` left in place: a range of the text, or of the content of message `part`. */
export interface PartPlaceholder extends Placeholder {
  readonly part: number;
  /** Which part of a content that has parts: its text, or its URL. */
  readonly piece?: number;
}

/** The messages that a history gave, by their place in the output; none where it has no value. */
export interface HistoryRange {
  readonly name: string;
  readonly start: number;
  readonly endExclusive: number;
  readonly isMissing: boolean;
}

export interface RenderOutcome {
  readonly output: RenderedPrompt;
  /** Sorted by name; empty unless `partial` or `missing: 'empty'` let them pass. */
  readonly missing: readonly MissingVariable[];
  readonly placeholders: readonly PartPlaceholder[];
  readonly histories: readonly HistoryRange[];
  /** Sentences for a person. */
  readonly warnings: readonly string[];
}

/**
 * Fills values into a document: the one renderer behind preview, command line and client.
 * Throws `missing-variables`, `template-syntax`, `invalid-input`, `include-cycle` or `invalid-document`.
 *
 *     renderDocument(requireDocument('Hi {{name}}'), { name: 'Ada' }).output
 *     // { type: 'text', text: 'Hi Ada' }
 */
export function renderDocument(
  document: PromptDocument,
  values: Values,
  options: RenderOptions = {},
): RenderOutcome {
  return renderPrepared(prepareDocument(document, options.layout), values, options);
}

/** `renderDocument` for a document that is rendered many times. */
export function renderPrepared(
  prepared: PreparedDocument,
  values: Values,
  options: Omit<RenderOptions, 'layout'> = {},
): RenderOutcome {
  requirePlainData(values);
  const tree = new IncludeTree(prepared, options.include);
  requireValidTemplates(prepared, tree.root);
  const { values: filled, wrong } = applyInputs(prepared.document, values);
  const histories = historiesIn(prepared, filled);
  const rendered = prepared.templates.map((template, part) =>
    template.render({
      values: filled,
      origin: tree.root,
      missing: options.partial === true ? 'keep' : 'empty',
      include: (use, from) => tree.include(use, from, from === tree.root ? part : 0),
    }),
  );
  const missing = missingVariables(rendered, tree, missingHistories(prepared, histories));
  requireTypes(wrong, missing);
  requireNoFailures(rendered, tree, missing);
  const isLenient = options.partial === true || options.missing === 'empty';
  if (missing.length > 0 && !isLenient) throw missingError(missing);
  return {
    ...outputOf(prepared.document, rendered, histories),
    missing,
    warnings: unusedValues(prepared, tree, values).map(
      name => `The value "${name}" is used by nothing in this prompt.`,
    ),
  };
}

type Histories = ReadonlyMap<string, readonly RenderedMessage[]>;

/** The messages of each history that has a value; `null` stands for none. */
function historiesIn({ histories }: PreparedDocument, values: Values): Histories {
  const found = histories.flatMap(({ name }): [string, readonly RenderedMessage[]][] => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? [] : [[name, readHistory(name, value ?? [])]];
  });
  return new Map(found);
}

function outputOf(
  { body }: PromptDocument,
  rendered: readonly RenderedTemplate[],
  histories: Histories,
): Pick<RenderOutcome, 'output' | 'placeholders' | 'histories'> {
  if (body.type === 'chat') {
    const { messages, ...filled } = fillChat(body.messages, { rendered, histories });
    return { output: { type: 'chat', messages }, ...filled };
  }
  const [template] = rendered;
  return {
    output: { type: 'text', text: template?.text ?? '' },
    placeholders: (template?.placeholders ?? []).map(range => ({ ...range, part: 0 })),
    histories: [],
  };
}

interface MissingPlace {
  readonly name: string;
  readonly location: SourceLocation;
}

function missingHistories({ histories }: PreparedDocument, found: Histories): MissingPlace[] {
  return histories
    .filter(({ name }) => !found.has(name))
    .map(({ name, position }) => ({ name, location: position() }));
}

function missingVariables(
  rendered: readonly RenderedTemplate[],
  tree: IncludeTree,
  histories: readonly MissingPlace[],
): readonly MissingVariable[] {
  const places = rendered.flatMap(({ missing }, part) =>
    missing.map((use): MissingPlace => {
      return { name: use.name, location: tree.locateUse(use, part) };
    }),
  );
  const byName = new Map<string, Map<string, SourceLocation>>();
  for (const { name, location } of [...places, ...histories]) {
    const locations = byName.get(name) ?? new Map<string, SourceLocation>();
    // A loop looks the same tag up once per item.
    byName.set(name, locations.set(describeLocation(location), location));
  }
  return [...byName]
    .map(([name, locations]) => ({ name, locations: [...locations.values()] }))
    .sort((left, right) => compareText(left.name, right.name));
}

/** Throws `invalid-input`. A value of the wrong type is none, and missing only for that reason. */
function requireTypes(wrong: readonly WrongType[], missing: readonly MissingVariable[]): void {
  if (wrong.length === 0) return;
  const names = missing.map(({ name }) => name);
  const isGiven = (name: string): boolean => wrong.some(fact => fact.name === rootOf(name));
  throw wrongTypesError(
    wrong,
    names.filter(name => !isGiven(name)),
  );
}

/** Throws `invalid-input` for the values that templates could not take, all at once. */
function requireNoFailures(
  rendered: readonly RenderedTemplate[],
  tree: IncludeTree,
  missing: readonly MissingVariable[],
): void {
  const failed = rendered.flatMap(({ failures = [] }, part) =>
    failures.map(({ message, ...use }) => ({ message, location: tree.locateUse(use, part) })),
  );
  const names = missing.map(({ name }) => name);
  if (failed.length > 0) throw failureError(failed, names);
}

/** The error for names that nobody gave. */
export function missingError(missing: readonly MissingVariable[]): LedgerError {
  const names = missing.map(({ name }) => name);
  const list = missing.map(({ name, locations }) => {
    const [first] = locations;
    return first === undefined ? name : `${name} (${describeLocation(first)})`;
  });
  return new LedgerError(
    'missing-variables',
    { names, variables: missing },
    `Missing ${names.length === 1 ? 'variable' : 'variables'}: ${list.join(', ')}. Give values for all of them.`,
  );
}
