import * as assert from 'node:assert/strict';
import { compareSample, countSamples } from '../../../../src/core/compare/telling/samples';
import { LedgerError } from '../../../../src/core/base/errors';
import type { RenderedText } from '../../../../src/core/prompt/render/renderedText';

const failed: RenderedText = { error: new LedgerError('missing-variables', {}, '"a" is missing.') };

describe('compareSample', () => {
  for (const [left, right, state, summary] of [
    [{ text: 'a' }, { text: 'a' }, 'same', 'Renders the same'],
    [{ text: 'a' }, { text: 'b' }, 'changed', '1 line added, 1 line removed'],
    [{ text: 'a' }, failed, 'nowFails', 'Now fails: "a" is missing.'],
    [failed, { text: 'a' }, 'noLongerFails', 'No longer fails'],
    [failed, failed, 'fails', 'Fails on both sides: "a" is missing.'],
    [{ text: 'a' }, { text: 'a', ...failed }, 'nowFails', 'Now fails: "a" is missing.'],
  ] as const) {
    it(`says "${summary}"`, () => {
      assert.deepEqual(compareSample('acme', left, right), { sample: 'acme', state, summary });
    });
  }

  it('counts what a summary has to say', () => {
    const rows = [
      compareSample('a', { text: 'a' }, failed),
      compareSample('b', { text: 'a' }, failed),
      compareSample('c', failed, { text: 'a' }),
      compareSample('d', { text: 'a' }, { text: 'a' }),
    ];
    assert.deepEqual(countSamples(rows), { failing: 2, fixed: 1 });
  });
});
