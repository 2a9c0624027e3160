import { prompt } from './fields';
import { operation } from '../operation';
import { flag, optional, text, texts } from '../schema';

export const initialize = operation({
  name: 'initialize',
  summary: 'make a registry in this folder, or add what one is missing',
  effect: 'writes',
  output: 'directory',
  input: {
    unprotected: optional(flag('let plain tags move every environment, production too')),
    example: optional(flag('begin with a prompt that works, and a sample for it')),
  },
  examples: [[{}, 'make .promptledger here']],
});

export const newPrompt = operation({
  name: 'newPrompt',
  summary: 'begin the working document of a new prompt',
  effect: 'writes',
  output: 'promptName',
  input: {
    prompt,
    source: optional(text('its document; a small chat to begin with without it')),
  },
  examples: [[{ prompt: 'support/farewell' }, 'with a few lines to begin from']],
});

export const list = operation({
  name: 'list',
  summary: 'list prompts',
  effect: 'reads',
  output: 'listItem[]',
  input: {
    search: optional(text('in names, descriptions, labels, messages and newest texts')),
    tag: optional(text('only those with this tag')),
    labels: optional(texts('only those with this label')),
  },
  examples: [[{ tag: 'production' }, 'what production serves']],
});

export const status = operation({
  name: 'status',
  summary: 'tell which working documents differ from their versions',
  effect: 'reads',
  output: 'statusItem[]',
  input: {},
});

export const search = operation({
  name: 'search',
  summary: 'find prompts by what they say',
  description: 'In names, descriptions, labels, commit messages and newest texts.',
  effect: 'reads',
  output: 'listItem[]',
  input: { text: text('part of it, letter case aside') },
  examples: [[{ text: 'refund' }, 'with the line that holds it']],
});

export const dependents = operation({
  name: 'dependents',
  summary: 'tell which prompts include a prompt',
  description:
    'What counts are the working documents: change the prompt, and these change with it.',
  effect: 'reads',
  output: 'dependent[]',
  input: { prompt },
  examples: [[{ prompt: 'shared/tone' }, 'who talks like this']],
});

export const describe = operation({
  name: 'describe',
  summary: 'say what a prompt is for',
  effect: 'writes',
  output: 'listItem',
  input: {
    prompt,
    description: optional(text('what it is for')),
    labels: optional(texts('its labels from now on')),
  },
  examples: [
    [
      { prompt: 'support/greeting', description: 'First answer', labels: ['support', 'eu'] },
      'description and labels',
    ],
  ],
});

export const rename = operation({
  name: 'rename',
  summary: 'give a prompt another name; former names keep resolving',
  effect: 'writes',
  output: 'listItem',
  input: { prompt, to: text('its name from now on') },
  examples: [
    [{ prompt: 'support/greeting', to: 'support/welcome' }, 'move document and samples along'],
  ],
});

export const archive = operation({
  name: 'archive',
  summary: 'put a prompt out of sight; it keeps resolving',
  effect: 'writes',
  output: 'listItem',
  input: { prompt },
  examples: [[{ prompt: 'search/no-results' }, 'nobody works on it any more']],
});

export const restore = operation({
  name: 'restore',
  summary: 'bring an archived prompt back',
  effect: 'writes',
  output: 'listItem',
  input: { prompt },
  examples: [[{ prompt: 'support/legacy-triage' }, 'work on it again']],
});
