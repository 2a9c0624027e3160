import { verify } from '../../operations/declared/audit';
import { archive, describe, rename, restore } from '../../operations/declared/prompts';
import { flag } from '../../operations/schema';
import { command } from '../bind';
import type { CliCommand } from '../command';

/** What keeps a registry in order. */
export const ORDER_COMMANDS: readonly CliCommand[] = [
  command(describe, {
    group: 'Keep order',
    options: { description: '-d, --description <text>', labels: '-l, --label <label>' },
    without: { labels: ['--no-label', 'remove all labels'] },
    load: async () => (await import('../commands/light')).describe,
  }),
  command(rename, {
    group: 'Keep order',
    aliases: ['mv'],
    args: { prompt: '<prompt>', to: '<new>' },
    load: async () => (await import('../commands/light')).rename,
  }),
  command(archive, {
    group: 'Keep order',
    load: async () => (await import('../commands/light')).archive,
  }),
  command(restore, {
    group: 'Keep order',
    load: async () => (await import('../commands/light')).restore,
  }),
  command(verify, {
    group: 'Keep order',
    summary: 'check every record; end with 1 where anything is wrong',
    options: {
      repair: [
        '--repair',
        flag('first keep both sides of conflicts among records, and put them in order'),
      ],
      since: '--since <revision>',
    },
    examples: [['verify --repair', 'end conflicts among records in a merge, then check']],
    load: async () => (await import('../commands/light')).verify,
  }),
];
