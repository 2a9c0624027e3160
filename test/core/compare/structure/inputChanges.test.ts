import * as assert from 'node:assert/strict';
import { diffInput } from '../../../../src/core/compare/structure/inputChanges';
import { tellSchemaChange } from '../../../../src/core/compare/telling/schemaWording';

describe('diffInput', () => {
  for (const [story, left, right, expected] of [
    [
      'knows that an input is required unless it says otherwise',
      { type: 'string' },
      { type: 'string', required: true },
      [],
    ],
    ['tells that a caller may leave it out', {}, { required: false }, ['made optional']],
    ['tells that a caller must give it', { required: false }, null, ['made required']],
    [
      'tells another type and default',
      { type: 'any' },
      { type: 'string', default: 'x' },
      ['type narrowed: any → string', 'default x added'],
    ],
  ] as const) {
    it(story, () => {
      assert.deepEqual(diffInput(left, right).map(tellSchemaChange), expected);
    });
  }
});
