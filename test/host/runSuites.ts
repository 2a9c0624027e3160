import { rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleSuites } from './bundleSuites';
import { findDesktopVSCode, wantedVSCode } from './desktopVSCode';
import { prepareExampleWorkspace } from './exampleWorkspace';
import { suitesDirectory } from './projectPaths';
import { runWithTally, type TallyRun } from './runWithTally';
import { SUITE_ENV } from './suiteEnvironment';
import type { SuiteRun } from './suiteRun';
import { runSuitesInBrowser } from './suitesInBrowser';
import { runSuitesOnDesktop } from './suitesOnDesktop';
import { JOURNAL } from './tally';

/** In a window that made hundreds of prompts, everything takes longer. */
const SUITES_A_WINDOW = 5;

/** What takes long and concerns one room alone; its rules are tested without a window as well. */
const LONG_SUITES: readonly string[] = [
  'badInput',
  'blameLines',
  'damagedRecords',
  'editPrompt',
  'environments',
  'language',
  'longUse',
  'lookBack',
  'samples',
  'sourceControl',
].map(name => `${name}.test.js`);

/**
 * `tsx test/host/runSuites.ts [--grep TEXT] [--short]`: the suites inside a real VS Code, some at a
 * time in a fresh window.
 */
runWithTally(async run => {
  const suites = await bundleSuites();
  if (suites.length === 0) throw new Error('There are no suites in test/vscode/suites.');
  const desktop = await findDesktopVSCode(wantedVSCode());
  const inVSCode = (suiteRun: SuiteRun): Promise<boolean> =>
    desktop === undefined ? runSuitesInBrowser(suiteRun) : runSuitesOnDesktop(desktop, suiteRun);
  const chosen = run.isShort ? suites.filter(name => !LONG_SUITES.includes(name)) : suites;
  // A search is for few tests.
  const inOneWindow = run.grep === undefined ? SUITES_A_WINDOW : chosen.length;
  const results: boolean[] = [];
  for (const files of inGroups(chosen, inOneWindow)) {
    results.push(await runWindow(run, files, inVSCode));
  }
  return results.every(Boolean);
});

/** Suites in a window of their own, on a fresh copy of the example workspace. */
async function runWindow(
  { grep, journal }: TallyRun,
  files: readonly string[],
  inVSCode: (run: SuiteRun) => Promise<boolean>,
): Promise<boolean> {
  const workspace = await prepareExampleWorkspace();
  try {
    return await inVSCode({
      workspace,
      testModule: path.join(suitesDirectory, 'index.js'),
      env: {
        [JOURNAL]: journal,
        [SUITE_ENV.workspace]: workspace,
        [SUITE_ENV.files]: JSON.stringify(files),
        ...(grep === undefined ? {} : { [SUITE_ENV.grep]: grep }),
      },
      journal,
    });
  } finally {
    await rm(path.dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Groups of about equal length: neighbours in the list come into different ones. */
function inGroups(files: readonly string[], length: number): readonly (readonly string[])[] {
  const count = Math.ceil(files.length / length);
  return Array.from({ length: count }, (_, group) => files.filter((_, at) => at % count === group));
}
