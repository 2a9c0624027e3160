import { answers, keepAnswer, pruneAnswers, run } from '../../operations/declared/runs';
import { flag, texts } from '../../operations/schema';
import { command } from '../bind';
import type { CliCommand } from '../command';
import { VALUES } from './parts';

/** What asks models, and what they answered. */
export const RUN_COMMANDS: readonly CliCommand[] = [
  command(run, {
    group: 'Run',
    args: { ref: '<ref>' },
    options: {
      ...VALUES,
      sample: '-s, --sample <name>',
      model: '-M, --model <model>',
      param: ['--param <name=value>', texts('another parameter than the document has')],
      again: '--again',
      curl: ['--curl', flag('print the request as a line for a shell, and ask nobody')],
    },
    examples: [
      ['run support/greeting -s first-contact', 'the model that the document names'],
      [
        'run support/greeting@working -s first-contact -M echo/echo',
        'what is being written, without a model',
      ],
    ],
    load: async () => (await import('../commands/run')).run,
  }),
  command(answers, {
    group: 'Run',
    summary: 'list what models answered, keep one or remove old ones',
    load: async () => (await import('../commands/run')).answers,
    commands: [
      command(answers, {
        group: 'Run',
        name: 'answers list',
        args: { prompt: '[prompt]' },
        options: { sample: '-s, --sample <name>', limit: '--limit <n>' },
        load: async () => (await import('../commands/run')).answers,
      }),
      command(keepAnswer, {
        group: 'Run',
        name: 'answers keep',
        args: { answer: '<id>' },
        load: async () => (await import('../commands/run')).keep,
      }),
      command(pruneAnswers, {
        group: 'Run',
        name: 'answers prune',
        options: { days: '--days <n>', megabytes: '--megabytes <n>' },
        load: async () => (await import('../commands/run')).prune,
      }),
    ],
  }),
];
