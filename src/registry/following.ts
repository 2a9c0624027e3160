import type { NameTable } from '../core/ledger/derive/nameTable';
import type { LedgerError } from '../core/base/errors';
import type { Ledger } from './ledger';
import { followOrWarn, writeOrWarn, type LedgerWarning } from './warnings';

/** Renames go on while files follow; somebody who renames without a pause is not followed for ever. */
const MAX_ROUNDS = 20;

/** Files that were moved from a former name of a prompt to its current one. */
export interface FollowedFiles {
  readonly from: string;
  readonly to: string;
}

/**
 * Working documents and samples follow the records: what lies under a former name of a prompt is moved
 * to its current one. A rename that was cut short is finished so by whoever looks next. Nothing is
 * overwritten: what is in the way, and what cannot be moved, stays and is told as a warning. Several
 * that do it at once end in one place, for each looks again at the records after it has moved something.
 */
export async function followRenames(ledger: Ledger): Promise<readonly FollowedFiles[]> {
  const followed: FollowedFiles[] = [];
  const given = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const steps = (await stepsOf(ledger)).filter(({ from }) => !given.has(from));
    if (steps.length === 0) break;
    for (const step of steps) {
      const isDone = await followOne(ledger, step);
      if (isDone) followed.push(step);
      else given.add(step.from);
    }
  }
  return followed;
}

/** Everything that lies where its prompt is not called so any more. */
async function stepsOf(ledger: Ledger): Promise<readonly FollowedFiles[]> {
  const table = await ledger.renames();
  // Files under a name that two prompts claim may be those of either.
  const contested = new Set(table.contests().map(({ name }) => name));
  const steps: FollowedFiles[] = [];
  for (const folder of table.renamed()) {
    const behind = await filesUnder(ledger, table, folder);
    if (behind.length === 0) continue;
    const to = table.nameOf(folder);
    const former = behind.filter(from => from !== to && !contested.has(from));
    steps.push(...former.map(from => ({ from, to })));
  }
  return steps;
}

/** The names of a prompt under which there are files, unless it is the current one alone. */
async function filesUnder(
  ledger: Ledger,
  table: NameTable,
  folder: string,
): Promise<readonly string[]> {
  const names = table.namesOf(folder);
  if (names.length < 2) return [];
  const found: string[] = [];
  for (const name of names) if (await hasFiles(ledger, name)) found.push(name);
  return found.length === 1 && found[0] === table.nameOf(folder) ? [] : found;
}

async function hasFiles({ ports: { documents } }: Ledger, name: string): Promise<boolean> {
  return (await documents.has(name)) || (await documents.samples(name)).length > 0;
}

/** Whether nothing was in the way and nothing failed. */
async function followOne(ledger: Ledger, { from, to }: FollowedFiles): Promise<boolean> {
  let stays: readonly string[] = [];
  const isMoved = await followOrWarn(
    ledger.warn,
    error =>
      behind(
        to,
        `${from} is called ${to} now, and its files could not be moved there: ${reasonOf(error)}. They follow with the next look.`,
      ),
    () =>
      writeOrWarn(ledger.warn, to, async () => {
        stays = await ledger.moveDocument(from, to);
      }),
  );
  if (stays.length === 0) return isMoved;
  const files = stays.join(', ');
  ledger.warn(
    behind(
      to,
      `${from} is called ${to} now, and ${files} stays, for there is another such file under the new name. Look at both. ${nextStep(from, to, stays)}`,
    ),
  );
  return false;
}

/** What ends it: a text that is a version of the prompt as well is not kept a second time. */
function nextStep(from: string, to: string, [first = '']: readonly string[]): string {
  return first.startsWith('prompts/')
    ? `Commit it ("promptledger commit ${to} --file" with the path of prompts/${from}.prompt) or delete it: one that is committed goes away.`
    : 'Take over what you need of the old one, and delete it.';
}

function reasonOf({ data: { reason }, message }: LedgerError): string {
  return typeof reason === 'string' ? reason : message;
}

function behind(prompt: string, message: string): LedgerWarning {
  return { code: 'document-behind', prompt, message };
}
