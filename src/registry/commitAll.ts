import { LedgerError } from '../core/base/errors';
import { textsDiverged } from '../core/ledger/derive/contestedNames';
import { damageError } from '../core/ledger/derive/damage';
import type { StatusInfo, VersionInfo } from '../core/ledger/derive/model';
import { refusalOfSeveral } from '../core/ledger/plan/severalRefused';
import { includedFirst } from './includes';
import type { Ledger } from './ledger';

/** What a commit of all prompts would commit. */
export interface Uncommitted {
  /** By their current names, sorted. */
  readonly prompts: readonly string[];
  /** Why others are left out: what cannot be read may say that a prompt diverged, whatever the next look reads. */
  readonly unread: readonly LedgerError[];
}

/**
 * The prompts that differ from their newest version, among all or some. Throws `nothing-to-commit`, and
 * `io` where none of them can be read.
 */
export function uncommitted(
  status: readonly StatusInfo[],
  among: readonly string[] | undefined,
): Uncommitted {
  const changed = status
    .filter(info => !textsDiverged(info) && (info.state === 'modified' || info.state === 'new'))
    .filter(({ prompt }) => among === undefined || among.includes(prompt));
  if (changed.length === 0) {
    const same = 'There is nothing to commit: every prompt is the same as its newest version.';
    throw new LedgerError('nothing-to-commit', {}, same);
  }
  const isUnread = ({ problem }: StatusInfo): boolean => problem?.code === 'io';
  const unread = changed.filter(isUnread).flatMap(unreadError);
  const prompts = changed.filter(info => !isUnread(info)).map(({ prompt }) => prompt);
  if (prompts.length === 0) throw refusalOfSeveral([], unread);
  return { prompts, unread };
}

function unreadError({ prompt, problem }: StatusInfo): readonly LedgerError[] {
  if (problem === undefined) return [];
  const { path, message } = problem;
  if (!path.startsWith('prompts/')) return [damageError(prompt, problem)];
  const text = `The working document of "${prompt}" cannot be read: ${message}`;
  return [new LedgerError('io', { prompt, path }, text)];
}

/**
 * Commits each prompt as a version of its own, what is included before what includes it. One that is
 * refused does not keep the others.
 * @param commitOne commits a prompt when its turn has come
 * @throws what `refusalOfSeveral` says, after all, where one was refused or cannot be read
 */
export async function commitEach(
  ledger: Ledger,
  { prompts, unread }: Uncommitted,
  commitOne: (prompt: string) => Promise<VersionInfo>,
): Promise<readonly VersionInfo[]> {
  const versions: VersionInfo[] = [];
  const refusals = [...unread];
  for (const prompt of await includedFirst(ledger, prompts)) {
    try {
      versions.push(await commitOne(prompt));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length > 0) throw refusalOfSeveral(versions, refusals);
  return versions;
}
