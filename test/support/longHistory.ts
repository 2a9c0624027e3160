import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRecord, recordFileName } from '../../src/core/ledger/records/recordFile';
import type { VersionRecord } from '../../src/core/ledger/records/records';
import { documentPath } from '../../src/store/documentFiles';
import { ada, ben, sealed } from './recordBuilder';

/** Every so many versions two of them branch off, and are merged again. */
const BRANCH_EVERY = 10;
const WRITTEN_AT_ONCE = 500;

/** The message of the version in the middle: what a search can look for. */
export const NEEDLE = 'Mention the lighthouse';

/** Versions of one prompt from oldest to newest, with a branch and a merge every ten. */
export function longHistory(prompt: string, count: number): VersionRecord[] {
  const versions: VersionRecord[] = [];
  for (let number = 1; number <= count; number += 1) {
    versions.push(
      sealed<VersionRecord>({
        kind: 'version',
        prompt,
        at: new Date(Date.UTC(2025, 0) + number * 60_000).toISOString(),
        author: number % 3 === 0 ? ben : ada,
        parents: parentSteps(number).flatMap(step => versions.at(-step)?.id ?? []),
        number,
        message: number === count / 2 ? NEEDLE : `Change ${number}`,
        includes: {},
        source: sourceLines(number),
      }),
    );
  }
  return versions;
}

/** How many versions back the parents of a version lie. */
function parentSteps(number: number): readonly number[] {
  switch (number % BRANCH_EVERY) {
    // From the one before the last, which makes two heads; merged three versions later.
    case 3:
      return [2];
    case 6:
      return [1, 4];
    default:
      return [1];
  }
}

/** Writes a long history into a registry, as a `git pull` would, with its working document. */
export async function writeLongHistory(root: string, prompt: string, count: number): Promise<void> {
  const versions = longHistory(prompt, count);
  const folder = join(root, 'records', ...prompt.split('/'));
  await mkdir(folder, { recursive: true });
  for (let at = 0; at < versions.length; at += WRITTEN_AT_ONCE) {
    const some = versions.slice(at, at + WRITTEN_AT_ONCE);
    await Promise.all(
      some.map(({ id, ...draft }) =>
        writeFile(join(folder, recordFileName(draft.at, id)), printRecord(draft)),
      ),
    );
  }
  const file = join(root, ...documentPath(prompt));
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, sourceLines(count).join('\n'));
}

/** A prompt of some twenty lines, two of which differ from version to version. */
function sourceLines(number: number): string[] {
  const rules = Array.from({ length: 20 }, (_, rule) =>
    rule === number % 20 ? `Rule ${rule}: ask for ${number}.` : `Rule ${rule}: be kind.`,
  );
  return ['---', 'type: chat', '---', 'system:', ...rules, 'user:', '{{query}}', ''];
}
