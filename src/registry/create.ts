import { normalizeSource } from '../core/prompt/document/documentSource';
import { LedgerError } from '../core/base/errors';
import { printSample } from '../core/prompt/samples/sample';
import { INITIAL_CONFIG, UNPROTECTED_CONFIG } from '../core/ledger/environments/registryConfig';
import type { Ledger } from './ledger';
import { writeOrWarn } from './warnings';

export interface InitializeInput {
  /** Plain tags may move every environment. */
  readonly unprotected?: boolean | undefined;
  /** Begins with a prompt that can be rendered, and a sample for it. */
  readonly example?: boolean | undefined;
}

/** Writes the files of a new registry that are missing. Throws `io`, and for an example `name-taken`. */
export async function initialize(
  ledger: Ledger,
  { unprotected = false, example = false }: InitializeInput = {},
): Promise<void> {
  const { documents } = ledger.ports;
  const config = unprotected ? UNPROTECTED_CONFIG : INITIAL_CONFIG;
  await writeOrWarn(ledger.warn, undefined, () => documents.initialize(config));
  if (!example) return;
  const { prompt } = await newPrompt(ledger, { prompt: EXAMPLE_PROMPT, source: EXAMPLE_DOCUMENT });
  const sample = printSample({ customer_name: 'Ada', query: 'Where is my order?' });
  await writeOrWarn(ledger.warn, prompt, () => documents.writeSample(prompt, 'ada', sample));
}

const EXAMPLE_PROMPT = 'support/greeting';

const EXAMPLE_DOCUMENT = `---
type: chat
model: openai/gpt-5-mini
inputs:
  customer_name: { type: string, required: true, description: Who asks }
  query: { type: string, required: true, description: What the customer asks }
---
system:
You are a support agent. Greet {{customer_name}} by name, then answer in two sentences.

user:
{{query}}
`;

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
