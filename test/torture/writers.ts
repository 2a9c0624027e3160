import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gitIn } from '../support/git';
import { newRegistry } from '../support/openedRegistry';
import { PROMPTS } from './acts';
import type { Ordeal, Round } from './ordeal';
import { start, type Program } from './processes';
import { shownAnew } from './shown';

const WRITERS = 20;
const ACTS = 6;

/**
 * Twenty processes write to one registry at once, a window follows, and git goes from branch to branch
 * in the same folder. Nothing that was done is lost, and the window ends with what is there.
 */
export const writers: Ordeal = {
  name: 'writers',
  round: async round => {
    const root = join(round.folder, '.promptledger');
    await prepare(round.folder, root);
    const window = await start('watcher', [root]);
    const programs = await Promise.all(
      Array.from({ length: WRITERS }, (_, at) =>
        start('writer', [root, String(round.random.below(2 ** 31)), `Writer${at}`, String(ACTS)]),
      ),
    );
    const beside = goBackAndForth(round, programs);
    const said = await Promise.all(programs.map(({ ended }) => ended));
    await beside;
    for (const text of said.filter(text => text !== '')) round.findings.found('untrue', text);
    checkKept(round, root, programs);
    await checkWindow(round, root, window);
    await checkRecords(round, root);
  },
};

/** A registry in git with two branches, one of which is some versions behind. */
async function prepare(folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const begun = await newRegistry(root);
  const git = gitIn(folder);
  await git('init', '-qb', 'main');
  for (const count of [1, 2, 3]) {
    for (const prompt of PROMPTS) {
      await begun.registry.commit({ prompt, source: `Text ${count} of ${prompt}.\n` });
    }
    await git('add', '-A');
    await git('commit', '-qm', `Text ${count}`);
    if (count === 1) await git('branch', 'behind');
  }
  begun.close();
}

/** Git checks out a branch that lacks some records and comes back, as long as anybody writes. */
async function goBackAndForth(
  { folder, findings }: Round,
  programs: readonly Program[],
): Promise<void> {
  const git = gitIn(folder);
  const isBusy = (): boolean => programs.some(({ process }) => process.exitCode === null);
  while (isBusy()) {
    // Documents that were edited meanwhile may hold git back: then it changes nothing.
    for (const branch of ['behind', 'main']) {
      await git('checkout', '-q', '-f', branch).then(
        () => {
          findings.count('checkouts beside writers');
        },
        () => {
          findings.count('checkouts that git refused');
        },
      );
    }
  }
  await git('checkout', '-q', '-f', 'main');
}

function checkKept({ findings }: Round, root: string, programs: readonly Program[]): void {
  for (const line of programs.flatMap(({ lines }) => lines())) {
    const [first = '', path = ''] = line.split(' ');
    if (first === 'refused') findings.count('refusals');
    else if (first === 'untrue') findings.found('untrue', `refused, and written: ${path}`);
    else {
      findings.count('records of twenty writers');
      if (!existsSync(join(root, 'records', first))) findings.found('lost', `${root}: ${first}`);
    }
  }
}

async function checkWindow({ findings }: Round, root: string, window: Program): Promise<void> {
  window.process.kill('SIGTERM');
  const said = await window.ended;
  const shown = window.lines().at(-1) ?? '""';
  if (said !== '' || JSON.parse(shown) !== (await shownAnew(root))) {
    findings.found('disagreeing', `the window on ${root} shows something else. ${said}`);
  }
}

async function checkRecords({ findings }: Round, root: string): Promise<void> {
  const opened = await newRegistry(root);
  for (const folder of (await opened.records.list()).keys()) {
    const { problems } = await opened.records.read(folder, { fresh: true });
    for (const { path, message } of problems) findings.found('torn', `${root}/${path}: ${message}`);
  }
  opened.close();
}
