import type { CliCommand } from '../command';
import { PROMPT, withValues } from './parts';

const SAMPLE = 'name of the sample';

/** Below `samples`. */
const SAMPLES: readonly CliCommand[] = [
  {
    name: 'list',
    group: 'Write',
    summary: 'list samples',
    declare: parser => parser.argument('[prompt]', PROMPT),
    examples: [['samples list support/greeting', 'those of one prompt']],
    load: async () => (await import('../commands/samples')).list,
  },
  {
    name: 'show',
    group: 'Write',
    summary: 'print the values of a sample',
    declare: parser => parser.argument('<prompt>', PROMPT).argument('<sample>', SAMPLE),
    examples: [['samples show support/greeting first-contact', 'as JSON']],
    load: async () => (await import('../commands/samples')).show,
  },
  {
    name: 'save',
    group: 'Write',
    summary: 'make a sample, or change values of one',
    description:
      'A new sample without values gets an empty one, or the default, for every variable of the prompt. Values that are not named stay.',
    declare: parser =>
      withValues(parser.argument('<prompt>', PROMPT).argument('<sample>', SAMPLE)).option(
        '--from <sample>',
        'make a new one that begins with the values of this one',
      ),
    examples: [
      ['samples save support/greeting evening', 'to be filled in'],
      ['samples save support/greeting ada --from first-contact --var customer_name=Ada', 'a copy'],
    ],
    load: async () => (await import('../commands/samples')).save,
  },
];

/** The values that prompts are tried with. */
export const SAMPLE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'samples',
    group: 'Write',
    summary: 'list the samples of all prompts, show one or save one',
    declare: parser => parser,
    examples: [['samples', 'all of them']],
    load: async () => (await import('../commands/samples')).list,
    commands: SAMPLES,
  },
];
