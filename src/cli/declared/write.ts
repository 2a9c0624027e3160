import { initialize, newPrompt } from '../../operations/declared/prompts';
import { flag, text } from '../../operations/schema';
import { tag, untag } from '../../operations/declared/tags';
import { checkout, commit, discard, merge } from '../../operations/declared/versions';
import { command } from '../bind';
import type { CliCommand } from '../command';
import { DASH } from './parts';

/** What changes prompts, versions and tags. */
export const WRITE_COMMANDS: readonly CliCommand[] = [
  command(initialize, {
    group: 'Begin',
    name: 'init',
    options: { unprotected: '--unprotected', example: '--example' },
    load: async () => (await import('../commands/light')).init,
  }),
  command(newPrompt, {
    group: 'Write',
    name: 'new',
    args: { prompt: '<prompt>', ...DASH },
    options: { file: ['-f, --file <file>', text('begin with this file; - is stdin')] },
    load: async () => (await import('../commands/light')).newPrompt,
  }),
  command(commit, {
    group: 'Write',
    description:
      'Without --file the working document is committed. With it, the working document is rewritten only where it held nothing of its own.',
    args: { prompt: '[prompt]', ...DASH },
    options: {
      all: ['-a, --all', flag('every prompt that changed, each as a version of its own')],
      file: ['-f, --file <file>', text('commit this file; - is stdin')],
      message: '-m, --message <text>',
      parent: '--parent <ref>',
      tag: '-t, --tag <tag>',
      allowEmpty: ['--allow-empty', flag('also a document without a word from stdin')],
    },
    examples: [
      ['commit --all -m "Shorter answers"', 'commit everything that "status" lists'],
      ['commit support/greeting - < greeting.prompt', 'commit what stdin holds'],
    ],
    load: async () => (await import('../commands/light')).commit,
  }),
  command(checkout, {
    group: 'Write',
    options: { force: '--force' },
    load: async () => (await import('../commands/light')).checkout,
  }),
  command(discard, {
    group: 'Write',
    description: 'What was typed since is lost: look at "diff" first.',
    load: async () => (await import('../commands/light')).discard,
  }),
  command(merge, {
    group: 'Write',
    load: async () => (await import('../commands/light')).merge,
  }),
  command(tag, {
    group: 'Write',
    options: { description: '-d, --description <text>', immutable: '--immutable' },
    load: async () => (await import('../commands/light')).tag,
  }),
  command(untag, {
    group: 'Write',
    load: async () => (await import('../commands/light')).untag,
  }),
];
