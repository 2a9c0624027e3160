import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { changeValues, emptyValues, printSample } from '../../../../src/core/prompt/samples/sample';
import { listFields } from '../../../../src/core/prompt/samples/sampleFields';

describe('changeValues', () => {
  const cases: [what: string, changes: Parameters<typeof changeValues>[1], text: string][] = [
    ['nothing', [], '{"b":1,"a":2}'],
    ['a value in its place', [{ name: 'b', value: 'x' }], '{"b":"x","a":2}'],
    ['a new value at the end', [{ name: 'c', value: null }], '{"b":1,"a":2,"c":null}'],
    ['away a value', [{ name: 'b' }], '{"a":2}'],
    ['away what is not there', [{ name: 'toString' }], '{"b":1,"a":2}'],
  ];
  for (const [what, changes, text] of cases) {
    it(`changes ${what} and keeps the others`, () => {
      const values = { b: 1, a: 2 };
      strictEqual(JSON.stringify(changeValues(values, changes)), text);
      deepStrictEqual(values, { b: 1, a: 2 });
    });
  }

  it('makes of a name that JavaScript knows a name like any other', () => {
    const changed = changeValues({}, [{ name: '__proto__', value: { x: 1 } }]);
    deepStrictEqual(Object.keys(changed), ['__proto__']);
    strictEqual((changed as { x?: unknown }).x, undefined);
  });
});

describe('a new sample', () => {
  it('holds a default or an empty value for each variable', () => {
    const inputs = '---\ninputs:\n  a: { default: 5 }\n  b: { type: boolean }\n---\n';
    const fields = listFields(requireDocument(`${inputs}{{a}}{{b}}{{c}}`));
    const text = printSample(changeValues({}, emptyValues(fields)));
    strictEqual(text, '{\n  "a": 5,\n  "b": false,\n  "c": ""\n}\n');
  });
});
