import type { CliCommand } from '../command';
import { PROMPT, REF, collect } from './parts';

/** What changes prompts, versions and tags. */
export const WRITE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'init',
    group: 'Begin',
    summary: 'make a registry in this folder, or add what one is missing',
    declare: parser => parser,
    examples: [['init', 'make .promptledger here']],
    load: async () => (await import('../commands/light')).init,
  },
  {
    name: 'new',
    group: 'Write',
    summary: 'begin the working document of a new prompt',
    declare: parser =>
      parser
        .argument('<prompt>', PROMPT)
        .argument('[-]', 'read the document from stdin')
        .option('-f, --file <file>', 'begin with this file; - is stdin'),
    examples: [['new support/farewell', 'with a few lines to begin from']],
    load: async () => (await import('../commands/light')).newPrompt,
  },
  {
    name: 'commit',
    group: 'Write',
    summary: 'keep a document as a new version',
    description:
      'Without --file the working document is committed. With it, the working document is rewritten only where it held nothing of its own.',
    declare: parser =>
      parser
        .argument('[prompt]', PROMPT)
        .argument('[-]', 'read the document from stdin')
        .option('-a, --all', 'every prompt that changed, each as a version of its own')
        .option('-f, --file <file>', 'commit this file; - is stdin')
        .option('-m, --message <text>', 'what changed and why')
        .option('--parent <ref>', 'version that the document was made from; repeatable', collect)
        .option('-t, --tag <tag>', 'set this tag on the new version'),
    examples: [
      ['commit support/refund-policy -m "Ask for the order number"', 'commit the working document'],
      ['commit --all -m "Shorter answers"', 'commit everything that "status" lists'],
      ['commit support/greeting - < greeting.prompt', 'commit what stdin holds'],
    ],
    load: async () => (await import('../commands/light')).commit,
  },
  {
    name: 'checkout',
    group: 'Write',
    summary: 'make a version the working document',
    declare: parser =>
      parser.argument('<ref>', REF).option('--force', 'also over changes that no version holds'),
    examples: [['checkout support/greeting@production', 'go on from what production serves']],
    load: async () => (await import('../commands/light')).checkout,
  },
  {
    name: 'discard',
    group: 'Write',
    summary: 'make a working document what its newest version says',
    description: 'What was typed since is lost: look at "diff" first.',
    declare: parser => parser.argument('<prompt>', PROMPT),
    examples: [['discard support/refund-policy', 'begin again']],
    load: async () => (await import('../commands/light')).discard,
  },
  {
    name: 'merge',
    group: 'Write',
    summary: 'merge all heads of a prompt into its working document',
    description:
      'Merges three-way against what both were made from: front matter by key, chats by message, text by line and sentence. Commit the result: it has all heads as parents.',
    declare: parser => parser.argument('<prompt>', PROMPT),
    examples: [['merge code/review', 'bring two branches together']],
    load: async () => (await import('../commands/light')).merge,
  },
  {
    name: 'tag',
    group: 'Write',
    summary: 'set or move a tag',
    declare: parser =>
      parser
        .argument('<ref>', REF)
        .argument('<tag>', 'name of the tag')
        .option('-d, --description <text>', 'what the tag is for')
        .option('--immutable', 'never move or remove it again'),
    examples: [
      ['tag support/greeting@3 candidate', 'let candidate mean version 3'],
      ['tag support/greeting v2.0.0 --immutable', 'name the latest version for good'],
    ],
    load: async () => (await import('../commands/light')).tag,
  },
  {
    name: 'untag',
    group: 'Write',
    summary: 'remove a tag; its history stays',
    declare: parser => parser.argument('<prompt>', PROMPT).argument('<tag>', 'name of the tag'),
    examples: [['untag support/greeting candidate', 'remove candidate']],
    load: async () => (await import('../commands/light')).untag,
  },
];
