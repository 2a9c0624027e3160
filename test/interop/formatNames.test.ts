import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { IMPORT_TITLES, VERSION_FORMATS } from '../../src/interop/formatNames';

describe('the names of formats', () => {
  it('stand once each, and have a line and an ending', () => {
    const names = VERSION_FORMATS.map(item => item.name);
    strictEqual(new Set(names).size, names.length);
    for (const { summary, ending } of VERSION_FORMATS)
      deepStrictEqual([summary.length > 10, ending[0]], [true, '.']);
  });

  it('are told apart by their more telling signs first', () => {
    strictEqual(Object.keys(IMPORT_TITLES).at(-1), 'prompt');
  });
});
