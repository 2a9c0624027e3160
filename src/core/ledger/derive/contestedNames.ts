import type { NameContest } from './nameTable';
import { compareText } from '../../base/textOrder';
import type { ContestedName, StatusInfo } from './model';

/** For each folder of a prompt that takes part, its divergences of names, as programs see them. */
export function contestedNames(
  contests: readonly Pick<NameContest, 'name' | 'owner' | 'claimant'>[],
  nameOf: (folder: string) => string,
): ReadonlyMap<string, readonly ContestedName[]> {
  const found = new Map<string, readonly ContestedName[]>();
  for (const name of [...new Set(contests.map(contest => contest.name))].sort(compareText)) {
    const same = contests.filter(contest => contest.name === name);
    const owner = same[0]?.owner ?? name;
    const claimants = same.map(({ claimant }) => claimant);
    const claimedBy = claimants.map(nameOf).sort(compareText);
    const contested = { name, owner: nameOf(owner), claimedBy };
    for (const folder of [owner, ...claimants]) {
      found.set(folder, [...(found.get(folder) ?? []), contested]);
    }
  }
  return found;
}

/** A prompt with the mark of its divergences of names, if there are any. */
export function withContested<T extends StatusInfo>(
  info: T,
  names: readonly ContestedName[] | undefined,
): T {
  if (names === undefined) return info;
  return { ...info, diverged: true, contested: { names, texts: textsDiverged(info) } };
}

/** Whether it is the texts of a prompt that diverged, which a merge ends. */
export function textsDiverged({ diverged, contested, archivedOver }: StatusInfo): boolean {
  return (contested ?? archivedOver)?.texts ?? diverged;
}

/** What a prompt has to do with a contested name, in few words beside it. */
export function claimText(prompt: string, { name, owner, claimedBy }: ContestedName): string {
  if (prompt !== owner) return `also claims ${name}`;
  return `${name === owner ? 'name' : name} also claimed by ${claimedBy.join(', ')}`;
}

/** A divergence of names in one sentence, with what ends it. */
export function contestText({ name, owner, claimedBy }: ContestedName): string {
  const claimants = claimedBy.map(prompt => `"${prompt}"`).join(' and ');
  const holder = owner === name ? 'the prompt of that name' : `"${owner}"`;
  return `"${name}" was given to several prompts on different branches: ${holder} answers to it, and ${claimants} ${claimedBy.length === 1 ? 'claims' : 'claim'} it too. Rename one of them.`;
}
