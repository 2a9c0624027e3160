import { normalizeSource } from '../core/prompt/document/documentSource';
import { LedgerError } from '../core/base/errors';
import { INITIAL_CONFIG } from '../core/ledger/environments/registryConfig';
import type { Ledger } from './ledger';
import { writeOrWarn } from './warnings';

/** Writes the files of a new registry that are missing. Throws `io`. */
export async function initialize(ledger: Ledger): Promise<void> {
  const { documents } = ledger.ports;
  await writeOrWarn(ledger.warn, undefined, () => documents.initialize(INITIAL_CONFIG));
}

export interface NewPromptInput {
  readonly prompt: string;
  /** The first text of the working document; without it, a small chat to begin with. */
  readonly source?: string | undefined;
}

const FIRST_DOCUMENT = `---
type: chat
---
system:
You are a helpful assistant.

user:
{{question}}
`;

/** Creates the working document of a new prompt. Throws `invalid-name`, `name-taken`, `io`. */
export async function newPrompt(
  ledger: Ledger,
  input: NewPromptInput,
): Promise<{ readonly prompt: string }> {
  await ledger.config();
  const { name, state } = await ledger.prompt(input.prompt);
  const isTaken = state.newestAt !== undefined || name !== input.prompt;
  if (isTaken || (await ledger.ports.documents.read(name)) !== undefined) {
    throw new LedgerError(
      'name-taken',
      { prompt: input.prompt },
      `There is already a prompt "${input.prompt}". Choose another name, or open that one.`,
    );
  }
  await ledger.writeDocument(name, normalizeSource(input.source ?? FIRST_DOCUMENT));
  return { prompt: name };
}
