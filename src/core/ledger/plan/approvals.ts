import { LedgerError } from '../../base/errors';
import type { ApprovalRecord, Author, VersionRecord } from '../records/records';
import type { Environment } from '../environments/registryConfig';
import { shortId } from './resolve';
import type { PromptState } from '../derive/model';

/** What is said and what is still missing before a version may go to an environment. */
export interface ApprovalState {
  readonly needed: number;
  /** One per person who counts: not the version's author. Oldest first. */
  readonly given: readonly ApprovalRecord[];
  readonly missing: number;
  /** Of the people known, those whose approval would count and is not given yet. */
  readonly candidates: readonly Author[];
}

/** How many people are named in a message: enough to know whom to ask. */
const PEOPLE_NAMED = 3;

/**
 * The approvals of a version for an environment. People are told apart by their email in lower case;
 * the author of a version does not count.
 * @param people everybody that the registry knows
 */
export function approvalState(
  state: PromptState,
  target: Environment,
  version: VersionRecord,
  people: readonly Author[] = [],
): ApprovalState {
  const given = new Map<string, ApprovalRecord>();
  for (const record of state.approvals) {
    const isMeant = record.environment === target.name && record.version === version.id;
    const person = personOf(record.author);
    const counts = isMeant && isSomebodyElse(record.author, version.author);
    if (counts && !given.has(person)) given.set(person, record);
  }
  const asked = new Map(people.map(author => [personOf(author), author]));
  asked.delete(personOf(version.author));
  for (const person of given.keys()) asked.delete(person);
  return {
    needed: target.approvals,
    given: [...given.values()],
    missing: Math.max(0, target.approvals - given.size),
    candidates: [...asked.values()],
  };
}

/** Who somebody is: git's email, without letter case, blanks and what nobody sees. */
export function personOf({ email }: Author): string {
  return email.replace(/[\s\p{Cc}\p{Cf}]/gu, '').toLowerCase();
}

/** Whether somebody can approve what an author wrote: another person, and one who has an email. */
export function isSomebodyElse(who: Author, author: Author): boolean {
  const person = personOf(who);
  return person !== '' && person !== personOf(author);
}

/** Throws `approvals-missing` with who can give them and how. */
export function requireApprovals(
  prompt: string,
  target: Environment,
  version: VersionRecord,
  { given, missing, candidates }: ApprovalState,
): void {
  if (missing === 0) return;
  const names = candidates.slice(0, PEOPLE_NAMED).map(({ name }) => name);
  const who = names.length === 0 ? '' : `, for example ${names.join(' or ')}`;
  const how = `approve ${prompt}@${shortId(version.id)} ${target.name}`;
  throw new LedgerError(
    'approvals-missing',
    {
      prompt,
      environment: target.name,
      version: version.id,
      approvers: given.map(({ author }) => personOf(author)),
      missing,
      candidates,
    },
    `v${version.number} of "${prompt}" needs ${missing} more approval${missing === 1 ? '' : 's'} for "${target.name}", by people other than ${version.author.name}${who}. They run "Approve Version", or: ${how}`,
  );
}
