import { LedgerError } from '../../core/base/errors';
import { WORKING } from '../../registry/sides';
import { workingText } from '../compare/sides';
import { parentsOf } from '../blame/lineBlame';
import type { RegistrySession } from '../shell/session';

/** The id of the working document in a history. */
export const WORKING_ITEM = WORKING;

/**
 * What the working document was made from, where it says something else; `undefined` where it is the
 * same, or is not there.
 */
export async function workingParents(
  session: RegistrySession,
  prompt: string,
): Promise<readonly string[] | undefined> {
  const text = await workingTextIfAny(session, prompt);
  if (text === undefined) return undefined;
  const parents = parentsOf(session, prompt);
  const isSame = parents.length === 1 && session.queries.source(parents[0] ?? '') === text;
  return isSame ? undefined : parents;
}

async function workingTextIfAny(
  session: RegistrySession,
  prompt: string,
): Promise<string | undefined> {
  try {
    return await workingText(session, prompt);
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'prompt-not-found') return undefined;
    throw error;
  }
}
