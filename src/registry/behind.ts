import type { Digest, Documents, Unfinished } from './ports';
import type { PromptState } from '../core/ledger/derive/model';
import type { PromptSnapshot } from './model';
import { LedgerError } from '../core/base/errors';
import { sourceText } from '../core/ledger/records/records';

interface Left {
  readonly ports: { readonly documents: Pick<Documents, 'unfinished'>; readonly digest: Digest };
}

interface Snapshots {
  readonly prompt: (name: string) => Promise<Pick<PromptSnapshot, 'name' | 'state'>>;
}

/** Whether a working document holds the text that a version was to replace, and could not. */
export function isBehind(
  unfinished: readonly Unfinished[],
  { versions }: Pick<PromptState, 'versions'>,
  text: string | undefined,
  digest: Digest,
): boolean {
  if (unfinished.length === 0) return false;
  const was = text === undefined ? null : digest(text);
  return unfinished.some(({ record, document }) => document === was && versions.has(record));
}

/** A working document that is behind: what it holds, and what it is to hold, as digests. */
export interface BehindDocument {
  readonly was: string | null;
  readonly becomes: string;
}

/** The working documents that could not follow their newest version, by current name. */
export async function behindDocuments(
  ledger: Left & Snapshots,
): Promise<ReadonlyMap<string, BehindDocument>> {
  const found = new Map<string, BehindDocument>();
  for (const { folder, record, document: was } of await leftToDo(ledger)) {
    if (was === undefined) continue;
    await quietly(async () => {
      const { name, state } = await ledger.prompt(folder);
      const source = sourceText(state.versions.get(record));
      if (source !== undefined) found.set(name, { was, becomes: ledger.ports.digest(source) });
    });
  }
  return found;
}

/** What is left to do; nothing where that cannot be read, for nobody asked for it. Throws bugs only. */
export async function leftToDo(ledger: Left): Promise<readonly Unfinished[]> {
  let found: readonly Unfinished[] = [];
  await quietly(async () => {
    found = await ledger.ports.documents.unfinished();
  });
  return found;
}

/** What cannot be done now is done by a later look, and until then the document counts as behind. */
export async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
  }
}
