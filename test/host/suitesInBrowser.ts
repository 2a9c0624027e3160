import path from 'node:path';
import { format } from 'node:util';
import { openPage } from './browser';
import { cacheDirectory, projectRoot } from './projectPaths';
import { whileHeard } from './silence';
import type { SuiteRun } from './suiteRun';
import { SUITE_ENV } from './suiteEnvironment';
import { lastHeard } from './tally';
import { startServer, type VSCodeServer } from './vscodeServer';

const PRINT_MARK = '[suites] ';

/**
 * Runs a test module in the extension host of the VS Code from npm, with the project as extension
 * under development; what the module logs comes out on stdout. Returns whether `run()` resolved.
 * Throws an Error with the end of the server's log when nothing is heard of the run for long.
 */
export async function runSuitesInBrowser(run: SuiteRun): Promise<boolean> {
  const server = await startServer({
    startOptions: true,
    env: { ...run.env, [SUITE_ENV.mark]: PRINT_MARK },
  });
  try {
    return await runInWindow(server, run);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\nThe server's log ends with:\n${server.logTail()}`, {
      cause: error,
    });
  } finally {
    await server.dispose();
  }
}

async function runInWindow(server: VSCodeServer, run: SuiteRun): Promise<boolean> {
  let exit: (code: number) => void = () => undefined;
  const ended = new Promise<number>(resolve => (exit = resolve));
  const url = server.url(run.workspace, [
    ['extensionDevelopmentPath', server.remoteUri(projectRoot)],
    ['extensionTestsPath', server.remoteUri(run.testModule)],
  ]);
  const expose = {
    codeAutomationLog: (_type: string, values: unknown[]) => {
      const text = format(...values);
      if (text.startsWith(PRINT_MARK)) console.log(text.slice(PRINT_MARK.length));
    },
    codeAutomationExit: (code: number) => {
      exit(code);
    },
  };
  const { page, close } = await openPage({ url, expose });
  try {
    const look = () => lastHeard(run.journal);
    return (await whileHeard({ of: 'the suites in VS Code', look }, () => ended)) === 0;
  } catch (error) {
    await page.screenshot({ path: path.join(cacheDirectory, 'screenshots', 'suites.png') });
    throw error;
  } finally {
    await close();
  }
}
