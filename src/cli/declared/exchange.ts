import {
  export as exportVersions,
  import as importFiles,
  publish,
  sql,
  types,
} from '../../operations/declared/exchange';
import { flag, oneOf, optional, text } from '../../operations/schema';
import { command, ownCommand } from '../bind';
import type { CliCommand } from '../command';
import { OUTPUT } from './parts';

/** What leads to other programs. */
export const EXCHANGE_COMMANDS: readonly CliCommand[] = [
  command(exportVersions, {
    group: 'Exchange',
    args: { ref: '[ref]' },
    options: {
      all: ['-a, --all', flag('every prompt')],
      tag: '--tag <tag>',
      format: '-f, --format <format>',
      ...OUTPUT,
      dryRun: ['-n, --dry-run', flag('only tell what would be lost')],
    },
    examples: [
      ['export --all -f sqlite -o registry.sqlite', 'a database for other tools'],
      [
        'export --tag production -f bundle -o prompts.json',
        'what an image or a function takes along',
      ],
      ['export -f python -o promptledger.py', 'what opens a bundle in Python'],
    ],
    load: async () => (await import('../commands/export')).exportVersions,
  }),
  command(publish, {
    group: 'Exchange',
    args: {},
    options: {
      to: '--to <target>',
      tags: '--tag <tag>',
      environments: '--environments',
      force: '--force',
    },
    examples: [
      ['publish --to public/prompts', 'every environment, into a folder that is served'],
      ['publish --to public/prompts --tag production', 'what production serves'],
    ],
    load: async () => (await import('../commands/publish')).publish,
  }),
  command(types, {
    group: 'Exchange',
    options: OUTPUT,
    examples: [['types -o src/prompts.d.ts', 'once, and in CI after every change of a prompt']],
    load: async () => (await import('../commands/types')).types,
  }),
  command(importFiles, {
    group: 'Exchange',
    args: { files: ['<file...>', 'files of one kind or another; - is stdin'] },
    options: {
      from: '--from <format>',
      name: '--name <prompt>',
      folder: '--folder <folder>',
      force: '--force',
      versions: [
        '--versions',
        flag('make a version of each that a file holds, and tags of its labels'),
      ],
      gitHistory: ['--git-history', flag('make a version of each commit that changed a file')],
      dryRun: [
        '-n, --dry-run',
        flag('only tell what it would do to each prompt, and what is lost'),
      ],
    },
    examples: [
      ['import prompts/*.prompty --folder support', 'everything of a folder'],
      ['import export.json --dry-run', 'what it would do to each prompt'],
      ['import export.json --json', 'what became of each prompt, for a script'],
      ['import export.json --versions', 'with the versions and labels that it holds'],
    ],
    load: async () => (await import('../commands/import')).importFiles,
  }),
  command(sql, {
    group: 'Exchange',
    args: { query: ['<query>', 'one SELECT in SQLite; - reads it from stdin'] },
    options: {
      format: [
        '-f, --format <format>',
        oneOf(['table', 'csv', 'markdown', 'json'], 'how to print the answer'),
      ],
    },
    defaults: { format: 'table' },
    examples: [
      ['sql "SELECT * FROM releases WHERE rollback" --format csv', 'rollbacks, for a spreadsheet'],
    ],
    load: async () => (await import('../commands/sql')).sql,
  }),
  ownCommand(
    {
      name: 'mcp',
      summary: 'serve the registry to an agent, over the Model Context Protocol',
      description:
        'Speaks the protocol on stdin and stdout until stdin ends: an agent or an editor starts it. It offers prompts (what an environment serves, with their variables as arguments) and tools: list, search, show, compare, render, check, commit. An agent commits under your name and says so; it never releases, and never moves a protected tag.',
      input: {
        tag: optional(
          text('offer what this tag serves as prompts; without it, the last environment'),
        ),
        readOnly: optional(flag('offer no tool that writes')),
      },
    },
    {
      group: 'Exchange',
      options: { tag: '--tag <tag>', readOnly: '--read-only' },
      examples: [
        ['mcp', 'what an editor or an agent starts'],
        ['mcp --tag staging --read-only', 'what staging serves, for looking only'],
      ],
      load: async () => (await import('../commands/mcp')).mcp,
    },
  ),
  ownCommand(
    {
      name: 'completion',
      summary: 'print a script that completes command lines',
      input: { shell: oneOf(['bash', 'zsh', 'fish'], 'your shell') },
    },
    {
      group: 'Exchange',
      examples: [
        ['completion bash > ~/.local/share/bash-completion/completions/promptledger', 'for bash'],
        ['completion zsh > "${fpath[1]}/_promptledger"', 'for zsh'],
        ['completion fish > ~/.config/fish/completions/promptledger.fish', 'for fish'],
      ],
      load: async () => (await import('../commands/completion')).completion,
    },
  ),
];
