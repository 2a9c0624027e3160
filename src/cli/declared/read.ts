import { compare } from '../../operations/declared/compare';
import { dependents, list, search, status } from '../../operations/declared/prompts';
import { render } from '../../operations/declared/rendering';
import { flag, text } from '../../operations/schema';
import { tags } from '../../operations/declared/tags';
import { blame, show, versions } from '../../operations/declared/versions';
import { command } from '../bind';
import type { CliCommand } from '../command';
import { exitCode, PAGE, VALUES } from './parts';

/** What only reads. */
export const READ_COMMANDS: readonly CliCommand[] = [
  command(list, {
    group: 'Read',
    aliases: ['ls'],
    options: {
      search: '--search <text>',
      tag: '--tag <tag>',
      labels: '--label <label>',
      archived: ['--archived', flag('archived prompts as well')],
    },
    examples: [['list --search refund --json', 'prompts about refunds, for a script']],
    load: async () => (await import('../commands/light')).list,
  }),
  command(status, {
    group: 'Read',
    options: exitCode('end with 1 where any does'),
    examples: [['status --exit-code', 'let CI fail on what nobody committed']],
    load: async () => (await import('../commands/light')).status,
  }),
  command(versions, {
    group: 'Read',
    name: 'log',
    aliases: ['history'],
    options: {
      ...PAGE,
      patch: ['-p, --patch', flag('with what each one changed')],
      sources: '--source',
      graph: ['--graph', flag('draw heads and merges')],
      oneline: ['--oneline', flag('each on one line')],
    },
    examples: [
      ['log support/greeting --patch', 'what each one changed'],
      ['log code/review --graph', 'how they follow from each other'],
    ],
    load: async () => (await import('../commands/light')).log,
  }),
  command(show, {
    group: 'Read',
    aliases: ['cat'],
    options: { raw: ['--raw', flag('only the document, as it was committed')] },
    load: async () => (await import('../commands/light')).show,
  }),
  command(compare, {
    group: 'Read',
    name: 'diff',
    aliases: ['compare'],
    summary: 'compare two versions, one with the working document, or all prompts',
    description:
      'With --all, a side is "working", "latest", a tag or environment, or git:<revision>; without sides, the latest versions are compared with the working documents.',
    args: { left: '[ref]', right: '[ref]' },
    options: {
      all: ['-a, --all', flag('compare all prompts on two sides')],
      previous: ['--previous', flag('compare a version with the one that it was made from')],
      sample: ['-s, --sample <name>', text('compare what both make of this sample')],
      allSamples: ['--all-samples', flag('the same of every sample')],
      git: ['--git <revision>', text('tell what changed since a git revision, releases too')],
      markdown: ['--markdown', flag('print what a pull request comment needs')],
      stat: ['--stat', flag('only count lines that came and went')],
      ...exitCode('end with 1 where they differ'),
    },
    examples: [
      ['diff support/greeting@production --sample first-contact', 'what the model gets'],
      ['diff support/greeting@3..5', 'from one number to another'],
      ['diff --all staging production', 'what a release of everything would change'],
      ['diff --git origin/main --markdown', 'all that a branch changes, for a comment'],
    ],
    load: async () => (await import('../commands/diff')).diff,
  }),
  command(blame, {
    group: 'Read',
    options: { lines: ['-L, --lines <range>', 'only these: 7 or 7,12'] },
    load: async () => (await import('../commands/blame')).blame,
  }),
  command(search, {
    group: 'Read',
    aliases: ['grep'],
    load: async () => (await import('../commands/search')).search,
  }),
  command(dependents, {
    group: 'Read',
    load: async () => (await import('../commands/dependents')).dependents,
  }),
  command(render, {
    group: 'Read',
    description:
      'Values come from --sample, then --vars, then --var; the later win. --var takes the type that the document declares.',
    args: { ref: '[ref]' },
    options: {
      ...VALUES,
      sample: '-s, --sample <name>',
      partial: '--partial',
      allSamples: [
        '--all-samples',
        flag('render every sample of the working documents; end with 1 where one fails'),
      ],
      openai: ['--openai', flag('print the request that the API of OpenAI takes')],
    },
    examples: [
      [
        'render support/greeting@production -s first-contact --var customer_name=Ada',
        'a sample, but for one value',
      ],
      ['render support/greeting --sample first-contact --json', 'the messages, for a script'],
      ['render --all-samples', 'let CI fail on a prompt that no longer renders'],
    ],
    load: async () => (await import('../commands/render')).render,
  }),
  command(tags, {
    group: 'Read',
    description:
      'Of a prompt, all tags; of a reference, those that point at its version. With --history every move, newest first; of a reference by tag, the moves of that tag.',
    options: { ...PAGE, history: '--history' },
    load: async () => (await import('../commands/light')).tags,
  }),
];
