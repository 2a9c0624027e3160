import { strictEqual } from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { placeInJson } from '../../../../src/core/ledger/environments/jsonPlace';
import fc from 'fast-check';

describe('the place of a value in JSON', () => {
  const text = '{\n  "a": [1, {"b": "x,]"}, []],\n  "c\\u0041": null,\n  "a2": {"a": true}\n}';
  const rows: readonly (readonly [path: (string | number)[], begins: string | undefined])[] = [
    [[], '{\n  "a"'],
    [['a'], '[1, '],
    [['a', 0], '1, '],
    [['a', 1, 'b'], '"x,]"'],
    [['a', 2], '[]]'],
    [['a', 2, 0], undefined],
    [['a', 3], undefined],
    [['a', 'b'], undefined],
    [['cA'], 'null'],
    [['a2', 'a'], 'true'],
    [['nothing'], undefined],
    [['a', 0, 'b'], undefined],
  ];
  for (const [path, begins] of rows) {
    it(`at ${JSON.stringify(path)} is ${begins ?? 'nowhere'}`, () => {
      const place = placeInJson(text, path);
      const found =
        place === undefined ? undefined : text.slice(place, place + (begins?.length ?? 0));
      strictEqual(found, begins);
    });
  }

  it('is that of the last of several members of one name, which is the one that counts', () => {
    strictEqual(placeInJson('{"a":1,"a":2}', ['a']), 11);
  });

  it('is where a parser of YAML finds it, for any value', () => {
    const values = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), fc.nat(), (value, pick) => {
        const printed = JSON.stringify(value, null, 1);
        const keys = Object.keys(value).filter(name => name !== '__proto__');
        const key = keys[pick % Math.max(1, keys.length)];
        if (key === undefined) return;
        const child = value[key];
        const path = Array.isArray(child) && child.length > 0 ? [key, child.length - 1] : [key];
        const node = parseDocument(printed).getIn(path, true) as { range?: number[] } | undefined;
        strictEqual(placeInJson(printed, path), node?.range?.[0]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
