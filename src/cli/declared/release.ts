import type { CliCommand } from '../command';
import { ENVIRONMENT, PROMPT, REF, paged } from './parts';

/** What moves environments. */
export const RELEASE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'promote',
    group: 'Release',
    summary: 'release a version to an environment',
    description: 'Releases what the environment before serves, unless --version says otherwise.',
    declare: parser =>
      parser
        .argument('<prompt>', `${PROMPT}; with --all, the environment`)
        .argument('[environment]', ENVIRONMENT)
        .option('-a, --all', 'every prompt that the environment before serves otherwise')
        .option('-n, --dry-run', 'only tell what would change for callers, and what refuses it')
        .option('-m, --message <text>', 'changelog; without it, the commit messages in between')
        .option('--version <ref>', 'version to release'),
    examples: [
      ['promote support/greeting production -m "Shorter"', 'from staging to production'],
      ['promote --all production --dry-run', 'what a release of everything would change'],
      ['promote --all production', 'release it; run again, it does the rest'],
    ],
    load: async () => (await import('../commands/light')).promote,
  },
  {
    name: 'approve',
    group: 'Release',
    summary: 'approve a version for an environment',
    declare: parser =>
      parser
        .argument('<ref>', REF)
        .argument('<environment>', ENVIRONMENT)
        .option('-m, --message <text>', 'a note'),
    examples: [['approve support/greeting@5 production', 'let version 5 go to production']],
    load: async () => (await import('../commands/light')).approve,
  },
  {
    name: 'rollback',
    group: 'Release',
    summary: 'release what an environment served before',
    declare: parser =>
      parser
        .argument('<prompt>', PROMPT)
        .argument('<environment>', ENVIRONMENT)
        .requiredOption('-m, --message <text>', 'why')
        .option('--to <ref>', 'an earlier release than the last one'),
    examples: [
      ['rollback support/greeting production -m "Too long"', 'take the last release back'],
    ],
    load: async () => (await import('../commands/light')).rollback,
  },
  {
    name: 'releases',
    group: 'Release',
    summary: 'list the releases of a prompt, newest first',
    declare: parser =>
      paged(parser.argument('<prompt>', PROMPT)).option(
        '-e, --environment <name>',
        'only those of this one',
      ),
    examples: [['releases support/greeting -e production', 'what production got, and why']],
    load: async () => (await import('../commands/light')).releases,
  },
];
