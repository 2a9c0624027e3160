import { deepEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { filled } from '../../../../src/core/evaluation/checks/filled';

describe('the value of a check', () => {
  const values = { name: 'Ada', n: 1.5, no: null, list: ['a', 1], who: { name: 'Ben' }, ö: 'ö' };
  const table: readonly (readonly [unknown, unknown])[] = [
    ['Hi {{name}}, {{ n }}{{- n -}}', 'Hi Ada, 1.51.5'],
    ['[{{no}}{{nobody}}{{who.nobody}}{{name.length}}]', '[]'],
    ['{{list}} {{list.1}} {{who.name}} {{ö}}', 'a,1 1 Ben ö'],
    ['{{constructor}}{{who.toString}}', ''],
    [
      ['{{name}}', 4, { deep: '{{name}}' }],
      ['Ada', 4, { deep: '{{name}}' }],
    ],
    [{ deep: '{{name}}' }, { deep: '{{name}}' }],
    [7, 7],
    [undefined, undefined],
  ];
  for (const [value, wanted] of table) {
    it(`is filled in: ${JSON.stringify(value)}`, () => {
      deepEqual(filled(value, values), wanted);
    });
  }

  for (const text of ['{{who}}', '{{ n | int }}', '{% x %}', '{# x #}', '{{ list[0] }}', '{{}}']) {
    it(`refuses ${text}`, () => {
      throws(() => filled(text, values), { name: 'LedgerError', code: 'invalid-input' });
    });
  }

  it('is never read as a template again', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        deepEqual(filled('<{{value}}>', { value }), `<${value}>`);
      }),
    );
  });
});
