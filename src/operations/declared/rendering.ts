import { environment, prompt, ref, sample } from './fields';
import { operation } from '../operation';
import { flag, optional, text, values } from '../schema';

export const render = operation({
  name: 'render',
  summary: 'fill in variables and print what the model gets',
  effect: 'reads',
  output: 'text | chat',
  input: {
    ref,
    values: optional(values('values of variables, by name')),
    sample: optional(text('values of this sample')),
    partial: optional(flag('leave what nobody gave in place')),
  },
});

export const renderSamples = operation({
  name: 'renderSamples',
  summary: 'render every sample with the working document of its prompt, and tell which ones fail',
  effect: 'reads',
  output: 'sampleResult[]',
  input: { prompt: optional(prompt) },
});

export const samples = operation({
  name: 'samples',
  summary: 'list samples',
  effect: 'reads',
  output: 'sampleName[]',
  input: { prompt: optional(prompt) },
  examples: [
    [{}, 'all of them'],
    [{ prompt: 'support/greeting' }, 'those of one prompt'],
  ],
});

export const showSample = operation({
  name: 'showSample',
  summary: 'print the values of a sample',
  effect: 'reads',
  output: 'values',
  input: { prompt, sample },
  examples: [[{ prompt: 'support/greeting', sample: 'first-contact' }, 'as JSON']],
});

export const saveSample = operation({
  name: 'saveSample',
  summary: 'make a sample, or change values of one',
  description:
    'A new sample without values gets an empty one, or the default, for every variable of the prompt. Values that are not named stay.',
  effect: 'writes',
  output: 'sampleName',
  input: {
    prompt,
    sample,
    values: optional(values('values to change, by name')),
    from: optional(text('make a new one that begins with the values of this one')),
  },
  examples: [[{ prompt: 'support/greeting', sample: 'evening' }, 'to be filled in']],
});

export const check = operation({
  name: 'check',
  summary: 'tell what is wrong with a document, and what its callers would notice',
  description:
    'Reads it as an editor does, renders every sample of its prompt, and compares it with what an environment serves. Writes nothing: try a document with it before it is committed.',
  effect: 'reads',
  output: 'check',
  input: {
    prompt,
    source: optional(text('the document; the working document without it')),
    environment: optional({
      ...environment,
      description: 'compare with what this one serves; the last of the pipeline without it',
    }),
  },
  examples: [[{ prompt: 'support/greeting' }, 'the working document, against production']],
});
