import * as vscode from 'vscode';
import type { Range } from '../../core/compare/text/range';
import { OPERATIONS } from '../../operations/all';
import { readFields, type InputFor, type Operation } from '../../operations/operation';
import {
  count,
  flag,
  integer,
  optional,
  text,
  type Field,
  type Fields,
  type InputOf,
} from '../../operations/schema';
import { promptOfUri, VERSION_SCHEME } from './paths';
import type { PeekedChange } from '../changes/peekedChange';

/** What only commands of the editor are told. */
const EDITOR_FIELDS = {
  show: optional(text('for which lines blame is shown')),
  file: optional(text('a file to write to')),
  folder: optional(text('where a new prompt was asked for, or imported ones are put')),
  format: optional(text('how an answer is written')),
  line: optional(count('a line of a document, counted from 1')),
  position: optional(integer('the place of an environment; past either end is that end')),
  remove: optional(flag('an environment goes')),
};

type Inputs =
  | {
      [Name in keyof typeof OPERATIONS]: InputFor<(typeof OPERATIONS)[Name]>;
    }[keyof typeof OPERATIONS]
  | InputOf<typeof EDITOR_FIELDS>;

type NamesOf<Each> = Each extends unknown ? keyof Each : never;

type ValueIn<Each, Name> = Each extends unknown
  ? Name extends keyof Each
    ? Each[Name]
    : never
  : never;

/** What a command was told before it asks: fields of operations, whether or not it is one itself. */
type Told = { readonly [Name in NamesOf<Inputs>]?: ValueIn<Inputs, Name> };

export interface Answers extends Told {
  /** The lines of a change that a person looks at, counted from 0. */
  readonly changed?: Range;
}

/** Every field that a command can be told; where operations disagree on what it can be, any text will do. */
const ALL_FIELDS: Fields = (() => {
  const found = new Map<string, Field>();
  for (const { input } of Object.values<Operation>(OPERATIONS)) {
    for (const [name, of] of Object.entries(input)) {
      const known = found.get(name);
      const isSame = known === undefined || known.choices === of.choices;
      found.set(name, isSame ? of : { ...of, choices: undefined });
    }
  }
  return { ...Object.fromEntries(found), ...EDITOR_FIELDS };
})();

/** The fields of a command: those of its operation, and what others may be told besides. */
function fieldsOf(command: string): Fields {
  const operations: Readonly<Record<string, Operation | undefined>> = OPERATIONS;
  return { ...ALL_FIELDS, ...operations[command]?.input };
}

/** The answers, and whether a person started the command and can be asked for what may be left out. */
export interface Call {
  readonly answers: Answers;
  readonly isInteractive: boolean;
}

/**
 * Reads the argument of a command: nothing (palette, keyboard), the address of a document (editor
 * title), an item of a tree, or an object with answers. Throws `invalid-argument`.
 * @param command its id, without the prefix
 */
export function readCall(argument: unknown, command: string, root: vscode.Uri | undefined): Call {
  if (argument instanceof vscode.Uri) {
    return { answers: root === undefined ? {} : ofUri(argument, root), isInteractive: true };
  }
  if (typeof argument !== 'object' || argument === null) {
    return { answers: ofActiveEditor(root), isInteractive: true };
  }
  if (isPeekedChange(argument)) {
    const { uri, lines } = argument;
    return { answers: { ...(root && ofUri(uri, root)), changed: lines }, isInteractive: true };
  }
  const fields = argument as Readonly<Record<string, unknown>>;
  // A page or a drop knows some answers, and a person is there for the others.
  if (fields.kind === 'answers')
    return { answers: readFields(fieldsOf(command), fields), isInteractive: true };
  if (typeof fields.kind === 'string') return { answers: ofNode(fields), isInteractive: true };
  return { answers: readFields(fieldsOf(command), fields), isInteractive: false };
}

function isPeekedChange(argument: object): argument is PeekedChange {
  return 'kind' in argument && argument.kind === 'change' && 'lines' in argument;
}

function ofActiveEditor(root: vscode.Uri | undefined): Answers {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return root === undefined || uri === undefined ? {} : ofUri(uri, root);
}

function ofUri(uri: vscode.Uri, root: vscode.Uri): Answers {
  const prompt = promptOfUri(root, uri);
  if (prompt === undefined) return {};
  return uri.scheme === VERSION_SCHEME ? { prompt, ref: `${prompt}@${uri.query}` } : { prompt };
}

/** What an item of one of the trees stands for. */
function ofNode(node: Readonly<Record<string, unknown>>): Answers {
  const prompt = node.prompt;
  if (typeof prompt !== 'string') {
    return typeof node.environment === 'string' ? { environment: node.environment } : {};
  }
  const version = idOf(node.version) ?? idOf(node.move, 'version') ?? idOf(node.info, 'version');
  const tag = typeof node.tag === 'string' ? { tag: node.tag } : {};
  const isEnvironment = node.environment !== undefined && typeof node.tag === 'string';
  const environment = isEnvironment ? { environment: String(node.tag) } : {};
  return {
    prompt,
    ...(version === undefined ? {} : { ref: `${prompt}@${version}` }),
    ...tag,
    ...environment,
  };
}

function idOf(value: unknown, field = 'id'): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const id = (value as Readonly<Record<string, unknown>>)[field];
  return typeof id === 'string' ? id : undefined;
}
