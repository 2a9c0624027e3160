import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { withEntry } from '../../../../src/core/ledger/derive/extendedMap';

describe('withEntry', () => {
  for (const size of [0, 1, 255, 256, 257, 2000]) {
    it(`is in everything a map with one more entry, added again and again to ${size}`, () => {
      const first = new Map(Array.from({ length: size }, (_, at) => [`k${at}`, at]));
      const expected = new Map(first);
      let map: ReadonlyMap<string, number> = first;
      for (let at = size; at < size + 300; at += 1) {
        const before = [...map];
        const next = withEntry(map, `k${at}`, at);
        deepStrictEqual([...map], before);
        map = next;
        expected.set(`k${at}`, at);
      }
      const seen: [string, number][] = [];
      map.forEach((value, key) => seen.push([key, value]));
      deepStrictEqual([...map], [...expected]);
      deepStrictEqual(seen, [...expected]);
      deepStrictEqual([...map.keys()], [...expected.keys()]);
      deepStrictEqual([...map.values()], [...expected.values()]);
      strictEqual(map.size, expected.size);
      deepStrictEqual(
        [map.get('k0'), map.has('k0'), map.get('x'), map.has('x')],
        [0, true, undefined, false],
      );
      strictEqual(map.get(`k${size + 299}`), size + 299);
    });
  }
});
