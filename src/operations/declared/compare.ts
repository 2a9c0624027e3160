import { operation } from '../operation';
import { optional, text } from '../schema';

const SIDE = '"working", "latest", a tag or environment, or git:<revision>';

export const compare = operation({
  name: 'compare',
  summary: 'compare two versions, or one with the working document',
  effect: 'reads',
  output: 'diff',
  input: {
    left: text('left: prompt, with @tag, @number or @id of a version; latest without'),
    right: optional(text('right; without it, the working document')),
  },
  examples: [
    [{ left: 'support/greeting@production' }, 'what you changed since production'],
    [{ left: 'support/greeting@3', right: 'support/greeting@5' }, 'two versions'],
  ],
});

export const compareAll = operation({
  name: 'compareAll',
  summary: 'compare all prompts on two sides',
  effect: 'reads',
  output: 'promptDifference[]',
  input: {
    left: optional(text(`${SIDE}; latest without it`)),
    right: optional(text(`the same; the working documents without it`)),
  },
});
