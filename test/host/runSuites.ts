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
const SUITES_A_WINDOW = 4;
/** A window waits a third of its time. */
const WINDOWS_AT_ONCE = 2;

/** `tsx test/host/runSuites.ts [--grep TEXT]`: the suites inside a real VS Code. */
runWithTally(async run => {
  const suites = await bundleSuites();
  if (suites.length === 0) throw new Error('There are no suites in test/vscode/suites.');
  const desktop = await findDesktopVSCode(wantedVSCode());
  const inVSCode = (suiteRun: SuiteRun): Promise<boolean> =>
    desktop === undefined ? runSuitesInBrowser(suiteRun) : runSuitesOnDesktop(desktop, suiteRun);
  // A search is for few tests; on a desktop, windows take the focus from each other.
  const inOneWindow = run.grep === undefined ? SUITES_A_WINDOW : suites.length;
  const lanes = run.grep === undefined && desktop === undefined ? WINDOWS_AT_ONCE : 1;
  return runWindows(inGroups(suites, inOneWindow), lanes, files =>
    runWindow({ ...run, files, isAlone: lanes === 1 }, inVSCode),
  );
});

/** Every group in its turn, so many at once; whether all went well. Throws what the first threw. */
async function runWindows(
  groups: readonly (readonly string[])[],
  lanes: number,
  runGroup: (files: readonly string[]) => Promise<boolean>,
): Promise<boolean> {
  const waiting = [...groups];
  const results: boolean[] = [];
  const lane = async (): Promise<void> => {
    for (let files = waiting.shift(); files !== undefined; files = waiting.shift()) {
      results.push(await runGroup(files));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.every(Boolean);
}

interface WindowRun extends TallyRun {
  readonly files: readonly string[];
  /** Whether what it prints can be shown at once, for no other window prints meanwhile. */
  readonly isAlone: boolean;
}

/** Suites in a window of their own, on a fresh copy of the example workspace. */
async function runWindow(
  { files, grep, journal, isAlone }: WindowRun,
  inVSCode: (run: SuiteRun) => Promise<boolean>,
): Promise<boolean> {
  const workspace = await prepareExampleWorkspace();
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
  };
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
      print: isAlone ? console.log : keep,
    });
  } finally {
    if (lines.length > 0) console.log(lines.join('\n'));
    await rm(path.dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Groups of about equal length: neighbours in the list come into different ones. */
function inGroups(files: readonly string[], length: number): readonly (readonly string[])[] {
  const count = Math.ceil(files.length / length);
  return Array.from({ length: count }, (_, group) => files.filter((_, at) => at % count === group));
}
