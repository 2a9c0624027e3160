import * as assert from 'node:assert/strict';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { pairEntries } from '../../../../src/core/compare/structure/entryPairs';
import { CountedReads } from '../../../support/countedReads';
import type { ChatEntry } from '../../../../src/core/prompt/document/model';

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

  it('looks at each of thousands of messages a few times', () => {
    const counted = new CountedReads();
    const chat = (role: 'user' | 'assistant', length: number) => {
      const texts = Array.from({ length }, (_, at) => `${role} ${at % 50} says something`);
      const entries = texts.map(content => counted.count<ChatEntry>({ role, content }));
      return { entries, texts };
    };
    const pairs = pairEntries(
      { left: chat('user', 3000), right: chat('assistant', 2000) },
      createBudget(),
    );
    assert.deepEqual(pairs, []);
    assert.equal(counted.reads < 20 * 5000, true, `${counted.reads} reads`);
  });

  it('pairs messages of one role in order, each with the next that is left', () => {
    const roles = (list: readonly ('user' | 'assistant')[], word: string) => ({
      entries: list.map((role, at): ChatEntry => ({ role, content: `${word} ${at}` })),
      texts: list.map((role, at) => `${role} ${word} ${at}`),
    });
    const poor = createBudget({ maxEdits: 10, maxWork: 0 });
    const pairs = pairEntries(
      {
        left: roles(['user', 'assistant', 'user', 'assistant'], 'old'),
        right: roles(['assistant', 'user', 'user', 'assistant'], 'new'),
      },
      poor,
    );
    assert.deepEqual(pairs, [
      { left: 0, right: 1 },
      { left: 1, right: 3 },
    ]);
  });
});
