import { doubtOf } from '../core/ledger/derive/damage';
import type { Ledger } from './ledger';
import type { Unfinished } from './ports';
import { isBehind, leftToDo, quietly } from './behind';
import type { PromptSnapshot } from './model';
import { sourceText } from '../core/ledger/records/records';

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
    await ledger.writeDocument(name, sourceText(target));
  }
  await keepRest(ledger, { ...unfinished, document: undefined }, snapshot);
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
