import { ok, strictEqual } from 'node:assert';
import { FILTER_NAMES, filterOf } from '../../../../src/core/engines/jinja/filters';

describe('filterOf', () => {
  it('knows every filter that is listed, and no property of an object', () => {
    for (const name of FILTER_NAMES) ok(filterOf(name) !== undefined, name);
    for (const name of ['constructor', '__proto__', 'toString', 'nosuch', '']) {
      strictEqual(filterOf(name), undefined);
    }
  });
});
