import { LedgerError } from '../core/base/errors';
import { behindDocuments, type BehindDocument } from './behind';
import type { PromptSnapshot } from './model';
import type { Digest, DocumentEntry, Documents, IndexedDocument, RegistryIndex } from './ports';
import { stateOf, type Known } from './written';

interface Intake {
  readonly ports: {
    readonly documents: Documents;
    readonly digest: Digest;
    readonly index?: RegistryIndex | undefined;
  };
  prompt(name: string): Promise<PromptSnapshot>;
  document(prompt: string): Promise<{ readonly text: string | undefined } | undefined>;
}

/** What an act of this process wrote, and knows. */
export interface WrittenDocuments {
  /** The only prompts whose working documents are looked at; without it, all. */
  readonly prompts: readonly string[];
  /** A prompt that was read before, and is not read again for it. */
  readonly known?: Known | undefined;
}

/**
 * Takes in the working documents that are not those that the index knows. Gives the prompts that changed.
 * Throws `io`.
 * @param written what an act wrote: what others changed meanwhile, the next look finds
 */
export async function takeInDocuments(
  ledger: Intake,
  written?: WrittenDocuments,
): Promise<readonly string[]> {
  const { documents, index } = ledger.ports;
  if (index === undefined) return [];
  const there = await entriesOf(documents, written?.prompts);
  const seen = index.knownDocuments(written?.prompts);
  const names = new Set(there.map(entry => entry.prompt));
  const removed = [...seen.keys()].filter(name => !names.has(name));
  const behind = await behindOf(ledger, written?.known);
  const changed: IndexedDocument[] = [];
  for (const { prompt, stamp } of there) {
    if (seen.get(prompt)?.stamp === stamp && !behind.has(prompt)) continue;
    const entry = asSeen({ stamp, digest: await digestOf(ledger, prompt) }, behind.get(prompt));
    changed.push({ prompt, ...entry });
  }
  const news = changed.filter(entry => !isSame(seen.get(entry.prompt), entry));
  if (news.length + removed.length > 0) index.takeInDocuments(news, removed);
  return [...removed, ...news.map(({ prompt }) => prompt)];
}

function behindOf(
  ledger: Intake,
  known: Known | undefined,
): Promise<ReadonlyMap<string, BehindDocument>> {
  return behindDocuments({
    ports: ledger.ports,
    prompt: async folder =>
      known?.read.folder === folder ? stateOf(known) : ledger.prompt(folder),
  });
}

async function entriesOf(
  documents: Documents,
  prompts: readonly string[] | undefined,
): Promise<readonly DocumentEntry[]> {
  if (prompts === undefined) return documents.list();
  const found = await Promise.all([...new Set(prompts)].map(name => documents.entry(name)));
  return found.filter(entry => entry !== undefined);
}

async function digestOf(ledger: Intake, prompt: string): Promise<string | undefined> {
  const text = await textOrNone(ledger, prompt);
  return text === undefined ? undefined : ledger.ports.digest(text);
}

/** The text of a working document; `undefined` where there is none, it is no text, or cannot be read. */
async function textOrNone(ledger: Intake, prompt: string): Promise<string | undefined> {
  try {
    return (await ledger.document(prompt))?.text;
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'io') return undefined;
    throw error;
  }
}

type Seen = Pick<IndexedDocument, 'stamp' | 'digest'>;

/** Nobody modified what could not follow its newest version; each look tries again. */
function asSeen(entry: Seen, late: BehindDocument | undefined): Seen {
  if (late === undefined || late.was !== entry.digest) return entry;
  return { stamp: 'behind', digest: late.becomes };
}

function isSame(known: IndexedDocument | undefined, { stamp, digest }: Seen): boolean {
  return known?.stamp === stamp && known.digest === digest;
}
