import { refuseDoubt } from '../core/ledger/derive/damage';
import { LedgerError } from '../core/base/errors';
import type { PromptRecord } from '../core/ledger/records/records';
import { planArchive, planFacts, type FactsPlan } from '../core/ledger/plan/facts';
import { promptInfo } from '../core/ledger/derive/shapes';
import type { Ledger } from './ledger';
import { withRecord } from './written';
import { documentState } from './listing';
import type { PromptState, PromptInfo } from '../core/ledger/derive/model';

export interface DescribeInput {
  readonly prompt: string;
  /** Without it, the description stays. */
  readonly description?: string | undefined;
  /** All labels from now on; without it, they stay. */
  readonly labels?: readonly string[] | undefined;
}

/** Says what a prompt is for. Throws `prompt-not-found`, `invalid-argument` where nothing is said. */
export async function describePrompt(ledger: Ledger, input: DescribeInput): Promise<PromptInfo> {
  const { description } = input;
  const labels = input.labels === undefined ? undefined : cleanLabels(input.labels);
  if (description === undefined && labels === undefined) {
    throw new LedgerError(
      'invalid-argument',
      { prompt: input.prompt },
      'Nothing to describe the prompt with. Give a description, labels, or both.',
    );
  }
  const facts = {
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
  };
  return writeFacts(ledger, input.prompt, state => planFacts(state, facts));
}

/** Sorted, each once, so that the same labels are the same fact. Throws `invalid-argument`. */
function cleanLabels(labels: readonly string[]): readonly string[] {
  const clean = labels.map(label => label.trim());
  const bad = clean.find(label => label === '' || label.length > 100 || /[\r\n]/.test(label));
  if (bad === undefined) return [...new Set(clean)].sort();
  throw new LedgerError(
    'invalid-argument',
    { label: bad },
    bad === '' ? 'A label needs a name.' : 'A label has one line and at most 100 characters.',
  );
}

/** Puts a prompt out of sight; everything of it stays and resolves. Throws `prompt-not-found`. */
export function archivePrompt(ledger: Ledger, prompt: string): Promise<PromptInfo> {
  return writeFacts(ledger, prompt, planArchive);
}

/** Brings an archived prompt back. Throws `prompt-not-found`. */
export function restorePrompt(ledger: Ledger, prompt: string): Promise<PromptInfo> {
  return writeFacts(ledger, prompt, state => planFacts(state, { archived: false }));
}

async function writeFacts(
  ledger: Ledger,
  prompt: string,
  planned: (state: PromptState) => FactsPlan | undefined,
): Promise<PromptInfo> {
  await ledger.config();
  const snapshot = await ledger.existing(prompt);
  const { state } = snapshot;
  refuseDoubt(snapshot.name, state, 'facts');
  const plan = planned(state);
  // Looked at before the record is there: what is done must not fail for want of a look.
  const document = await documentState(ledger, snapshot.name, state);
  if (plan === undefined) return promptInfo(snapshot.name, state, document);
  const after = withRecord(snapshot, await ledger.write<PromptRecord>(snapshot, plan));
  return promptInfo(after.name, after.state, document);
}
