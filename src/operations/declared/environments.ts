import { GATES } from '../../core/ledger/environments/registryConfig';
import { prompt, TIME } from './fields';
import { operation } from '../operation';
import { count, flag, optional, someOf, text, textOrNull, texts } from '../schema';

const environment = text('name of the environment');
const position = optional(count('its place in the pipeline, from 0; at the end without'));

export const environments = operation({
  name: 'environments',
  summary: 'list the environments',
  effect: 'reads',
  output: 'pipeline',
  input: {},
  examples: [[{}, 'the pipeline, and what protects it']],
});

export const addEnvironment = operation({
  name: 'addEnvironment',
  summary: 'add an environment to the pipeline',
  effect: 'writes',
  output: 'pipeline',
  input: {
    environment: text('its name, which is also the tag that applications ask for'),
    position,
  },
});

export const configureEnvironment = operation({
  name: 'configureEnvironment',
  summary: 'change what an environment asks of a promotion',
  effect: 'writes',
  output: 'pipeline',
  input: {
    environment,
    protected: optional(flag('only releases may move it')),
    approvals: optional(count('how many other people must approve a version')),
    promoteFrom: optional(textOrNull('where its versions come from')),
    gates: optional(someOf(GATES, 'what a version must pass')),
    experiments: optional(
      texts(
        'an experiment that a version must meet; support:production compares with what is served',
      ),
    ),
  },
  examples: [
    [{ environment: 'staging', protected: true, approvals: 1 }, 'only what somebody approved'],
    [{ environment: 'production', gates: ['samples'] }, 'only what renders with all samples'],
    [
      { environment: 'production', experiments: ['support:production'] },
      'only what the experiment "support" finds good, and no worse than what is served',
    ],
  ],
});

export const moveEnvironment = operation({
  name: 'moveEnvironment',
  summary: 'give an environment another place in the pipeline',
  effect: 'writes',
  output: 'pipeline',
  input: { environment, position },
  examples: [[{ environment: 'staging' }, 'to the end']],
});

export const removeEnvironment = operation({
  name: 'removeEnvironment',
  summary: 'take an environment out of the pipeline; its tags and releases stay',
  effect: 'writes',
  output: 'pipeline',
  input: { environment },
  examples: [[{ environment: 'development' }, 'the pipeline begins with staging']],
});

export const deployments = operation({
  name: 'deployments',
  summary: 'tell what every environment serves, and how far it is behind',
  effect: 'reads',
  output: 'deployments[]',
  input: {
    prompt: optional(prompt),
    environment: optional(text('only this one')),
    behind: optional(flag('only what is behind the environment before')),
  },
  examples: [
    [{}, 'everything'],
    [{ environment: 'production', behind: true }, 'what waits to be promoted to production'],
  ],
});

export const servedAt = operation({
  name: 'servedAt',
  summary: 'tell what an environment served at a time, or as of a commit of git',
  effect: 'reads',
  output: 'served[]',
  input: {
    environment: text('such as production; any tag will do'),
    prompt: optional(prompt),
    at: optional(text(`at this time; now without: ${TIME}`)),
    commit: optional(text('as the records of this commit say')),
  },
  examples: [
    [{ environment: 'production', at: '3 weeks ago' }, 'what users got then'],
    [
      { environment: 'production', prompt: 'support/greeting', at: '2026-10-05' },
      'of one prompt, at the end of a day',
    ],
  ],
});
