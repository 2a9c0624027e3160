import { doubtOf } from '../core/derive/damage';
import { LedgerError } from '../core/errors';
import type { Ledger, PromptSnapshot } from './ledger';
import type { Digest, Unfinished } from './ports';
import type { PromptState } from '../core/derive/model';

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

/**
 * Does what acts that are done have left to do, where that can be done now: a working document that
 * still holds what it held then becomes what the records say. What cannot be done stays for the next
 * look; so does what has no record yet, for its writer may be about to write it. Throws bugs only.
 */
export async function finishActs(ledger: Ledger): Promise<void> {
  for (const unfinished of await leftToDo(ledger)) {
    await quietly(() => finish(ledger, unfinished));
  }
}

/** Removes what processes that were ended left behind; what cannot be removed now can wait. */
export async function sweep({ ports: { documents, clock } }: Ledger): Promise<void> {
  await quietly(() => documents.sweep(clock()));
}

async function finish(ledger: Ledger, unfinished: Unfinished): Promise<void> {
  const snapshot = await ledger.prompt(unfinished.folder);
  const { name, state } = snapshot;
  const version = state.versions.get(unfinished.record);
  if (version === undefined || state.latest === undefined) return;
  // What the newest version says is not known: the next look may know.
  if (doubtOf(state.damage, 'latest', 'heads') !== undefined) return;
  const text = (await ledger.document(name))?.text;
  if (isBehind([unfinished], state, text, ledger.ports.digest)) {
    const isHead = state.heads.some(head => head.id === version.id);
    const target = isHead ? version : state.latest;
    await ledger.writeDocument(name, target.source.join('\n'));
  }
  await keepRest(ledger, { ...unfinished, document: undefined }, snapshot);
}

/** A working document that is behind: what it holds, and what it is to hold, as digests. */
export interface BehindDocument {
  readonly was: string | null;
  readonly becomes: string;
}

/** The working documents that could not follow their newest version, by current name. */
export async function behindDocuments(
  ledger: Ledger,
): Promise<ReadonlyMap<string, BehindDocument>> {
  const found = new Map<string, BehindDocument>();
  for (const { folder, record, document: was } of await leftToDo(ledger)) {
    if (was === undefined) continue;
    await quietly(async () => {
      const { name, state } = await ledger.prompt(folder);
      const source = state.versions.get(record)?.source.join('\n');
      if (source !== undefined) found.set(name, { was, becomes: ledger.ports.digest(source) });
    });
  }
  return found;
}

/**
 * Keeps what is left of an act, or forgets it where nothing is. Nobody sets a tag in the name of
 * another: that is left for whoever runs the same command again, as long as the version is the head.
 */
export async function keepRest(
  ledger: Ledger,
  unfinished: Unfinished,
  { state }: Pick<PromptSnapshot, 'state'>,
): Promise<void> {
  const { record, document, tag } = unfinished;
  const { documents } = ledger.ports;
  const isHead = state.heads.length === 1 && state.heads[0]?.id === record;
  const isTagLeft = tag !== undefined && isHead && state.tags.get(tag)?.version !== record;
  await quietly(() =>
    document === undefined && !isTagLeft
      ? documents.forgetUnfinished(record)
      : documents.keepUnfinished({ ...unfinished, tag: isTagLeft ? tag : undefined }),
  );
}

/** What is left to do; nothing where that cannot be read, for nobody asked for it. Throws bugs only. */
export async function leftToDo(ledger: Ledger): Promise<readonly Unfinished[]> {
  let found: readonly Unfinished[] = [];
  await quietly(async () => {
    found = await ledger.ports.documents.unfinished();
  });
  return found;
}

/** What cannot be done now is done by a later look, and until then the document counts as behind. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
  }
}
