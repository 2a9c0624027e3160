import { derivePrompt } from '../core/derive/derivePrompt';
import type { PromptName } from '../core/names';
import { allNames } from './folders';
import type { Ledger, PromptSnapshot } from './ledger';

/** Every prompt that has records, once, sorted by its current name. Throws `io`. */
export async function allPrompts(ledger: Ledger): Promise<readonly PromptSnapshot[]> {
  const store = ledger.ports.records;
  const names = await allNames(ledger);
  // A folder may hold nothing but a rename: it leads to a prompt whose records lie elsewhere.
  const folders = new Set([...(await store.list()).keys()].map(folder => names.folderOf(folder)));
  const found: PromptSnapshot[] = [];
  for (const folder of folders) {
    const read = await store.read(folder);
    const { records, problems, environments } = read;
    const name = names.nameOf(folder) as PromptName;
    ledger.leaveOut(problems);
    found.push({ folder, name, records, environments, state: derivePrompt(records, read) });
  }
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}
