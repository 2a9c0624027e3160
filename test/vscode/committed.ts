import { openOutside } from './otherWriter';
import { eventually, find, run, type } from './window';

/** Longer than a watcher that is there takes to tell. */
const HEARD_AFTER_MS = 2000;

/**
 * A new prompt with a version for each source, made outside of the window, which is quick. The
 * messages are "Said <source>".
 */
export async function committed(prompt: string, ...sources: readonly string[]): Promise<void> {
  const outside = await openOutside();
  for (const source of sources) {
    await outside.commit({ prompt, source, message: messageOf(source) });
  }
  await run('refresh', {});
}

/** The same, made in the window: typed in an editor and committed by the command. */
export async function committedHere(prompt: string, ...sources: readonly string[]): Promise<void> {
  const [first = '', ...others] = sources;
  await run('newPrompt', { prompt, source: first });
  await run('commit', { prompt, message: messageOf(first) });
  for (const source of others) {
    await type(prompt, source);
    await run('commit', { prompt, message: messageOf(source) });
  }
}

/** A window that has just opened hears nothing of files yet: the tests of a `describe` wait until it does. */
export function hearsOfFiles(prompt: string): void {
  before(async () => {
    const outside = await openOutside();
    let written = 0;
    await eventually('what another program writes', async () => {
      if ((await find(prompt)) !== undefined) return true;
      written += 1;
      await outside.commit({ prompt, source: `${written}\n`, message: '' });
      await new Promise(resolve => setTimeout(resolve, HEARD_AFTER_MS));
      return false;
    });
  });
}

function messageOf(source: string): string {
  return `Said ${source.trim()}`;
}
