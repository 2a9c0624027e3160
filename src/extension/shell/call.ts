import * as vscode from 'vscode';
import type { Range } from '../../core/compare/text/range';
import { LedgerError } from '../../core/base/errors';
import { promptOfUri, VERSION_SCHEME } from './paths';
import type { PeekedChange } from '../changes/peekedChange';

/** A type that an answer can have, by what an error calls it. */
interface AnswerTypes {
  readonly string: string;
  readonly boolean: boolean;
  readonly number: number;
  readonly object: Readonly<Record<string, unknown>>;
  readonly 'record of strings': Readonly<Record<string, string>>;
  readonly 'list of strings': readonly string[];
  readonly 'string or null': string | null;
}

/** All that a command can be told, and of which type it is. What each command takes, its documentation says. */
const ANSWERS = {
  prompt: 'string',
  ref: 'string',
  tag: 'string',
  message: 'string',
  parent: 'string',
  source: 'string',
  description: 'string',
  environment: 'string',
  version: 'string',
  changelog: 'string',
  to: 'string',
  /** Where a span of time begins, or the format of files to import. */
  from: 'string',
  at: 'string',
  commit: 'string',
  since: 'string',
  who: 'string',
  format: 'string',
  reason: 'string',
  note: 'string',
  left: 'string',
  right: 'string',
  text: 'string',
  sample: 'string',
  query: 'string',
  /** For which lines blame is shown. */
  show: 'string',
  /** A file to write to. */
  file: 'string',
  /** What one imported prompt is called. */
  name: 'string',
  /** The folder in which a new prompt was asked for, or imported ones are put. */
  folder: 'string',
  immutable: 'boolean',
  force: 'boolean',
  protected: 'boolean',
  remove: 'boolean',
  approvals: 'number',
  position: 'number',
  /** A line of a document, counted from 1. */
  line: 'number',
  prompts: 'list of strings',
  kinds: 'list of strings',
  gates: 'list of strings',
  labels: 'list of strings',
  /** Files to read. */
  files: 'list of strings',
  values: 'object',
  /** By prompt. */
  changelogs: 'record of strings',
  /** Null says "from nowhere", which is not the same as saying nothing. */
  promoteFrom: 'string or null',
} as const satisfies Readonly<Record<string, keyof AnswerTypes>>;

type Told = {
  readonly [Name in keyof typeof ANSWERS]?: AnswerTypes[(typeof ANSWERS)[Name]];
};

/** What a command was told before it asks. */
export interface Answers extends Told {
  /** The lines of a change that a person looks at, counted from 0. */
  readonly lines?: Range;
}

/** The answers, and whether a person started the command and can be asked for what may be left out. */
export interface Call {
  readonly answers: Answers;
  readonly isInteractive: boolean;
}

/**
 * Reads the argument of a command: nothing (palette, keyboard), the address of a document (editor
 * title), an item of a tree, or an object with answers. Throws `invalid-argument`.
 */
export function readCall(argument: unknown, root: vscode.Uri | undefined): Call {
  if (argument instanceof vscode.Uri) {
    return { answers: root === undefined ? {} : ofUri(argument, root), isInteractive: true };
  }
  if (typeof argument !== 'object' || argument === null) {
    return { answers: ofActiveEditor(root), isInteractive: true };
  }
  if (isPeekedChange(argument)) {
    const { uri, lines } = argument;
    return { answers: { ...(root && ofUri(uri, root)), lines }, isInteractive: true };
  }
  const fields = argument as Readonly<Record<string, unknown>>;
  // A page or a drop knows some answers, and a person is there for the others.
  if (fields.kind === 'answers') return { answers: ofObject(fields), isInteractive: true };
  if (typeof fields.kind === 'string') return { answers: ofNode(fields), isInteractive: true };
  return { answers: ofObject(fields), isInteractive: false };
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

function ofObject(fields: Readonly<Record<string, unknown>>): Answers {
  const told = Object.entries(ANSWERS).flatMap(([name, type]) => {
    const value = fields[name];
    if (value === undefined || (value === null && type !== 'string or null')) return [];
    if (isOfType(value, type)) return [[name, value] as const];
    throw new LedgerError(
      'invalid-argument',
      { name, expected: type },
      `The argument "${name}" must be a ${type}.`,
    );
  });
  return Object.fromEntries(told);
}

function isOfType(value: unknown, type: keyof AnswerTypes): boolean {
  const isText = (item: unknown): boolean => typeof item === 'string';
  if (type === 'list of strings') return Array.isArray(value) && value.every(isText);
  if (type === 'record of strings') {
    return typeof value === 'object' && value !== null && Object.values(value).every(isText);
  }
  if (type === 'string or null') return value === null || typeof value === 'string';
  return typeof value === type;
}
