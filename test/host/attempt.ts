import path from 'node:path';
import type { Page } from 'playwright-core';
import { cacheDirectory } from './projectPaths';

/** A thing that a person could not do in the window. */
class FailedAttempt extends Error {}

let failures = 0;

/** Where screenshots go: $SCREENSHOT_DIR, else `.vscode-test/screenshots/`. */
export function screenshotFile(name: string): string {
  const folder = process.env.SCREENSHOT_DIR ?? path.join(cacheDirectory, 'screenshots');
  return path.join(folder, `${name}.png`);
}

/**
 * Does one thing in the window. When it fails, throws an Error that says what was attempted (for
 * example `to pick "Commit"`) and names a screenshot of that moment.
 */
export async function attempt<T>(page: Page, what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    // The innermost attempt has said it best.
    if (error instanceof FailedAttempt) throw error;
    failures += 1;
    const file = screenshotFile(`failure-${process.pid}-${failures}`);
    await page.screenshot({ path: file }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedAttempt(`Failed ${what} (${file}). ${reason}`, { cause: error });
  }
}
