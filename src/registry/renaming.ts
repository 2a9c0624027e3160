import { refuseDoubt } from '../core/ledger/derive/damage';
import type { NameContest, NameTable } from '../core/ledger/derive/nameTable';
import { promptInfo } from '../core/ledger/derive/shapes';
import { isVersionText } from '../core/ledger/derive/versions';
import { LedgerError } from '../core/base/errors';
import { parsePromptName, type PromptName } from '../core/base/names';
import { isRename, type LedgerRecord, type RenameRecord } from '../core/ledger/records/records';
import { answersOf } from './answersOf';
import { followRenames } from './following';
import type { Ledger } from './ledger';
import { documentState } from './listing';
import { followOrWarn } from './warnings';
import type { PromptInfo } from '../core/ledger/derive/model';
import type { PromptSnapshot } from './model';

export interface RenameInput {
  readonly prompt: string;
  /** The name from now on. Former names keep resolving. */
  readonly to: string;
}

/**
 * Gives a prompt another name. The record is the act; working document and samples follow it, and what
 * cannot is a warning. It ends a divergence of names that the prompt takes part in. Throws
 * `prompt-not-found`, `invalid-name`, `name-taken` for the name or the files of another prompt, `io`;
 * nothing was changed then.
 */
export async function renamePrompt(ledger: Ledger, input: RenameInput): Promise<PromptInfo> {
  await ledger.config();
  const to = parsePromptName(input.to);
  const snapshot = await ledger.existing(input.prompt);
  const { name, folder, state } = snapshot;
  refuseDoubt(name, state, 'facts');
  if (state.newestAt === undefined) return renameNew(ledger, name, to);
  const replaced = await replacedBy(ledger, folder);
  // A prompt that lost a name may keep the one that it has: that decides it as well.
  if (to !== name || replaced.isClaimant) {
    await refuseTaken(ledger, snapshot, to);
    await refuseFiles(ledger, snapshot, to);
    await writeRename(ledger, snapshot, { to, replaced });
  }
  let info = promptInfo(to, state, 'missing');
  const seen = { code: 'document-behind', prompt: to } as const;
  await followOrWarn(
    ledger.warn,
    error => ({ ...seen, message: `The files of ${to} were not looked at: ${error.message}` }),
    async () => {
      await followRenames(ledger);
      info = await infoOf(ledger, folder);
    },
  );
  return info;
}

interface Replaced {
  /** The renames of this prompt that nothing has replaced yet, and claims on its names by others. */
  readonly named: readonly LedgerRecord[];
  /** Whether it claims a name in vain. */
  readonly isClaimant: boolean;
}

/** What the next rename of a prompt takes the place of, as all records say. */
async function replacedBy(ledger: Ledger, folder: string): Promise<Replaced> {
  const names = await answersOf(ledger).names();
  const own = names.renamesOf(folder);
  const known = new Set(own.flatMap(({ previous = [] }) => previous));
  const contests = names
    .contests()
    .filter(({ owner, claimant }) => owner === folder || claimant === folder);
  const rivals: LedgerRecord[] = [];
  for (const contest of contests) {
    if (contest.owner === folder) rivals.push(contest.claim);
    else rivals.push(...(await claimsOf(ledger, names, contest)));
  }
  const tips = own.filter(({ id }) => !known.has(id));
  return {
    named: [...tips, ...rivals],
    isClaimant: contests.some(({ claimant }) => claimant === folder),
  };
}

/** What gives the owner of a contested name its claim: a rename, or a record of its own. */
async function claimsOf(
  ledger: Ledger,
  names: NameTable,
  { name, owner }: NameContest,
): Promise<readonly LedgerRecord[]> {
  if (owner !== name) return names.renamesOf(owner).filter(({ prompt }) => prompt === name);
  const { records } = await ledger.ports.records.read(owner);
  return records.filter(record => !isRename(record)).slice(-1);
}

async function writeRename(
  ledger: Ledger,
  { name, folder, state }: PromptSnapshot,
  { to, replaced }: { readonly to: PromptName; readonly replaced: Replaced },
): Promise<void> {
  const others = await recordsOf(ledger, [folder, name, to]);
  await ledger.write<RenameRecord>(
    { name: to, folder: to, state },
    { kind: 'rename', from: folder, previous: replaced.named.map(({ id }) => id) },
    { after: [...others, ...replaced.named] },
  );
}

/** What has no record yet is its working document alone. */
async function renameNew(ledger: Ledger, name: PromptName, to: PromptName): Promise<PromptInfo> {
  const { documents } = ledger.ports;
  const target = await ledger.prompt(to);
  if (to === name) return infoOf(ledger, to);
  refuseDoubt(to, target.state);
  if (target.state.newestAt !== undefined || target.name !== to) throw nameTaken(to);
  // Samples under the new name alone may be those of this prompt, moved by a rename that was cut short.
  const own = await documents.samples(name);
  const isTaken = (await documents.samples(to)).some(sample => own.includes(sample));
  if (isTaken || (await documents.has(to))) throw filesTaken(to);
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

/**
 * Files that already lie under the new name belong to somebody else, but for a working document of this
 * prompt that was moved there by hand or by git, which moves whole folders.
 */
async function refuseFiles(
  ledger: Ledger,
  { name, state }: PromptSnapshot,
  to: PromptName,
): Promise<void> {
  if (to === name) return;
  const { documents } = ledger.ports;
  const there = await ledger.document(to);
  const isOwn =
    there?.text !== undefined && !(await documents.has(name)) && isVersionText(state, there.text);
  if (there !== undefined && !isOwn) throw filesTaken(to);
  if (isOwn && (await documents.samples(name)).length === 0) return;
  if ((await documents.samples(to)).length > 0) throw filesTaken(to);
}

function nameTaken(name: string): LedgerError {
  return new LedgerError(
    'name-taken',
    { prompt: name },
    `There is already a prompt "${name}", or there was one under that name. Choose another name.`,
  );
}

function filesTaken(name: string): LedgerError {
  return new LedgerError(
    'name-taken',
    { prompt: name },
    `There are already files of a prompt "${name}": a working document or samples. Choose another name, or move them away.`,
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
