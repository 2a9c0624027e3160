import { operation } from '../operation';
import { count, flag, optional, text, texts } from '../schema';

const experiment = text('name of the experiment: experiments/<name>.yaml');

export const runExperiment = operation({
  name: 'runExperiment',
  summary: 'ask what an experiment asks, check the answers and record what came of it',
  description:
    'What was answered before is not asked again: a run that was stopped goes on where it was. A working document that equals no version is tried and not recorded.',
  effect: 'writes',
  output: 'experimentRun',
  input: {
    experiment,
    refs: optional(texts('tags, numbers, ids or "working" of its prompts; the newest without')),
    models: optional(texts('in place of those of the experiment')),
    replay: optional(flag('ask nobody: what has no answer is missing')),
    concurrency: optional(count('so many questions at once (4)')),
  },
});

export const experiments = operation({
  name: 'experiments',
  summary: 'list experiments, with what came of them last',
  effect: 'reads',
  output: 'experimentItem[]',
  input: {},
});

export const showExperiment = operation({
  name: 'showExperiment',
  summary: 'show what came of an experiment for each version',
  effect: 'reads',
  output: 'experimentRecord[]',
  input: { experiment, limit: optional(count('at most so many, newest first')) },
});

export const compareExperiment = operation({
  name: 'compareExperiment',
  summary: 'compare what came of an experiment for two versions, row by row',
  effect: 'reads',
  output: 'experimentComparison',
  input: {
    experiment,
    left: text('tag, number or id of the version that is tried'),
    right: text('tag, number or id of the one that it is held against'),
  },
});
