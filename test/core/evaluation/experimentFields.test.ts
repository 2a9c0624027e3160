import { deepEqual } from 'node:assert/strict';
import { EXPERIMENT_KEYS, experimentFields } from '../../../src/core/evaluation/experimentFields';

// What each field takes is tried in experiment.test.ts, with its place in the file.
describe('the fields of an experiment', () => {
  it('that are wrong are as if they were not there', () => {
    const given = {
      prompt: 4,
      dataset: [],
      models: {},
      repeat: 'x',
      keep: 1,
      require: [],
      rows: {},
    };
    const { experiment, problems } = experimentFields(given);
    deepEqual(experiment.prompts, []);
    deepEqual([experiment.dataset, experiment.models, experiment.repeat], [null, [], 1]);
    deepEqual(problems.map(({ path }) => path[0]).sort(), Object.keys(given).sort());
  });

  it('are told all at once', () => {
    const given = Object.fromEntries(EXPERIMENT_KEYS.map(key => [`${key}x`, 1]));
    const { problems } = experimentFields(given);
    deepEqual(problems.length, EXPERIMENT_KEYS.length + 1);
  });
});
