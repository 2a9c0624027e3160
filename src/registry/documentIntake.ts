import { LedgerError } from '../core/base/errors';
import { behindDocuments, type BehindDocument } from './behind';
import type { PromptSnapshot } from './model';
import type { Digest, Documents, IndexedDocument, RegistryIndex } from './ports';
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

/**
 * Takes in the working documents that are not those that the index knows. Gives the prompts that changed.
 * Throws `io`.
 * @param known a prompt that was read before, and is not read again for it
 */
export async function takeInDocuments(ledger: Intake, known?: Known): Promise<readonly string[]> {
  const { documents, index, digest } = ledger.ports;
  if (index === undefined) return [];
  const there = await documents.list();
  const seen = index.knownDocuments();
  const names = new Set(there.map(entry => entry.prompt));
  const removed = [...seen.keys()].filter(name => !names.has(name));
  const behind = await behindDocuments({
    ports: ledger.ports,
    prompt: async folder =>
      known?.read.folder === folder ? stateOf(known) : ledger.prompt(folder),
  });
  const changed: IndexedDocument[] = [];
  for (const { prompt, stamp } of there) {
    if (seen.get(prompt)?.stamp === stamp && !behind.has(prompt)) continue;
    const text = await textOrNone(ledger, prompt);
    const found = text === undefined ? undefined : digest(text);
    const entry = asSeen({ stamp, digest: found }, behind.get(prompt));
    if (!isSame(seen.get(prompt), entry)) changed.push({ prompt, ...entry });
  }
  if (changed.length + removed.length > 0) index.takeInDocuments(changed, removed);
  return [...removed, ...changed.map(({ prompt }) => prompt)];
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
