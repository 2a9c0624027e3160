import { answers, keepAnswer, pruneAnswers, run } from '../../operations/declared/runs';
import {
  compareExperiment,
  experiments,
  runExperiment,
  showExperiment,
} from '../../operations/declared/experiments';
import { flag, oneOf, text, texts } from '../../operations/schema';
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
  command(experiments, {
    group: 'Run',
    name: 'experiment',
    examples: [['experiment', 'what there is']],
    summary: 'list experiments, run one, show or compare what came of it',
    load: async () => (await import('../commands/experiment')).list,
    commands: [
      command(runExperiment, {
        group: 'Run',
        name: 'experiment run',
        args: { experiment: '<name>', refs: '[ref...]' },
        options: {
          models: '-M, --model <model>',
          replay: '--replay',
          concurrency: '--concurrency <n>',
          missing: [
            '--missing <what>',
            oneOf(['ok', 'fail', 'run'], 'what a missing answer is with --replay: fail'),
          ],
          junit: ['--junit <file>', text('write a report that CI reads')],
          markdown: ['--markdown', flag('print what a pull request comment needs')],
        },
        examples: [
          ['experiment run support staging production', 'two versions side by side'],
          ['experiment run support production HEAD --replay --markdown', 'in CI, without a key'],
        ],
        load: async () => (await import('../commands/experiment')).run,
      }),
      command(experiments, {
        group: 'Run',
        name: 'experiment list',
        examples: [['experiment list', 'with what came of each the last time']],
        load: async () => (await import('../commands/experiment')).list,
      }),
      command(showExperiment, {
        group: 'Run',
        name: 'experiment show',
        args: { experiment: '<name>' },
        examples: [['experiment show support -n 5', 'the last five runs']],
        options: { limit: '-n, --limit <n>' },
        load: async () => (await import('../commands/experiment')).show,
      }),
      command(compareExperiment, {
        group: 'Run',
        name: 'experiment compare',
        args: { experiment: '<name>', left: '<ref>', right: '<ref>' },
        examples: [['experiment compare support staging production', 'whether it is better']],
        load: async () => (await import('../commands/experiment')).compare,
      }),
    ],
  }),
  command(answers, {
    group: 'Run',
    examples: [['answers', 'all of them']],
    summary: 'list what models answered, keep one or remove old ones',
    load: async () => (await import('../commands/run')).answers,
    commands: [
      command(answers, {
        group: 'Run',
        name: 'answers list',
        examples: [['answers list support/greeting -s first-contact', 'to one sample']],
        args: { prompt: '[prompt]' },
        options: { sample: '-s, --sample <name>', limit: '--limit <n>' },
        load: async () => (await import('../commands/run')).answers,
      }),
      command(keepAnswer, {
        group: 'Run',
        name: 'answers keep',
        examples: [['answers keep 1a2b3c4d', 'by how its id begins']],
        args: { answer: '<id>' },
        load: async () => (await import('../commands/run')).keep,
      }),
      command(pruneAnswers, {
        group: 'Run',
        name: 'answers prune',
        examples: [['answers prune --days 30', 'older than a month']],
        options: { days: '--days <n>', megabytes: '--megabytes <n>' },
        load: async () => (await import('../commands/run')).prune,
      }),
    ],
  }),
];
