import type { CliCommand } from '../command';
import { PROMPT, collect } from './parts';

/** What keeps a registry in order. */
export const ORDER_COMMANDS: readonly CliCommand[] = [
  {
    name: 'describe',
    group: 'Keep order',
    summary: 'say what a prompt is for',
    declare: parser =>
      parser
        .argument('<prompt>', PROMPT)
        .option('-d, --description <text>', 'what it is for')
        .option('-l, --label <label>', 'its labels from now on; repeatable', collect)
        .option('--no-label', 'remove all labels'),
    examples: [
      ['describe support/greeting -d "First answer" -l support -l eu', 'description and labels'],
    ],
    load: async () => (await import('../commands/light')).describe,
  },
  {
    name: 'rename',
    group: 'Keep order',
    summary: 'give a prompt another name; former names keep resolving',
    declare: parser =>
      parser.argument('<prompt>', PROMPT).argument('<new>', 'its name from now on'),
    examples: [['rename support/greeting support/welcome', 'move document and samples along']],
    load: async () => (await import('../commands/light')).rename,
  },
  {
    name: 'archive',
    group: 'Keep order',
    summary: 'put a prompt out of sight; it keeps resolving',
    declare: parser => parser.argument('<prompt>', PROMPT),
    examples: [['archive search/no-results', 'nobody works on it any more']],
    load: async () => (await import('../commands/light')).archive,
  },
  {
    name: 'restore',
    group: 'Keep order',
    summary: 'bring an archived prompt back',
    declare: parser => parser.argument('<prompt>', PROMPT),
    examples: [['restore support/legacy-triage', 'work on it again']],
    load: async () => (await import('../commands/light')).restore,
  },
  {
    name: 'verify',
    group: 'Keep order',
    summary: 'check every record; end with 1 where anything is wrong',
    declare: parser =>
      parser
        .option(
          '--repair',
          'first keep both sides of conflicts among records, and put them in order',
        )
        .option(
          '--since <revision>',
          'compare with this commit of git: its records must be there, and what is new obey its rules',
        ),
    examples: [
      ['verify', 'let CI fail on what was tampered with'],
      ['verify --since origin/main', 'what a branch lost, and did against the rules'],
      ['verify --repair', 'end conflicts among records in a merge, then check'],
    ],
    load: async () => (await import('../commands/light')).verify,
  },
];
