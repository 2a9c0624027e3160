import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheDirectory } from './projectPaths';
import { whileHeard } from './silence';

/** Short where there is no network at all: the VS Code from npm is as good. */
const ANSWER_WITHIN_MS = 20_000;

/** Which VS Code is used: $PROMPT_LEDGER_VSCODE, else what can be had. */
export type WantedVSCode = 'desktop' | 'npm' | 'any';

/** Reads $PROMPT_LEDGER_VSCODE. Throws an Error when it holds something else. */
export function wantedVSCode(): WantedVSCode {
  const wanted = process.env.PROMPT_LEDGER_VSCODE ?? 'any';
  if (wanted === 'desktop' || wanted === 'npm' || wanted === 'any') return wanted;
  throw new Error(`PROMPT_LEDGER_VSCODE is "${wanted}": use desktop, npm or any.`);
}

/**
 * Returns the program of a desktop VS Code, downloaded into `.vscode-test/` when it is not there
 * yet, or `undefined` where it cannot be had or no screen shows it. Throws an Error with the reason
 * instead when `wanted` is `desktop`.
 */
export async function findDesktopVSCode(wanted: WantedVSCode): Promise<string | undefined> {
  if (wanted === 'npm') return undefined;
  try {
    if (!hasScreen()) throw new Error('There is no screen (DISPLAY is not set).');
    return await download();
  } catch (error) {
    if (wanted === 'desktop') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`No desktop VS Code (${reason}). Using the one from npm.`);
    return undefined;
  }
}

/** Whether this machine can show a window. */
export function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

async function download(): Promise<string> {
  return whileHeard({ of: 'the download of VS Code' }, heard =>
    downloadAndUnzipVSCode({
      version: process.env.PROMPT_LEDGER_VSCODE_VERSION ?? 'stable',
      cachePath: cacheDirectory,
      reporter: {
        report: report => {
          heard(report.stage);
        },
        error: () => undefined,
      },
      // Time without an answer, not of the whole download.
      timeout: ANSWER_WITHIN_MS,
    }),
  );
}
