import type { Command as Parser } from 'commander';
import type { Run } from '../command';
import { candidates } from '../candidates';

/** What could stand where somebody pressed the tab key: a line each, with what it means. */
export function completeWith(program: Parser): Run<{ readonly words: readonly string[] }> {
  return async (context, { words }) => {
    const found = await candidates(context, program, words.slice(0, -1), words.at(-1) ?? '');
    const lines = found.map(({ value, meaning }) => `${value}\t${meaning.split('\n')[0] ?? ''}\n`);
    return { value: found, text: lines.join('') };
  };
}
