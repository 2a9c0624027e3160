import * as assert from 'node:assert/strict';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { applyEntries, diffEntries } from '../../../../src/core/compare/structure/entries';
import type { ChatEntry, Role } from '../../../../src/core/prompt/document/model';

/** `s:Be kind` is a system message; roles by their first letter. */
const ROLES: Record<string, Role> = { s: 'system', u: 'user', a: 'assistant', t: 'tool' };
const chat = (messages: readonly string[]): ChatEntry[] =>
  messages.map(text => ({ role: ROLES[text.charAt(0)] ?? 'user', content: text.slice(2) }));

const KIND = 's:Be kind to everybody who asks, and never guess.';
const RUDE = 's:Be kind to everybody who asks, and always guess.';

describe('diffEntries', () => {
  for (const [story, left, right, expected] of [
    ['finds nothing in equal chats', [KIND, 'u:hi'], [KIND, 'u:hi'], []],
    ['finds a message that came', [KIND], [KIND, 'u:hi'], ['+1']],
    ['finds a message that went', [KIND, 'u:hi'], [KIND], ['-1']],
    ['finds a message that changed', [KIND, 'u:hi'], [RUDE, 'u:hi'], ['0~0']],
    ['tells a move as a move', [KIND, 'u:a', 'a:b'], ['u:a', 'a:b', KIND], ['0>2']],
    [
      'tells a move of what changed as one change',
      [KIND, 'u:a', 'a:b'],
      ['u:a', 'a:b', RUDE],
      ['0>2~'],
    ],
    [
      'takes what was written anew for its role in its place',
      ['s:Old words', 'u:hi'],
      ['s:Something else', 'u:hi'],
      ['0~0'],
    ],
    [
      'takes no user message for a system message',
      ['s:Old words'],
      ['u:Something else'],
      ['-0', '+0'],
    ],
    [
      'tells a role that changed as a change',
      ['u:Answer this question about my order'],
      ['a:Answer this question about my order'],
      ['0~0'],
    ],
    [
      'sees past a message put in between',
      ['s:a', 'u:b'],
      ['s:a', 'u:new', 'a:new', 'u:b'],
      ['+1', '+2'],
    ],
  ] as const) {
    it(story, () => {
      const changes = diffEntries(chat(left), chat(right), createBudget());
      const told = changes.map(change => {
        if (change.left === undefined) return `+${change.right ?? ''}`;
        if (change.right === undefined) return `-${change.left}`;
        const sign = change.isMoved ? '>' : '~';
        const isChanged = change.isMoved && change.edits.length > 0;
        return `${change.left}${sign}${change.right}${isChanged ? '~' : ''}`;
      });
      assert.deepEqual(told, expected);
      assert.deepEqual(applyEntries(chat(left), changes), chat(right));
    });
  }

  it('says which lines of a message changed, its role among them', () => {
    const [change] = diffEntries(
      chat(['u:Where is my order today?']),
      chat(['a:Where is my order today?']),
      createBudget(),
    );
    assert.deepEqual(change?.edits, [{ start: 0, endExclusive: 1, lines: ['assistant:\n'] }]);
  });
});
