import type { LedgerRecord, RenameRecord } from '../records/records';
import type { RecordProblem } from '../records/recordFile';
import { orderRecords } from './order';
import { compareText } from '../../base/textOrder';

/** The records that lie in a folder and are more than renames: those of the prompt with that first name. */
export interface OwnRecords {
  /** `at` of the oldest one. */
  readonly since: string;
  /** Whether one of them has this id. */
  has(id: string): boolean;
}

/**
 * What the records of a folder say of its own prompt; `undefined` where there are only renames.
 * @param problems files that say nothing and may be records of its own, of whatever time: what nobody can
 * read must not let another prompt take the name
 */
export function ownRecords(
  records: readonly LedgerRecord[],
  problems: readonly RecordProblem[] = [],
): OwnRecords | undefined {
  const own = records.filter(({ kind }) => kind !== 'rename');
  const times = own.map(({ at }) => at);
  const since = (problems.some(({ isVoid }) => isVoid !== true) ? ['', ...times] : times).sort(
    compareText,
  )[0];
  if (since === undefined) return undefined;
  return { since, has: id => own.some(record => record.id === id) };
}

/** Two prompts claim one name: what a merge leaves where each branch gave it to another prompt. */
export interface NameContest {
  readonly name: string;
  /** The folder of the prompt that answers to the name. */
  readonly owner: string;
  /** The folder of the prompt that claims it in vain. */
  readonly claimant: string;
  /** The last rename by which it does. */
  readonly claim: RenameRecord;
}

/**
 * Which prompt a name means. A prompt's records stay in the folder of its first name, so the
 * first name is what identifies it, and renames only lead to it.
 */
export interface NameTable {
  /** The folder that `name`, current or former, leads to; the name itself where nobody has it. */
  folderOf(name: string): string;
  /** What the prompt of this folder is called now: a name that leads to it and to no other. */
  nameOf(folder: string): string;
  /** The names that this folder's prompt has or had, without those that lead to another prompt. */
  namesOf(folder: string): readonly string[];
  /** Every rename of this folder's prompt, in order, whether or not it leads anywhere. */
  renamesOf(folder: string): readonly RenameRecord[];
  /** The folders of all prompts that were ever renamed, sorted. */
  renamed(): readonly string[];
  /** The divergences of names that nobody has ended yet, sorted by name and claimant. */
  contests(): readonly NameContest[];
}

/** For each prompt by its folder, the renames by which it claims one name, in order. */
type Claims = ReadonlyMap<string, readonly RenameRecord[]>;

/**
 * Makes the table. `owners` are the folders with records of their own: such a name is theirs,
 * whatever renames say. Any other name belongs to the first rename into it. Dates decide only
 * between renames that look alike: one that is dated before its prompt began was dated back, and
 * comes last. Whatever they decide, a second claim is a contest until one of the two prompts is
 * renamed by somebody who knew of it.
 */
export function nameTable(
  owners: ReadonlyMap<string, OwnRecords>,
  renames: readonly RenameRecord[],
): NameTable {
  const ordered = orderRecords(renames);
  const byName = groupBy(ordered, rename => rename.prompt);
  const folders = new Map<string, string>();
  // Ordered by themselves, for whoever looks for one name alone sees no other renames.
  for (const [name, claims] of byName) {
    folders.set(name, ownerOf(name, owners, orderRecords(claims)));
  }
  const byFolder = groupBy(ordered, rename => rename.from);
  const owned = new Map<string, readonly RenameRecord[]>();
  for (const [folder, own] of byFolder) {
    const held = own.filter(rename => folders.get(rename.prompt) === folder);
    owned.set(folder, orderRecords(held));
  }
  return {
    folderOf: name => folders.get(name) ?? name,
    nameOf: folder => owned.get(folder)?.at(-1)?.prompt ?? folder,
    namesOf: folder => [
      ...(owners.has(folder) ? [folder] : []),
      ...new Set((owned.get(folder) ?? []).map(rename => rename.prompt)),
    ],
    renamesOf: folder => byFolder.get(folder) ?? [],
    renamed: () => [...byFolder.keys()],
    contests: () =>
      [...byName].flatMap(([name, claims]) =>
        contestsOf({ name, owner: folders.get(name) ?? name, owners, byFolder }, claims),
      ),
  };
}

function ownerOf(
  name: string,
  owners: ReadonlyMap<string, OwnRecords>,
  claims: readonly RenameRecord[],
): string {
  if (owners.has(name)) return name;
  const since = ({ from }: RenameRecord): string | undefined => owners.get(from)?.since;
  const first =
    claims.find(claim => claim.at > (since(claim) ?? claim.at)) ??
    claims.find(claim => since(claim) !== undefined) ??
    claims[0];
  return first?.from ?? name;
}

interface Contested {
  readonly name: string;
  readonly owner: string;
  readonly owners: ReadonlyMap<string, OwnRecords>;
  readonly byFolder: Claims;
}

function contestsOf(
  { name, owner, owners, byFolder }: Contested,
  renames: readonly RenameRecord[],
): readonly NameContest[] {
  const claims = groupBy(renames, rename => rename.from);
  const isClaimOf =
    (folder: string) =>
    (id: string): boolean =>
      claims.get(folder)?.some(rename => rename.id === id) === true ||
      (folder === name && owners.get(folder)?.has(id) === true);
  /** Whether somebody who knew of the other's claim gave `folder` another name. */
  const isSettledBy = (folder: string, other: string): boolean => {
    const all = byFolder.get(folder) ?? [];
    const last = all.findLastIndex(rename => rename.prompt === name);
    return all
      .slice(last + 1)
      .some(({ previous = [], prompt }) => prompt !== name && previous.some(isClaimOf(other)));
  };
  return [...claims]
    .filter(([folder]) => folder !== owner && owners.has(folder))
    .filter(([folder]) => !isSettledBy(folder, owner) && !isSettledBy(owner, folder))
    .flatMap(([claimant, own]) => {
      const claim = own.at(-1);
      return claim === undefined ? [] : [{ name, owner, claimant, claim }];
    });
}

function groupBy(
  renames: readonly RenameRecord[],
  keyOf: (rename: RenameRecord) => string,
): Map<string, RenameRecord[]> {
  const groups = new Map<string, RenameRecord[]>();
  for (const rename of renames) {
    const group = groups.get(keyOf(rename));
    if (group === undefined) groups.set(keyOf(rename), [rename]);
    else group.push(rename);
  }
  return new Map([...groups].sort(([left], [right]) => compareText(left, right)));
}
