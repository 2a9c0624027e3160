import type { Ledger, PromptSnapshot } from './ledger';

/** Every prompt that has records, once, sorted by its current name. Throws `io`. */
export async function allPrompts(ledger: Ledger): Promise<readonly PromptSnapshot[]> {
  const found = new Map<string, PromptSnapshot>();
  // A folder may hold nothing but a rename: it leads to a prompt whose records lie elsewhere.
  for (const folder of (await ledger.ports.records.list()).keys()) {
    const snapshot = await ledger.prompt(folder);
    found.set(snapshot.folder, snapshot);
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
