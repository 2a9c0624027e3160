import { doubtOf } from '../core/ledger/derive/damage';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { contestedNames, withContested } from '../core/ledger/derive/contestedNames';
import { LedgerError } from '../core/base/errors';
import { withDocumentAt } from '../core/ledger/derive/movedText';
import { promptInfo } from '../core/ledger/derive/shapes';
import { readFolders, tableOf } from './folders';
import type { Ledger } from './ledger';
import { movedDocuments } from './movedDocuments';
import { promptsIn } from './prompts';
import { compareText } from '../core/base/textOrder';
import type { PromptState, DocumentState, PromptInfo } from '../core/ledger/derive/model';
import { isBehind, leftToDo } from './behind';
import { sourceText } from '../core/ledger/records/records';

/**
 * Every prompt, sorted by name, from the files alone: what the index answers in a window, for a
 * program that has none. Throws `io`.
 */
export async function listPrompts(ledger: Ledger): Promise<readonly PromptInfo[]> {
  const folders = await readFolders(ledger);
  const names = tableOf(folders);
  const known = promptsIn(folders, names);
  const taken = new Set<string>(known.map(({ name }) => name));
  const documents = (await ledger.ports.documents.list()).filter(
    ({ prompt }) => !taken.has(prompt),
  );
  const others = await Promise.all(
    documents.map(async ({ prompt }) => {
      // Its folder may lie in one that cannot be listed: then it is not new.
      const { problems } = await ledger.ports.records.read(prompt);
      return { folder: undefined, name: prompt, state: derivePrompt([], { problems }) };
    }),
  );
  const all = [...known, ...others].sort((left, right) => compareText(left.name, right.name));
  const contested = contestedNames(names.contests(), folder => names.nameOf(folder));
  const infos = await Promise.all(
    all.map(async ({ folder, name, state }) => {
      const look = await documentLook(ledger, name, state);
      const info = { ...look, ...promptInfo(name, state, look.state) };
      return withContested(info, folder === undefined ? undefined : contested.get(folder));
    }),
  );
  const moved = new Map<string, string>();
  for (const { prompt, at } of await movedDocuments(ledger, infos)) {
    if (!moved.has(prompt)) moved.set(prompt, at);
  }
  return infos.map(info => withDocumentAt(info, moved.get(info.prompt)));
}

/** How a working document stands, and where it is there and cannot be read, why. */
type DocumentLook = Pick<PromptInfo, 'state' | 'problem'>;

/** How a working document compares with the heads of its prompt; one that cannot be read is modified. */
export async function documentState(
  ledger: Ledger,
  name: string,
  state: PromptState,
): Promise<DocumentState> {
  return (await documentLook(ledger, name, state)).state;
}

/** One document that cannot be read says nothing of the others. */
async function documentLook(
  ledger: Ledger,
  name: string,
  state: PromptState,
): Promise<DocumentLook> {
  try {
    return { state: await compared(ledger, name, state) };
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'io') throw error;
    const problem = { path: `prompts/${name}.prompt`, code: 'io', message: error.message } as const;
    return { state: stateOf(undefined, state), problem };
  }
}

async function compared(ledger: Ledger, name: string, state: PromptState): Promise<DocumentState> {
  const document = await ledger.document(name);
  if (document === undefined) return 'missing';
  const found = stateOf(document.text, state);
  if (found !== 'modified') return found;
  // Nobody modified what could not follow its newest version.
  const left = await leftToDo(ledger);
  return isBehind(left, state, document.text, ledger.ports.digest) ? 'clean' : found;
}

/**
 * A working document for a comparison of all: `undefined` where it cannot be used, which is told, and is
 * not the same as none.
 */
export async function documentOrLeaveOut(
  ledger: Ledger,
  prompt: string,
): Promise<{ readonly text: string | undefined } | undefined> {
  try {
    return { text: await ledger.ports.documents.read(prompt) };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    ledger.leaveOut([{ path: `prompts/${prompt}.prompt`, code: 'io', message: error.message }]);
    return undefined;
  }
}

/** How a text compares with the heads; `undefined` is a document that is no text. */
export function stateOf(text: string | undefined, { heads, damage }: PromptState): DocumentState {
  // Nobody knows whether it equals a head.
  if (doubtOf(damage, 'heads') !== undefined) return 'modified';
  if (heads.length === 0) return 'new';
  return heads.some(head => sourceText(head) === text) ? 'clean' : 'modified';
}
