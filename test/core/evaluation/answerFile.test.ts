import { deepEqual, equal, throws } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Answer } from '../../../src/core/evaluation/answer';
import { printAnswer, readAnswer } from '../../../src/core/evaluation/answerFile';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const ANSWER: Omit<Answer, 'id'> = {
  kind: 'answer',
  prompt: 'a',
  request: '0'.repeat(32),
  at: '2026-11-20T09:15:30.123Z',
  author: { name: 'Ada', email: 'ada@example.com' },
  from: { version: null, sample: 'first', row: null },
  provider: 'p',
  model: 'm',
  output: { text: 'Hi', tool_calls: [] },
  finish: null,
  usage: { input: 1, cached: 0, output: 1, reasoning: 0 },
  ms: 2.5,
  firstTokenMs: null,
  cost: { amount: 0, currency: 'USD' },
  error: { code: 'provider-refused', message: 'No.' },
};

/** The same file with other content, under the name that this gives it. */
function reread(change: Record<string, unknown>): Answer | undefined {
  const { name, text } = printAnswer({ ...ANSWER, ...change }, digest);
  return readAnswer(name, text, digest);
}

describe('the file of an answer', () => {
  it('comes back with its id', () => {
    const { id } = printAnswer(ANSWER, digest);
    deepEqual(reread({}), { ...ANSWER, id });
  });

  it('keeps fields that a newer writer adds', () => {
    deepEqual((reread({ later: 1 }) as unknown as { later: number }).later, 1);
  });

  for (const change of [
    { kind: 'version' },
    { request: 'x' },
    { at: 'yesterday' },
    { author: 'Ada' },
    { from: {} },
    { output: { text: 1, tool_calls: [] } },
    { output: { text: '', tool_calls: [{ id: '1' }] } },
    { usage: { input: -1, cached: 0, output: 0, reasoning: 0 } },
    { ms: -1 },
    { cost: { amount: '1', currency: 'USD' } },
    { error: 'no' },
  ])
    it(`is none with ${JSON.stringify(change)}`, () => {
      equal(reread(change), undefined);
    });

  it('is none under another name, changed, or nested without end', () => {
    const { name, text } = printAnswer(ANSWER, digest);
    equal(readAnswer(name, text.replace('Hi', 'Ho'), digest), undefined);
    equal(readAnswer(`x${name}`, text, digest), undefined);
    let deep: unknown = {};
    for (let level = 0; level < 100; level += 1) deep = { deep };
    equal(reread({ deep }), undefined);
    equal(
      readAnswer(`20261120T091530123Z-${digest('x').slice(0, 32)}.json`, 'x', digest),
      undefined,
    );
  });

  it('has at most 8 MB', () => {
    const output = { text: 'x'.repeat(8 * 1024 * 1024), tool_calls: [] };
    throws(() => printAnswer({ ...ANSWER, output }, digest), { code: 'too-large' });
  });
});
