import { LedgerError } from '../core/base/errors';
import { parseReference } from '../core/base/references';
import { requirePlaced } from '../core/prompt/document/document';
import { listIncludes } from '../core/prompt/render/includes';
import { prepareDocument, requireValidTemplates } from '../core/prompt/render/preparedDocument';
import type { Ledger } from './ledger';
import { documentOrLeaveOut } from './listing';

/** A place where a working document includes a prompt. */
export interface Dependent {
  readonly prompt: string;
  /** As it is written: with a tag, or by a former name. */
  readonly reference: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * Where working documents include a prompt, sorted by prompt and place. A document that cannot be read is
 * left out, which is told. Throws `prompt-not-found`, `invalid-name`, `record-corrupt`, `io`.
 */
export async function listDependents(
  ledger: Ledger,
  prompt: string,
): Promise<readonly Dependent[]> {
  const { name, folder } = await ledger.existing(prompt);
  const names = ledger.names();
  const found: Dependent[] = [];
  for (const { prompt: other } of await ledger.ports.documents.list()) {
    for (const { reference, line } of await includesOf(ledger, other)) {
      const { prompt: named } = parseReference(reference);
      const isMeant = named === name || (await names.folderOf(named)) === folder;
      if (isMeant) found.push({ prompt: other, reference, line });
    }
  }
  return found;
}

async function includesOf(ledger: Ledger, prompt: string) {
  const text = (await documentOrLeaveOut(ledger, prompt))?.text;
  if (text === undefined) return [];
  try {
    const { document, layout } = requirePlaced(text);
    requireValidTemplates(prepareDocument(document, layout), { chain: [] });
    return listIncludes(document, layout);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const path = `prompts/${prompt}.prompt`;
    ledger.leaveOut([{ path, code: 'io', message: error.message }]);
    return [];
  }
}
