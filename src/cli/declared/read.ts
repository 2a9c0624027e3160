import type { CliCommand } from '../command';
import { lineRange, PROMPT, REF, collect, paged, withValues } from './parts';

/** What only reads. */
export const READ_COMMANDS: readonly CliCommand[] = [
  {
    name: 'list',
    group: 'Read',
    summary: 'list prompts',
    declare: parser =>
      parser
        .option('--search <text>', 'in names, descriptions, labels, messages and newest texts')
        .option('--tag <tag>', 'only those with this tag')
        .option('--label <label>', 'only those with this label; repeatable', collect),
    examples: [
      ['list --tag production', 'what production serves'],
      ['list --search refund --json', 'prompts about refunds, for a script'],
    ],
    load: async () => (await import('../commands/light')).list,
  },
  {
    name: 'status',
    group: 'Read',
    summary: 'tell which working documents differ from their versions',
    declare: parser => parser.option('--exit-code', 'end with 1 where any does'),
    examples: [['status --exit-code', 'let CI fail on what nobody committed']],
    load: async () => (await import('../commands/light')).status,
  },
  {
    name: 'log',
    group: 'Read',
    summary: 'list the versions of a prompt, newest first',
    declare: parser =>
      paged(parser.argument('<prompt>', PROMPT))
        .option('-p, --patch', 'with what each one changed')
        .option('--source', 'with their documents')
        .option('--graph', 'draw heads and merges'),
    examples: [
      ['log support/greeting --limit 5', 'the last five'],
      ['log support/greeting --patch', 'what each one changed'],
      ['log code/review --graph', 'how they follow from each other'],
    ],
    load: async () => (await import('../commands/light')).log,
  },
  {
    name: 'show',
    group: 'Read',
    summary: 'show a version',
    declare: parser =>
      parser.argument('<ref>', REF).option('--raw', 'only the document, as it was committed'),
    examples: [['show support/greeting@production', 'what production serves']],
    load: async () => (await import('../commands/light')).show,
  },
  {
    name: 'diff',
    group: 'Read',
    summary: 'compare two versions, one with the working document, or all prompts',
    description:
      'With --all, a side is "working", "latest", a tag or environment, or git:<revision>; without sides, the latest versions are compared with the working documents.',
    declare: parser =>
      parser
        .argument('[ref]', `left: ${REF}`)
        .argument('[ref]', 'right; without it, the working document')
        .option('-a, --all', 'compare all prompts on two sides')
        .option('--previous', 'compare a version with the one that it was made from')
        .option('-s, --sample <name>', 'compare what both make of this sample')
        .option('--all-samples', 'the same of every sample')
        .option('--git <revision>', 'tell what changed since a git revision, releases too')
        .option('--markdown', 'print what a pull request comment needs')
        .option('--exit-code', 'end with 1 where they differ'),
    examples: [
      ['diff support/greeting@production', 'what you changed since production'],
      ['diff support/greeting@3 support/greeting@5', 'two versions'],
      ['diff support/greeting@production --sample first-contact', 'what the model gets'],
      ['diff --all staging production', 'what a release of everything would change'],
      ['diff --git origin/main --markdown', 'all that a branch changes, for a comment'],
    ],
    load: async () => (await import('../commands/diff')).diff,
  },
  {
    name: 'blame',
    group: 'Read',
    summary: 'tell which version each line comes from, by whom and why',
    declare: parser =>
      parser
        .argument('<ref>', 'prompt for its working document, or a version: @tag, @number, @id')
        .option('-L, --lines <range>', 'only these: 7 or 7,12', lineRange),
    examples: [
      ['blame support/greeting', 'who wrote what, and what is not committed'],
      ['blame support/greeting@production -L 12,20', 'a few lines of what production serves'],
    ],
    load: async () => (await import('../commands/blame')).blame,
  },
  {
    name: 'search',
    group: 'Read',
    summary: 'find prompts by what they say',
    description: 'In names, descriptions, labels, commit messages and newest texts.',
    declare: parser => parser.argument('<text>', 'part of it, letter case aside'),
    examples: [['search refund', 'with the line that holds it']],
    load: async () => (await import('../commands/search')).search,
  },
  {
    name: 'render',
    group: 'Read',
    summary: 'fill in variables and print what the model gets',
    description:
      'Values come from --sample, then --vars, then --var; the later win. --var takes the type that the document declares.',
    declare: parser =>
      withValues(parser.argument('[ref]', REF))
        .option('-s, --sample <name>', 'values of this sample')
        .option('--partial', 'leave what nobody gave in place')
        .option(
          '--all-samples',
          'render every sample of the working documents; end with 1 where one fails',
        )
        .option('--openai', 'print the request that the API of OpenAI takes'),
    examples: [
      [
        'render support/greeting@production -s first-contact --var customer_name=Ada',
        'a sample, but for one value',
      ],
      ['render support/greeting --sample first-contact --json', 'the messages, for a script'],
      ['render --all-samples', 'let CI fail on a prompt that no longer renders'],
    ],
    load: async () => (await import('../commands/render')).render,
  },
  {
    name: 'tags',
    group: 'Read',
    summary: 'list tags and where they point',
    description:
      'Of a prompt, all tags; of a reference, those that point at its version. With --history every move, newest first; of a reference by tag, the moves of that tag.',
    declare: parser =>
      paged(parser.argument('<ref>', 'prompt, or a reference')).option(
        '--history',
        'list every move',
      ),
    examples: [
      ['tags support/greeting', 'where each tag points'],
      ['tags support/greeting@production --history', 'all that production ever served'],
    ],
    load: async () => (await import('../commands/light')).tags,
  },
];
