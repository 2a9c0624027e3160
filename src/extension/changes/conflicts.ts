import { hasConflict } from '../../core/prompt/document/documentSource';
import { LedgerError } from '../../core/base/errors';
import { workingText } from '../compare/sides';
import type { RegistrySession } from '../shell/session';

/** Those of these prompts whose working documents hold a conflict that nobody decided yet. */
export async function promptsInConflict(
  session: RegistrySession,
  prompts: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    prompts.map(async prompt => ((await isInConflict(session, prompt)) ? [prompt] : [])),
  );
  return new Set(found.flat());
}

async function isInConflict(session: RegistrySession, prompt: string): Promise<boolean> {
  try {
    return hasConflict(await workingText(session, prompt));
  } catch (error) {
    // Missing, or no text: that is told elsewhere.
    if (error instanceof LedgerError) return false;
    throw error;
  }
}
