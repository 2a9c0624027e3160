import type { MovedDocument } from '../core/ledger/derive/movedText';
import type { Ledger } from './ledger';
import type { StatusInfo } from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';

/**
 * Working documents that somebody, or git with a whole folder, moved away from their prompts: a new one
 * with the text of a newest version whose own document is missing. Throws `io`.
 */
export async function movedDocuments(
  ledger: Ledger,
  prompts: readonly StatusInfo[],
): Promise<readonly MovedDocument[]> {
  const missing = prompts.filter(
    ({ state, problem }) => state === 'missing' && problem === undefined,
  );
  const added = prompts.filter(({ state, problem }) => state === 'new' && problem === undefined);
  if (missing.length === 0 || added.length === 0) return [];
  const sources = new Map<string, string>();
  for (const { prompt } of missing) {
    const { state } = await ledger.prompt(prompt);
    for (const head of state.heads) sources.set(sourceText(head), prompt);
  }
  const found: MovedDocument[] = [];
  for (const { prompt: at } of added) {
    const text = (await ledger.document(at))?.text;
    const prompt = text === undefined ? undefined : sources.get(text);
    if (prompt !== undefined) found.push({ prompt, at });
  }
  return found;
}
