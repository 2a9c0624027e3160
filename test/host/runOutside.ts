import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import Mocha from 'mocha';
import { packedExtension, projectRoot } from './projectPaths';
import { TEST_OUTSIDE_MS } from './patience';
import { runWithTally, type TallyRun } from './runWithTally';
import { whileHeard } from './silence';
import { lastHeard } from './tally';
import TallyReporter from './tallyReporter';
import { mochaHooks } from './windowHooks';

/** A window keeps two processors busy; with fewer, what is awaited in it comes late. */
const WINDOWS = availableParallelism() > 3 ? 2 : 1;

const SUITE = '.test.ts';
const SOURCES = path.join(projectRoot, 'test', 'vscode', 'outside');

/** What a person does most, from the first prompt to its release: a fifth of all that is driven. */
const JOURNEYS: readonly string[] = [
  'beginning',
  'previewing',
  'running',
  'releasing',
  'untrusted',
  'writing',
];

/**
 * `tsx test/host/runOutside.ts [--grep TEXT] [--short]`: the suites that drive a VS Code with
 * the packed extension installed. The package must exist (`npm run package`).
 */
runWithTally(async run => {
  if (!existsSync(packedExtension)) {
    throw new Error(`There is no ${packedExtension}: run "npm run package" first.`);
  }
  const look = () => lastHeard(run.journal);
  return whileHeard({ of: 'the suites outside VS Code', look }, () => runSuites(run));
});

async function runSuites({ grep, isShort }: TallyRun): Promise<boolean> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TEST_OUTSIDE_MS,
    reporter: TallyReporter,
    forbidOnly: process.env.CI !== undefined,
    parallel: true,
    jobs: WINDOWS,
    // Workers take their hooks from files; without workers, mocha asks for them here.
    require: [path.join(__dirname, 'workerHooks.ts'), path.join(__dirname, 'windowHooks.ts')],
    rootHooks: mochaHooks,
  });
  if (grep !== undefined) mocha.grep(grep);
  for (const name of isShort ? JOURNEYS : await allSuites()) {
    mocha.addFile(path.join(SOURCES, `${name}${SUITE}`));
  }
  return (await new Promise<number>(resolve => mocha.run(resolve))) === 0;
}

async function allSuites(): Promise<string[]> {
  const names = await readdir(SOURCES);
  const suites = names.filter(name => name.endsWith(SUITE)).sort();
  return suites.map(name => name.slice(0, -SUITE.length));
}
