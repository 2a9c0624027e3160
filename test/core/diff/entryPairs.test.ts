import * as assert from 'node:assert/strict';
import type { ChatEntry } from '../../../src/core/document/document';
import { createBudget } from '../../../src/core/diff/budget';
import { pairEntries } from '../../../src/core/diff/entryPairs';

const side = (texts: readonly string[]) => ({
  entries: texts.map((content): ChatEntry => ({ role: 'user', content })),
  texts,
});

describe('pairEntries', () => {
  it('pairs equal messages that stand twice with the nearest in order', () => {
    const pairs = pairEntries(
      { left: side(['a', 'b', 'a']), right: side(['a', 'a']) },
      createBudget(),
    );
    assert.deepEqual(pairs, [
      { left: 0, right: 0 },
      { left: 2, right: 1 },
    ]);
  });

  it('pairs by role and order alone when looking closer would cost too much', () => {
    const left = side(['one two three', 'four five six']);
    const right = side(['four five six seven', 'one two three eight']);
    const poor = createBudget({ maxEdits: 10, maxWork: 20 });
    assert.deepEqual(pairEntries({ left, right }, poor), [
      { left: 0, right: 0 },
      { left: 1, right: 1 },
    ]);
    assert.deepEqual(pairEntries({ left, right }, createBudget()), [
      { left: 0, right: 1 },
      { left: 1, right: 0 },
    ]);
  });
});
