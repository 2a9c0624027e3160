import * as vscode from 'vscode';
import type { Range } from '../../core/compare/text/range';
import { LedgerError } from '../../core/base/errors';
import { promptOfUri, VERSION_SCHEME } from './paths';
import type { PeekedChange } from '../changes/peekedChange';

/** What a command was told before it asks. */
export interface Answers {
  readonly prompt?: string;
  readonly ref?: string;
  readonly tag?: string;
  readonly message?: string;
  readonly parent?: string;
  readonly source?: string;
  readonly description?: string;
  readonly immutable?: boolean;
  readonly environment?: string;
  readonly version?: string;
  readonly changelog?: string;
  readonly to?: string;
  /** Where a span of time begins, or the format of files to import. */
  readonly from?: string;
  readonly at?: string;
  readonly commit?: string;
  readonly since?: string;
  readonly who?: string;
  readonly format?: string;
  readonly promoteFrom?: string | null;
  readonly prompts?: readonly string[];
  readonly kinds?: readonly string[];
  readonly gates?: readonly string[];
  readonly changelogs?: Readonly<Record<string, string>>;
  readonly approvals?: number;
  readonly position?: number;
  readonly protected?: boolean;
  readonly remove?: boolean;
  readonly reason?: string;
  readonly note?: string;
  readonly left?: string;
  readonly right?: string;
  readonly text?: string;
  readonly sample?: string;
  readonly query?: string;
  /** A file to write to. */
  readonly file?: string;
  /** Files to read. */
  readonly files?: readonly string[];
  /** What one imported prompt is called. */
  readonly name?: string;
  readonly labels?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly force?: boolean;
  /** A line of a document, counted from 1. */
  readonly line?: number;
  /** For which lines blame is shown. */
  readonly show?: string;
  /** The lines of a change that a person looks at, counted from 0. */
  readonly lines?: Range;
  /** The folder in which a new prompt was asked for, or imported ones are put. */
  readonly folder?: string;
}

/** The answers, and whether a person started the command and can be asked for what may be left out. */
export interface Call {
  readonly answers: Answers;
  readonly isInteractive: boolean;
}

const TEXTS = [
  'prompt',
  'ref',
  'tag',
  'message',
  'parent',
  'source',
  'description',
  'environment',
  'version',
  'changelog',
  'to',
  'from',
  'at',
  'commit',
  'since',
  'who',
  'format',
  'reason',
  'note',
  'left',
  'right',
  'text',
  'sample',
  'query',
  'show',
  'file',
  'name',
  'folder',
] as const;
const FLAGS = ['immutable', 'force', 'protected', 'remove'] as const;
const NUMBERS = ['approvals', 'position', 'line'] as const;
const LISTS = ['prompts', 'kinds', 'gates'] as const;

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
  const answers: Record<string, unknown> = {};
  for (const name of TEXTS) take(fields, name, 'string', answers);
  for (const name of FLAGS) take(fields, name, 'boolean', answers);
  for (const name of NUMBERS) take(fields, name, 'number', answers);
  for (const name of LISTS) takeList(fields, name, answers);
  take(fields, 'values', 'object', answers);
  takeTexts(fields, 'labels', answers);
  take(fields, 'changelogs', 'object', answers);
  // Null says "from nowhere", which is not the same as saying nothing.
  if (fields.promoteFrom === null) answers.promoteFrom = null;
  else take(fields, 'promoteFrom', 'string', answers);
  takeTexts(fields, 'files', answers);
  return answers;
}

function takeList(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  answers: Record<string, unknown>,
): void {
  const value = fields[name];
  if (value === undefined || value === null) return;
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw new LedgerError(
      'invalid-argument',
      { name, expected: 'list' },
      `The argument "${name}" must be a list of strings.`,
    );
  }
  answers[name] = value;
}

function take(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  type: 'string' | 'boolean' | 'number' | 'object',
  answers: Record<string, unknown>,
): void {
  const value = fields[name];
  if (value === undefined || value === null) return;
  if (typeof value !== type) {
    throw new LedgerError(
      'invalid-argument',
      { name, expected: type },
      `The argument "${name}" must be a ${type}.`,
    );
  }
  answers[name] = value;
}

function takeTexts(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  answers: Record<string, unknown>,
): void {
  const value = fields[name];
  if (value === undefined || value === null) return;
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw new LedgerError(
      'invalid-argument',
      { name, expected: 'list of strings' },
      `The argument "${name}" must be a list of strings.`,
    );
  }
  answers[name] = value;
}
