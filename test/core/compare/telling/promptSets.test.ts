import * as assert from 'node:assert/strict';
import { diffPromptSets } from '../../../../src/core/compare/telling/promptSets';

describe('diffPromptSets', () => {
  for (const [story, left, right, expected] of [
    ['leaves out what is equal', { a: 'x' }, { a: 'x' }, []],
    ['tells what only the right side has', {}, { a: 'x\n' }, ['a added +1 −0: Added']],
    [
      'tells what only the left side has',
      { a: 'x\n' },
      {},
      ['a removed +0 −1: Removed (breaking)'],
    ],
    [
      'tells what changed, by name',
      { b: 'x\n', a: 'x\n' },
      { a: 'y\n', b: 'z\n' },
      [
        'a changed +1 −1: 1 line added, 1 line removed',
        'b changed +1 −1: 1 line added, 1 line removed',
      ],
    ],
    [
      'says when callers would fail',
      { a: 'Hi\n' },
      { a: 'Hi {{name}}\n' },
      ['a changed +1 −1: 1 line added, 1 line removed, variable `name` added (breaking)'],
    ],
    [
      'says when a prompt cannot be rendered any more',
      { a: '---\ntype: chat\n---\nuser:\nx\n' },
      { a: '---\ntype: chat\n---\nx\n' },
      ['a changed +0 −1: 1 line removed (breaking)'],
    ],
  ] as const) {
    it(story, () => {
      const sets = [new Map(Object.entries(left)), new Map(Object.entries(right))] as const;
      const told = diffPromptSets(...sets).map(
        ({ prompt, kind, added, removed, summary, breaking }) =>
          `${prompt} ${kind} +${added} −${removed}: ${summary}${breaking ? ' (breaking)' : ''}`,
      );
      assert.deepEqual(told, expected);
    });
  }
});
