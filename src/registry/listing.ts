import { derivePrompt, type PromptState } from '../core/derive/derivePrompt';
import { contestedNames, withContested } from '../core/derive/contestedNames';
import { compareText } from '../core/records/records';
import {
  promptInfo,
  statusInfo,
  type DocumentState,
  type PromptInfo,
  type StatusInfo,
} from '../core/derive/shapes';
import { isRename, readFolders, tableOf } from './folders';
import type { Ledger } from './ledger';
import { isBehind, leftToDo } from './unfinished';

/**
 * Every prompt, sorted by name, from the files alone: what the index answers in a window, for a
 * program that has none. Throws `io`.
 */
export async function listPrompts(ledger: Ledger): Promise<readonly PromptInfo[]> {
  const folders = await readFolders(ledger);
  const names = tableOf(folders);
  const states = folders
    .filter(read => read.records.some(record => !isRename(record)))
    .map(({ folder, records: found }) => ({ folder, state: derivePrompt(found) }));
  const known = states.map(read => ({ ...read, name: names.nameOf(read.folder) }));
  const taken = new Set(known.map(({ name }) => name));
  const others = (await ledger.ports.documents.list())
    .filter(({ prompt }) => !taken.has(prompt))
    .map(({ prompt }) => ({ folder: undefined, name: prompt, state: derivePrompt([]) }));
  const all = [...known, ...others].sort((left, right) => compareText(left.name, right.name));
  const contested = contestedNames(names.contests(), folder => names.nameOf(folder));
  return Promise.all(
    all.map(async ({ folder, name, state }) => {
      const info = promptInfo(name, state, await documentState(ledger, name, state));
      return withContested(info, folder === undefined ? undefined : contested.get(folder));
    }),
  );
}

/** How each working document stands, sorted by name. Throws `io`. */
export async function listStatus(ledger: Ledger): Promise<readonly StatusInfo[]> {
  return (await listPrompts(ledger)).map(statusInfo);
}

/** How a working document compares with the heads of its prompt. Throws `io`. */
export async function documentState(
  ledger: Ledger,
  name: string,
  state: PromptState,
): Promise<DocumentState> {
  const document = await ledger.document(name);
  if (document === undefined) return 'missing';
  const found = stateOf(document.text, state);
  if (found !== 'modified') return found;
  // Nobody modified what could not follow its newest version.
  const left = await leftToDo(ledger);
  return isBehind(left, state, document.text, ledger.ports.digest) ? 'clean' : found;
}

/** The same for a text; `undefined` is a document that is no text. */
export function stateOf(text: string | undefined, { heads }: PromptState): DocumentState {
  if (heads.length === 0) return 'new';
  return heads.some(head => head.source.join('\n') === text) ? 'clean' : 'modified';
}
