import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import { ada, ben } from '../support/recordBuilder';
import { actAtRandom, PROMPTS } from './acts';
import { Clone } from './clone';
import type { Ordeal, Round } from './ordeal';
import { shownAnew, shownBy } from './shown';

const STEPS = 30;
const MINUTE = 60_000;
const PEOPLE = [
  { author: ada, skewMs: 0 },
  { author: ben, skewMs: -7 * MINUTE },
  { author: { name: 'Cleo', email: 'cleo@example.com' }, skewMs: 5 * MINUTE },
] as const;

/** The three clones of a round, and which records a revert took away on purpose. */
interface Team extends Round {
  readonly clones: readonly Clone[];
  readonly reverted: Set<string>;
}

/**
 * Three clones of a repository: random work, and between them merge, rebase, squash, cherry-pick and
 * revert as git does them. No record goes but by a revert, and at last all see the same.
 */
export const clones: Ordeal = {
  name: 'clones',
  round: async round => {
    const team: Team = { ...round, clones: await openClones(round.folder), reverted: new Set() };
    try {
      for (let step = 0; step < STEPS; step += 1) await work(team);
      await meet(team);
    } finally {
      for (const clone of team.clones) clone.close();
    }
  },
};

async function openClones(folder: string): Promise<readonly Clone[]> {
  const folders = PEOPLE.map((_, at) => join(folder, `clone-${at}`));
  const [first = '', ...others] = folders;
  await mkdir(first);
  const main = await Clone.open(first, PEOPLE[0].author, 0);
  await main.git('init', '-qb', 'main');
  await main.window.registry.initialize();
  for (const prompt of PROMPTS) {
    await main.window.registry.commit({ prompt, source: `The first text of ${prompt}.\n` });
  }
  await main.save('Begin');
  for (const other of others) await main.git('clone', '-q', first, other);
  const clones = [main];
  for (const [at, other] of others.entries()) {
    const { author, skewMs } = PEOPLE[at + 1] ?? PEOPLE[0];
    clones.push(await Clone.open(other, author, skewMs));
  }
  return clones;
}

async function work(team: Team): Promise<void> {
  const clone = team.random.pick(team.clones);
  if (!team.random.oneIn(4)) return act(team, clone);
  const other = team.random.pick(team.clones.filter(one => one !== clone));
  const way = team.random.pick(Object.keys(WAYS));
  await clone.fetch(other);
  const ours = await clone.recordsAt('HEAD');
  const brought = (await WAYS[way]?.(team, clone)) ?? [];
  team.findings.count(`git ${way}`);
  await settle(team, clone, way);
  await checkKept(team, clone, { way, wanted: [...ours, ...brought] });
}

async function act(team: Team, clone: Clone): Promise<void> {
  try {
    const done = await actAtRandom(clone.window.registry, team.random);
    team.findings.count('acts');
    await clone.save(done);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    team.findings.count('refusals');
    await clone.save(`refused: ${error.code}`);
  }
}

/** Each way to take in what another has done; returns the records that it must bring. */
const WAYS: Readonly<Record<string, (team: Team, clone: Clone) => Promise<readonly string[]>>> = {
  merge: async (team, clone) => {
    const theirs = await clone.recordsAt('FETCH_HEAD');
    if (!(await clone.tries('merge', '-q', '--no-edit', 'FETCH_HEAD'))) await stopped(team, clone);
    return [...theirs];
  },
  squash: async (team, clone) => {
    const theirs = await clone.recordsAt('FETCH_HEAD');
    if (!(await clone.tries('merge', '-q', '--squash', 'FETCH_HEAD'))) await stopped(team, clone);
    return [...theirs];
  },
  rebase: async (team, clone) => {
    const theirs = await clone.recordsAt('FETCH_HEAD');
    const isDone = await clone.rebase(() => stopped(team, clone));
    if (!isDone) team.findings.count('rebases given up');
    return isDone ? [...theirs] : [];
  },
  'cherry-pick': async (team, clone) => {
    const commit = await anyCommit(team, clone, ['FETCH_HEAD', '^HEAD']);
    if (commit === undefined) return [];
    const added = await clone.addedBy(commit);
    if (!(await clone.tries('cherry-pick', '--allow-empty', commit))) await stopped(team, clone);
    return added;
  },
  revert: async (team, clone) => {
    const commit = await anyCommit(team, clone, ['HEAD', '--max-count=20']);
    if (commit === undefined) return [];
    for (const path of await clone.addedBy(commit)) team.reverted.add(path);
    if (!(await clone.tries('revert', '--no-edit', commit))) await stopped(team, clone);
    return [];
  },
};

async function anyCommit(
  { random }: Team,
  clone: Clone,
  range: readonly string[],
): Promise<string | undefined> {
  const listed = await clone.git('rev-list', '--no-merges', '--min-parents=1', ...range);
  const commits = listed.split('\n').filter(line => line !== '');
  return commits.length === 0 ? undefined : random.pick(commits);
}

/** Git stopped with a conflict. */
async function stopped({ findings }: Team, clone: Clone): Promise<void> {
  const records = await clone.resolve();
  if (records.length > 0) findings.count('conflicts among records');
}

/** Ends what git left open; records that it put into another folder go back. */
async function settle({ findings }: Team, clone: Clone, way: string): Promise<void> {
  if ((await clone.badRecords()).length > 0) {
    findings.count('merges that moved a record');
    await clone.repair();
  }
  for (const bad of await clone.badRecords()) {
    findings.found('torn', `after ${way} in ${clone.folder}: ${bad}`);
  }
  await clone.save(way);
  await clone.window.registry.refresh();
}

interface Wanted {
  readonly way: string;
  readonly wanted: readonly string[];
}

/** Everything is still there but what a revert took away on purpose. */
async function checkKept(team: Team, clone: Clone, { way, wanted }: Wanted): Promise<void> {
  const there = await clone.recordsAt('HEAD');
  for (const path of wanted) {
    if (there.has(path) || team.reverted.has(path)) continue;
    team.findings.found('lost', `by ${way} in ${clone.folder}: ${path}`);
  }
}

/** All merge until they hold the same, and see the same: in a window that was open, and anew. */
async function meet(team: Team): Promise<void> {
  const [first, ...others] = team.clones;
  if (first === undefined) return;
  for (const [into, from] of [
    ...others.map(other => [first, other] as const),
    ...others.map(other => [other, first] as const),
  ]) {
    await into.fetch(from);
    const wanted = [...(await into.recordsAt('HEAD')), ...(await into.recordsAt('FETCH_HEAD'))];
    await WAYS.merge?.(team, into);
    await settle(team, into, 'merge');
    await checkKept(team, into, { way: 'merge', wanted });
  }
  const expected = await shownBy(first.window);
  for (const { folder, window } of team.clones) {
    const isSame =
      (await shownBy(window)) === expected && (await shownAnew(window.root)) === expected;
    if (!isSame) team.findings.found('disagreeing', `${folder} shows something else`);
    team.findings.count('clones compared');
  }
}
