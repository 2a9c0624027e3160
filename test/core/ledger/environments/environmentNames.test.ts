import { deepStrictEqual } from 'node:assert/strict';
import { environmentNames } from '../../../../src/core/ledger/environments/environmentNames';
import {
  INITIAL_CONFIG,
  INITIAL_ENVIRONMENTS,
} from '../../../../src/core/ledger/environments/registryConfig';

describe('environmentNames', () => {
  it('names what registry.json lists', () => {
    deepStrictEqual(environmentNames(INITIAL_CONFIG), INITIAL_ENVIRONMENTS);
    deepStrictEqual(
      environmentNames('{"format":1,"environments":[{"name":"qa"}]}'),
      new Set(['qa']),
    );
  });

  for (const [what, text] of [
    ['no file', undefined],
    ['broken JSON', '{'],
    ['a newer format', '{"format":99,"environments":[]}'],
    ['no list', '{"format":1}'],
  ] as const) {
    it(`does not know of ${what}`, () => {
      deepStrictEqual(environmentNames(text), undefined);
    });
  }
});
