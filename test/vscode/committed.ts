import { openOutside } from './otherWriter';
import { run, type } from './window';

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

function messageOf(source: string): string {
  return `Said ${source.trim()}`;
}
