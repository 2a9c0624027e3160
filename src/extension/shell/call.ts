import * as vscode from 'vscode';
import { readFields } from '../../operations/operation';
import type { CommandId, InputOf } from '../features';
import { fieldsOf } from '../manifest';
import type { Call } from './command';
import { promptOfUri, VERSION_SCHEME } from './paths';
import type { PeekedChange } from '../changes/peekedChange';

/**
 * Reads the argument of a command: nothing (palette, keyboard), the address of a document (editor
 * title), an item of a tree, or an object with its input. Fields of other commands in it are passed over.
 * Throws `invalid-argument` for a field of another type.
 */
export function readCall<Id extends CommandId>(
  id: Id,
  argument: unknown,
  root: vscode.Uri | undefined,
): Call<Id> {
  const told = (given: Given, isInteractive: boolean): Call<Id> => ({
    input: readFields(fieldsOf(id), given) as InputOf<Id>,
    isInteractive,
  });
  if (argument instanceof vscode.Uri) return told(ofUri(argument, root), true);
  if (typeof argument !== 'object' || argument === null) {
    const { activeTextEditor: editor } = vscode.window;
    return { ...told(ofUri(editor?.document.uri, root), true), isGuess: true };
  }
  if (isPeekedChange(argument)) {
    return { ...told(ofUri(argument.uri, root), true), changed: argument.lines };
  }
  const given = argument as Given;
  // A page or a drop knows some of the input, and a person is there for the rest.
  if (given.kind === 'input') return told(given, true);
  return typeof given.kind === 'string' ? told(ofNode(given), true) : told(given, false);
}

type Given = Readonly<Record<string, unknown>>;

function isPeekedChange(argument: object): argument is PeekedChange {
  return 'kind' in argument && argument.kind === 'change' && 'lines' in argument;
}

function ofUri(uri: vscode.Uri | undefined, root: vscode.Uri | undefined): Given {
  const prompt = uri && root && promptOfUri(root, uri);
  if (prompt === undefined) return {};
  return uri?.scheme === VERSION_SCHEME ? { prompt, ref: `${prompt}@${uri.query}` } : { prompt };
}

/** What an item of one of the trees stands for. */
function ofNode(node: Given): Given {
  if (node.kind === 'folder') return { folder: node.path };
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
  const id = (value as Given)[field];
  return typeof id === 'string' ? id : undefined;
}
