import { refuseDoubt } from '../core/derive/damage';
import { LedgerError } from '../core/errors';
import { parsePromptName, type PromptName } from '../core/names';
import type { LedgerRecord, PromptRecord, RenameRecord } from '../core/records/records';
import { planFacts, type Facts } from '../core/plan/facts';
import { promptInfo, type PromptInfo } from '../core/derive/shapes';
import { withRecord, type Ledger, type PromptSnapshot } from './ledger';
import { documentState } from './listing';

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
  return writeFacts(ledger, input.prompt, {
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
  });
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
  return writeFacts(ledger, prompt, { archived: true });
}

/** Brings an archived prompt back. Throws `prompt-not-found`. */
export function restorePrompt(ledger: Ledger, prompt: string): Promise<PromptInfo> {
  return writeFacts(ledger, prompt, { archived: false });
}

async function writeFacts(ledger: Ledger, prompt: string, facts: Facts): Promise<PromptInfo> {
  await ledger.config();
  const snapshot = await ledger.existing(prompt);
  const { state } = snapshot;
  refuseDoubt(snapshot.name, state, 'facts');
  const plan = planFacts(state, facts);
  // Looked at before the record is there: what is done must not fail for want of a look.
  const document = await documentState(ledger, snapshot.name, state);
  if (plan === undefined) return promptInfo(snapshot.name, state, document);
  const after = withRecord(snapshot, await ledger.write<PromptRecord>(snapshot, plan));
  return promptInfo(after.name, after.state, document);
}

export interface RenameInput {
  readonly prompt: string;
  /** The name from now on. Former names keep resolving. */
  readonly to: string;
}

/**
 * Gives a prompt another name: its working document and samples move, its records stay.
 * Throws `prompt-not-found`, `invalid-name`, `name-taken` for the name of another prompt.
 */
export async function renamePrompt(ledger: Ledger, input: RenameInput): Promise<PromptInfo> {
  await ledger.config();
  const to = parsePromptName(input.to);
  const snapshot = await ledger.existing(input.prompt);
  const { name, folder, state } = snapshot;
  refuseDoubt(name, state, 'facts');
  if (to === name) return infoOf(ledger, folder);
  if (state.newestAt === undefined) return renameNew(ledger, name, to);
  await refuseTaken(ledger, snapshot, to);
  const others = await recordsOf(ledger, [folder, name, to]);
  await ledger.moveDocument(name, to);
  try {
    await ledger.write<RenameRecord>(
      { name: to, folder: to, state },
      { kind: 'rename', from: folder },
      { after: others },
    );
  } catch (error) {
    // Nothing was renamed, so the files go back to where the prompt's name says they are.
    await ledger.moveDocument(to, name);
    throw error;
  }
  return infoOf(ledger, folder);
}

/** What has no record yet is its working document alone. */
async function renameNew(ledger: Ledger, name: PromptName, to: PromptName): Promise<PromptInfo> {
  const target = await ledger.prompt(to);
  refuseDoubt(to, target.state);
  if (target.state.newestAt !== undefined) throw nameTaken(to);
  await ledger.moveDocument(name, to);
  return infoOf(ledger, to);
}

/** A name is free where no prompt has it, or where this one had it before. */
async function refuseTaken(
  ledger: Ledger,
  { folder }: PromptSnapshot,
  to: PromptName,
): Promise<void> {
  const owner = await ledger.names().folderOf(to);
  if (owner === folder) return;
  const { state } = await ledger.prompt(to);
  refuseDoubt(to, state);
  if (owner !== to || state.newestAt !== undefined) throw nameTaken(to);
}

function nameTaken(name: string): LedgerError {
  return new LedgerError(
    'name-taken',
    { prompt: name },
    `There is already a prompt "${name}", or there was one under that name. Choose another name.`,
  );
}

/** All that some folders hold: the last of several renames must also be the newest. */
async function recordsOf(
  ledger: Ledger,
  folders: readonly string[],
): Promise<readonly LedgerRecord[]> {
  const read = await Promise.all(folders.map(folder => ledger.ports.records.read(folder)));
  return read.flatMap(({ records }) => records);
}

async function infoOf(ledger: Ledger, folder: string): Promise<PromptInfo> {
  const { name, state } = await ledger.prompt(folder);
  return promptInfo(name, state, await documentState(ledger, name, state));
}
