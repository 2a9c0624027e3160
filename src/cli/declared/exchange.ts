import { Option } from 'commander';
import { IMPORT_TITLES } from '../../interop/formatNames';
import type { CliCommand } from '../command';
import { EXPORT_FORMATS } from '../exportFormats';
import { REF } from './parts';

/** What leads to other programs. */
export const EXCHANGE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'export',
    group: 'Exchange',
    summary: 'write versions or the whole registry in another format',
    description: `Formats:\n${EXPORT_FORMATS.map(({ name, summary }) => `  ${name.padEnd(11)}${summary}`).join('\n')}`,
    declare: parser =>
      parser
        .argument('[ref]', REF)
        .option('-a, --all', 'every prompt')
        .option('--tag <tag>', 'every prompt that has this tag, at that version')
        .addOption(
          new Option('-f, --format <format>', 'one of the formats above')
            .choices(EXPORT_FORMATS.map(format => format.name))
            .makeOptionMandatory(),
        )
        .option('-o, --output <file>', 'write to a file; - is stdout'),
    examples: [
      ['export support/greeting@production -f prompt', 'the document'],
      ['export --all -f sqlite -o registry.sqlite', 'a database for other tools'],
      [
        'export --tag production -f bundle -o prompts.json',
        'what an image or a function takes along',
      ],
      ['export -f python -o promptledger.py', 'what opens a bundle in Python'],
    ],
    load: async () => (await import('../commands/export')).exportVersions,
  },
  {
    name: 'types',
    group: 'Exchange',
    summary: 'print types for TypeScript: a wrong prompt, tag or variable fails to compile',
    declare: parser => parser.option('-o, --output <file>', 'write to a file; - is stdout'),
    examples: [['types -o src/prompts.d.ts', 'once, and in CI after every change of a prompt']],
    load: async () => (await import('../commands/types')).types,
  },
  {
    name: 'import',
    group: 'Exchange',
    summary: 'make working documents of prompts of other systems',
    description: `Nothing is committed. All files are read before anything is written.\n\nWhat can be imported:\n${Object.entries(
      IMPORT_TITLES,
    )
      .map(([name, title]) => `  ${name.padEnd(15)}${title}`)
      .join('\n')}`,
    declare: parser =>
      parser
        .argument('<file...>', 'files of one kind or another; - is stdin')
        .addOption(
          new Option('--from <format>', 'what they are, where that is not to be guessed').choices(
            Object.keys(IMPORT_TITLES),
          ),
        )
        .option('--name <prompt>', 'name of the prompt, for a file that holds one')
        .option('--folder <folder>', 'put the names into this folder: support')
        .option('--force', 'also over working documents that say something else'),
    examples: [
      ['import prompts/*.prompty --folder support', 'everything of a folder'],
      ['import export.json --json', 'what became of each prompt, for a script'],
    ],
    load: async () => (await import('../commands/import')).importFiles,
  },
  {
    name: 'sql',
    group: 'Exchange',
    summary: 'ask the registry in SQL, reading only',
    description:
      'Tables: prompts, labels, versions, version_parents, tags, tag_moves, releases, approvals, problems.',
    declare: parser =>
      parser
        .argument('<query>', 'one SELECT in SQLite; - reads it from stdin')
        .addOption(
          new Option('-f, --format <format>', 'how to print the answer')
            .choices(['table', 'csv', 'markdown', 'json'])
            .default('table'),
        ),
    examples: [
      [
        'sql "SELECT prompt, number FROM tags WHERE tag = \'production\'"',
        'what production serves',
      ],
      ['sql "SELECT * FROM releases WHERE rollback" --format csv', 'rollbacks, for a spreadsheet'],
    ],
    load: async () => (await import('../commands/sql')).sql,
  },
  {
    name: 'completion',
    group: 'Exchange',
    summary: 'print a script that completes command lines',
    declare: parser =>
      parser.addArgument(
        parser.createArgument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']),
      ),
    examples: [
      ['completion bash > ~/.local/share/bash-completion/completions/promptledger', 'for bash'],
      ['completion zsh > "${fpath[1]}/_promptledger"', 'for zsh'],
      ['completion fish > ~/.config/fish/completions/promptledger.fish', 'for fish'],
    ],
    load: async () => (await import('../commands/completion')).completion,
  },
];
