import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { peekJson, readJson, readYaml } from '../../src/interop/readData';
import { refusalOf } from '../support/interopFiles';

const file = (text: string) => ({ file: 'a', text });

describe('the data of a file', () => {
  it('is read as JSON, or refused with the line', () => {
    deepStrictEqual(readJson(file('{"a":1}')), { a: 1 });
    match(
      refusalOf(() => readJson(file('{\n"a":\n}'))),
      /line 3: This is no JSON/,
    );
    strictEqual(peekJson('{'), undefined);
    strictEqual(peekJson('3'), undefined);
    deepStrictEqual(peekJson(' [1]'), [1]);
  });

  it('is read as YAML, or refused with the line', () => {
    deepStrictEqual(readYaml(file(''), 'a: [1, null]'), { a: [1, null] });
    const REFUSED = [
      'a: 1\na: 2',
      'a: 1\nb: [',
      'a: 1\nb: *x',
      'a: 1\n---\nb: 1',
      'a: 1\n? [x]\n: 1',
    ];
    for (const yaml of REFUSED)
      match(
        refusalOf(() => readYaml(file(''), yaml, 10)),
        /line 11: /,
      );
    match(
      refusalOf(() => readYaml(file(''), '['.repeat(2_000))),
      /nested too deeply|line 1: /,
    );
  });

  it('is refused where JSON is nested too deeply to be walked', () => {
    const deep = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
    strictEqual(typeof readJson(file(deep(200))), 'object');
    strictEqual(typeof peekJson(deep(200)), 'object');
    for (const levels of [201, 100_000]) {
      strictEqual(peekJson(deep(levels)), undefined);
      match(
        refusalOf(() => readJson(file(deep(levels)))),
        /^a: It is nested more than 200 levels deep/,
      );
    }
  });
});
