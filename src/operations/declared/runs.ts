import { prompt, ref, sample } from './fields';
import { operation } from '../operation';
import { count, flag, optional, text, values } from '../schema';

export const run = operation({
  name: 'run',
  summary: 'ask a model with a prompt and values, and keep what it answers',
  description:
    'What was asked before is not asked again: the newest answer is shown. The document that somebody is writing is name@working.',
  effect: 'writes',
  output: 'answer',
  input: {
    ref,
    source: optional(text('a text of the prompt that is in no file, in place of the version')),
    values: optional(values('values of variables, by name')),
    sample: optional(text('values of this sample')),
    model: optional(text('another model than the document names: openai/gpt-5-mini')),
    parameters: optional(values('other parameters than the document has, by name')),
    again: optional(flag('ask although there is an answer')),
  },
});

export const answers = operation({
  name: 'answers',
  summary: 'list what models answered, newest first',
  effect: 'reads',
  output: 'storedAnswer[]',
  input: {
    prompt: optional(prompt),
    sample: optional(sample),
    limit: optional(count('at most so many')),
  },
});

export const keepAnswer = operation({
  name: 'keepAnswer',
  summary: 'put an answer beside the records, so that git has it',
  effect: 'writes',
  output: 'storedAnswer',
  input: { answer: text('id of the answer, or how it begins') },
});

export const pruneAnswers = operation({
  name: 'pruneAnswers',
  summary: 'remove local answers that are old or too many; kept ones stay',
  effect: 'writes',
  output: 'prunedAnswers',
  input: {
    days: optional(count('those older than so many days (90)')),
    megabytes: optional(count('the oldest, until all together are no larger (200)')),
  },
});
