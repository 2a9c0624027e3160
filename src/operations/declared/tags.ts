import { page, prompt, ref, tag as tagName } from './fields';
import { operation } from '../operation';
import { flag, optional, text } from '../schema';

export const tag = operation({
  name: 'tag',
  summary: 'set or move a tag',
  effect: 'writes',
  output: 'tag',
  input: {
    ref,
    tag: tagName,
    description: optional(text('what the tag is for')),
    immutable: optional(flag('never move or remove it again')),
  },
  examples: [
    [{ ref: 'support/greeting@3', tag: 'candidate' }, 'let candidate mean version 3'],
    [
      { ref: 'support/greeting', tag: 'v2.0.0', immutable: true },
      'name the latest version for good',
    ],
  ],
});

export const untag = operation({
  name: 'untag',
  summary: 'remove a tag; its history stays',
  effect: 'writes',
  output: 'tag',
  input: { prompt, tag: tagName },
  examples: [[{ prompt: 'support/greeting', tag: 'candidate' }, 'remove candidate']],
});

export const tags = operation({
  name: 'tags',
  summary: 'list tags and where they point',
  effect: 'reads',
  output: 'tag[] | tagMove[]',
  input: {
    ref: text('prompt, or a reference'),
    ...page,
    history: optional(flag('list every move')),
  },
  examples: [
    [{ ref: 'support/greeting' }, 'where each tag points'],
    [{ ref: 'support/greeting@production', history: true }, 'all that production ever served'],
  ],
});
