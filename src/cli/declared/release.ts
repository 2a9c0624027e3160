import { approve, promote, releases, rollback } from '../../operations/declared/releases';
import { flag } from '../../operations/schema';
import { command } from '../bind';
import type { CliCommand } from '../command';
import { PAGE } from './parts';

/** What moves environments. */
export const RELEASE_COMMANDS: readonly CliCommand[] = [
  command(promote, {
    group: 'Release',
    description: 'Releases what the environment before serves, unless --version says otherwise.',
    args: {
      prompt: ['<prompt>', 'name of the prompt; with --all, the environment'],
      environment: '[environment]',
    },
    options: {
      all: ['-a, --all', flag('every prompt that the environment before serves otherwise')],
      dryRun: [
        '-n, --dry-run',
        flag('only tell what would change for callers, and what refuses it'),
      ],
      changelog: '-m, --message <text>',
      version: '--version <ref>',
    },
    examples: [
      ['promote --all production --dry-run', 'what a release of everything would change'],
      ['promote --all production', 'release it; run again, it does the rest'],
    ],
    load: async () => (await import('../commands/light')).promote,
  }),
  command(approve, {
    group: 'Release',
    options: { note: '-m, --message <text>' },
    load: async () => (await import('../commands/light')).approve,
  }),
  command(rollback, {
    group: 'Release',
    args: { prompt: '<prompt>', environment: '<environment>' },
    options: { reason: '-m, --message <text>', to: '--to <ref>' },
    load: async () => (await import('../commands/light')).rollback,
  }),
  command(releases, {
    group: 'Release',
    options: { ...PAGE, environment: '-e, --environment <name>' },
    load: async () => (await import('../commands/light')).releases,
  }),
];
