import { rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleSuites } from './bundleSuites';
import { findDesktopVSCode, wantedVSCode } from './desktopVSCode';
import { prepareExampleWorkspace } from './exampleWorkspace';
import { suitesDirectory } from './projectPaths';
import { runWithTally } from './runWithTally';
import { SUITE_ENV } from './suiteEnvironment';
import type { SuiteRun } from './suiteRun';
import { runSuitesInBrowser } from './suitesInBrowser';
import { runSuitesOnDesktop } from './suitesOnDesktop';
import { JOURNAL } from './tally';

/** `tsx test/host/runSuites.ts [--grep TEXT]`: the suites inside a real VS Code. */
runWithTally(async ({ grep, journal }) => {
  if ((await bundleSuites()) === 0) throw new Error('There are no suites in test/vscode/suites.');
  const workspace = await prepareExampleWorkspace();
  try {
    return await runInVSCode({
      workspace,
      testModule: path.join(suitesDirectory, 'index.js'),
      env: {
        [JOURNAL]: journal,
        [SUITE_ENV.workspace]: workspace,
        ...(grep === undefined ? {} : { [SUITE_ENV.grep]: grep }),
      },
      journal,
    });
  } finally {
    await rm(path.dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
  }
});

async function runInVSCode(run: SuiteRun): Promise<boolean> {
  const desktop = await findDesktopVSCode(wantedVSCode());
  return desktop === undefined ? runSuitesInBrowser(run) : runSuitesOnDesktop(desktop, run);
}
