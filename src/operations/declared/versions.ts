import { page, prompt, ref } from './fields';
import { operation } from '../operation';
import { flag, lines, optional, text, textOrTexts, texts } from '../schema';

export const commit = operation({
  name: 'commit',
  summary: 'keep a document as a new version',
  effect: 'writes',
  output: 'version',
  input: {
    prompt,
    message: optional(text('what changed and why')),
    tag: optional(text('set this tag on the new version')),
    parent: optional(textOrTexts('version that the document was made from')),
    source: optional(text('the document; the working document without it')),
  },
  examples: [
    [
      { prompt: 'support/refund-policy', message: 'Ask for the order number' },
      'commit the working document',
    ],
  ],
});

export const commitAll = operation({
  name: 'commitAll',
  summary: 'keep every document that changed as a version of its own',
  effect: 'writes',
  output: 'version[]',
  input: {
    prompts: optional(texts('only these')),
    message: optional(text('what changed and why, of each')),
  },
});

export const checkout = operation({
  name: 'checkout',
  summary: 'make a version the working document',
  effect: 'writes',
  output: 'version',
  input: { ref, force: optional(flag('also over changes that no version holds')) },
  examples: [[{ ref: 'support/greeting@production' }, 'go on from what production serves']],
});

export const discard = operation({
  name: 'discard',
  summary: 'make a working document what its newest version says',
  effect: 'writes',
  output: 'version',
  input: { prompt },
  examples: [[{ prompt: 'support/refund-policy' }, 'begin again']],
});

export const merge = operation({
  name: 'merge',
  summary: 'merge all heads of a prompt into its working document',
  description:
    'Merges three-way against what both were made from: front matter by key, chats by message, text by line and sentence. Commit the result: it has all heads as parents.',
  effect: 'writes',
  output: 'merge',
  input: { prompt },
  examples: [[{ prompt: 'code/review' }, 'bring two branches together']],
});

export const versions = operation({
  name: 'versions',
  summary: 'list the versions of a prompt, newest first',
  effect: 'reads',
  output: 'version[] | versionWithSource[]',
  description:
    'Of a reference such as support/greeting@production, the versions that it was made from.',
  input: { prompt, ...page, sources: optional(flag('with their documents')) },
  examples: [[{ prompt: 'support/greeting', limit: 5 }, 'the last five']],
});

export const show = operation({
  name: 'show',
  summary: 'show a version',
  effect: 'reads',
  output: 'versionWithSource',
  input: { ref },
  examples: [[{ ref: 'support/greeting@production' }, 'what production serves']],
});

export const blame = operation({
  name: 'blame',
  summary: 'tell which version each line comes from, by whom and why',
  effect: 'reads',
  output: 'blamedLine[]',
  input: {
    ref: text('prompt for its working document, or a version: @tag, @number, @id'),
    lines: optional(lines('only these lines')),
  },
  examples: [
    [{ ref: 'support/greeting' }, 'who wrote what, and what is not committed'],
    [
      { ref: 'support/greeting@production', lines: { first: 12, last: 20 } },
      'a few lines of what production serves',
    ],
  ],
});
