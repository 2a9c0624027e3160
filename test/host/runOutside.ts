import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import Mocha from 'mocha';
import { openWorkbenches } from './driver';
import { packedExtension, projectRoot } from './projectPaths';
import { TEST_OUTSIDE_MS } from './patience';
import { runWithTally, type TallyRun } from './runWithTally';
import { whileHeard } from './silence';
import { lastHeard } from './tally';
import TallyReporter from './tallyReporter';

const SOURCES = path.join(projectRoot, 'test', 'vscode', 'outside');

/**
 * `tsx test/host/runOutside.ts [--grep TEXT]`: the suites that drive a VS Code with
 * the packed extension installed. The package must exist (`npm run package`).
 */
runWithTally(async run => {
  if (!existsSync(packedExtension)) {
    throw new Error(`There is no ${packedExtension}: run "npm run package" first.`);
  }
  const look = () => lastHeard(run.journal);
  return whileHeard({ of: 'the suites outside VS Code', look }, () => runSuites(run));
});

async function runSuites({ grep }: TallyRun): Promise<boolean> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TEST_OUTSIDE_MS,
    reporter: TallyReporter,
    forbidOnly: process.env.CI !== undefined,
    rootHooks: { afterEach: keepPicture },
  });
  if (grep !== undefined) mocha.grep(grep);
  const names = await readdir(SOURCES, { recursive: true }).catch(() => []);
  for (const name of names.filter(file => file.endsWith('.test.ts')).sort()) {
    mocha.addFile(path.join(SOURCES, name));
  }
  const failed = await new Promise<number>(resolve => mocha.run(resolve));
  await closeAll();
  return failed === 0;
}

/** After a failed test: what the windows show is worth more than a stack. */
async function keepPicture(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state !== 'failed') return;
  const name = test
    .fullTitle()
    .replace(/[^\w]+/g, '-')
    .slice(0, 100);
  for (const [index, workbench] of openWorkbenches().entries()) {
    const file = await workbench.screenshot(`failed-${name}-${index}`).catch(() => 'no picture');
    console.error(`Window ${index} when "${test.title}" failed: ${file}`);
  }
}

async function closeAll(): Promise<void> {
  for (const workbench of openWorkbenches()) await workbench.close();
}
