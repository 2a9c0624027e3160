import * as assert from 'node:assert/strict';
import { summarizeChanges } from '../../../../src/core/compare/telling/summary';
import { CountedReads } from '../../../support/countedReads';
import type { PromptChange } from '../../../../src/core/compare/structure/model';

const message = (kind: 'changed' | 'added' | 'moved', role = 'user'): PromptChange => ({
  part: 'message',
  kind,
  right: { number: 1, role, line: 1 },
  added: 1,
  removed: 0,
});
const variable = (
  kind: 'added' | 'removed',
  name: string,
  within?: readonly string[],
): PromptChange => ({ part: 'variable', kind, name, ...(within && { within }) });
const input = (kind: 'added' | 'removed' | 'changed', name: string): PromptChange => ({
  part: 'input',
  kind,
  name,
  details: [],
});
const stats = { added: 1, removed: 0 };

describe('summarizeChanges', () => {
  for (const [story, changes, expected] of [
    ['names the role of one message', [message('changed', 'system')], 'System message changed'],
    [
      'counts messages by what happened',
      [message('changed'), message('added'), message('changed')],
      '2 messages changed, user message added',
    ],
    [
      'says an input with its variable once',
      [variable('added', 'a'), input('added', 'a')],
      'Variable `a` added',
    ],
    [
      'says an input of another variable',
      [variable('added', 'a'), input('changed', 'b')],
      'Variable `a` added, input `b` changed',
    ],
    [
      'says a renamed input once',
      [
        { part: 'variable', kind: 'renamed', from: 'a', name: 'b' },
        input('removed', 'a'),
        input('added', 'b'),
      ],
      'Variable `a` renamed `b`',
    ],
    [
      'names together what came, and what went',
      [
        variable('added', 'a'),
        variable('removed', 'x'),
        variable('added', 'b'),
        input('added', 'c'),
      ],
      'Variables `a` and `b` added, variable `x` removed, input `c` added',
    ],
    [
      'passes over a name that came with its section',
      [variable('added', 'shop'), variable('added', 'city', ['shop'])],
      'Variable `shop` added',
    ],
    [
      'says a name that came into a section that was there',
      [variable('removed', 'shop'), variable('added', 'city', ['shop'])],
      'Variable `shop` removed, variable `city` added in `shop`',
    ],
    [
      'names four of a kind',
      'abcd'.split('').map(name => variable('added', name)),
      'Variables `a`, `b`, `c` and `d` added',
    ],
    [
      'counts what is more than four of a kind',
      'abcde'.split('').map(name => variable('added', name)),
      'Variables `a`, `b`, `c` and 2 more added',
    ],
    [
      'ends a long line with a number',
      'abcdefgh'.split('').map(name => input('changed', name)),
      'Input `a` changed, input `b` changed, input `c` changed, input `d` changed, input `e` changed, 3 more',
    ],
    ['says that only the layout differs', [], 'Only the layout differs: 1 line added'],
  ] as const) {
    it(story, () => {
      assert.equal(summarizeChanges({ identical: false, changes, stats }), expected);
    });
  }

  it('says what became of the samples, also of equal documents', () => {
    const samples = { failing: 2, fixed: 1 };
    const summary = summarizeChanges({ identical: true, changes: [], stats, samples });
    assert.equal(summary, 'Identical, 2 samples now fail, 1 sample no longer fails');
  });

  it('looks at each of thousands of changes a few times', () => {
    const counted = new CountedReads();
    const names = Array.from({ length: 4000 }, (_, at) => at);
    const many = names.flatMap(at => [
      counted.count(variable('added', `list${at}`)),
      counted.count({ ...variable('added', `item${at}`), within: [`list${at}`] }),
    ]);
    const summary = summarizeChanges({ identical: false, changes: many, stats });
    assert.equal(summary, 'Variables `list0`, `list1`, `list2` and 3997 more added');
    assert.equal(counted.reads < 50 * many.length, true, `${counted.reads} reads`);
  });
});
