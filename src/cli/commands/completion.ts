import type { Run } from '../command';
import { COMPLETION_SCRIPTS, type Shell } from '../completionScripts';
import { candidates } from '../candidates';

export const completion: Run = (_context, shell) => {
  const script = COMPLETION_SCRIPTS[shell as Shell];
  return Promise.resolve({ value: { shell, script }, text: script, isData: true });
};

/** What could stand where somebody pressed the tab key: a line each, with what it means. */
export const complete: Run = async (context, ...given) => {
  const words = given.flat();
  const found = await candidates(context, words.slice(0, -1), words.at(-1) ?? '');
  const lines = found.map(({ value, meaning }) => `${value}\t${meaning.split('\n')[0] ?? ''}\n`);
  return { value: found, text: lines.join('') };
};
