import { samples, saveSample, showSample } from '../../operations/declared/rendering';
import { command } from '../bind';
import type { CliCommand } from '../command';
import { VALUES } from './parts';

/** The values that prompts are tried with. */
export const SAMPLE_COMMANDS: readonly CliCommand[] = [
  command(samples, {
    group: 'Write',
    summary: 'list the samples of all prompts, show one or save one',
    load: async () => (await import('../commands/samples')).list,
    commands: [
      command(samples, {
        group: 'Write',
        name: 'samples list',
        args: { prompt: '[prompt]' },
        load: async () => (await import('../commands/samples')).list,
      }),
      command(showSample, {
        group: 'Write',
        name: 'samples show',
        load: async () => (await import('../commands/samples')).show,
      }),
      command(saveSample, {
        group: 'Write',
        name: 'samples save',
        options: { ...VALUES, from: '--from <sample>' },
        examples: [
          [
            'samples save support/greeting ada --from first-contact --var customer_name=Ada',
            'a copy',
          ],
        ],
        load: async () => (await import('../commands/samples')).save,
      }),
    ],
  }),
];
