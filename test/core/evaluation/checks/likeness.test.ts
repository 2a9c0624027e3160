import { equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { SingleCheck } from '../../../../src/core/evaluation/checks/model';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';

const words = fc.array(fc.constantFrom('a', 'b', 'the', 'cat', 'sat'), { minLength: 1 });

async function scoreOf(type: SingleCheck['type'], value: unknown, output: string): Promise<number> {
  return (await runCheck({ type, value }, subjectOf({ output }))).score;
}

describe('how alike texts are', () => {
  it('is 1 for the same text, and never outside of 0 to 1', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (left, right) => {
        for (const type of ['bleu', 'rouge-n'] as const) {
          const score = await scoreOf(type, left.join(' '), right.join(' '));
          ok(score >= 0 && score <= 1, `${type} ${score}`);
          ok(Math.abs((await scoreOf(type, left.join(' '), left.join(' '))) - 1) < 1e-9, type);
          const inverse = await scoreOf(`not-${type}`, left.join(' '), right.join(' '));
          ok(Math.abs(inverse - (1 - score)) < 1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is what Papineni and others say of their own example, for words alone', async () => {
    // "the the the the the the the" has 2 of 7 words of the reference, and no longer part of it.
    const score = await scoreOf('bleu', 'The cat is on the mat.', 'the the the the the the the');
    const part = Math.exp((Math.log(2 / 7) + 3 * Math.log(1e-7)) / 4);
    ok(Math.abs(score - part) < 1e-12, String(score));
  });

  it('counts the letters that differ', async () => {
    const check = { type: 'levenshtein', value: 'kitten', threshold: 2 } as const;
    const { pass, reason } = await runCheck(check, subjectOf({ output: 'sitting' }));
    equal(pass, false);
    match(reason, /by at most 2 letters: there are 3/);
  });

  it('is not measured on texts without end', async () => {
    const subject = subjectOf({ output: 'a'.repeat(50_001) });
    const { error = '' } = await runCheck({ type: 'levenshtein', value: 'a' }, subject);
    match(error, /up to 50000 characters/);
  });
});
