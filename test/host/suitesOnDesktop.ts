import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from './childProcess';
import { projectRoot } from './projectPaths';
import type { SuiteRun } from './suiteRun';
import { lastHeard } from './tally';

/**
 * Runs a test module in the extension host of a desktop VS Code; what it logs comes out on stdout.
 * Returns whether `run()` resolved; a VS Code that hangs is ended and counts as "no".
 */
export async function runSuitesOnDesktop(program: string, run: SuiteRun): Promise<boolean> {
  // Short: VS Code puts a socket in it, whose path may have some 100 characters.
  const home = await mkdtemp(path.join(tmpdir(), 'pl-'));
  try {
    await runProgram(program, [...desktopArguments(home), ...testArguments(run), run.workspace], {
      env: { ...run.env, ELECTRON_RUN_AS_NODE: undefined },
      look: () => lastHeard(run.journal),
      echo: true,
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Start options of a desktop VS Code that has only this extension and folders of its own. */
export function desktopArguments(home: string): string[] {
  return [
    `--extensionDevelopmentPath=${projectRoot}`,
    `--user-data-dir=${path.join(home, 'user')}`,
    `--extensions-dir=${path.join(home, 'extensions')}`,
    ...['--disable-updates', '--skip-welcome', '--skip-release-notes'],
    '--disable-workspace-trust',
    // As root it does not start without.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function testArguments(run: SuiteRun): string[] {
  return [`--extensionTestsPath=${run.testModule}`, '--disable-gpu', '--no-sandbox'];
}
