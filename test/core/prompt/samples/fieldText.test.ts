import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  fieldText,
  readFieldText,
  valueProblem,
  type FieldControl,
  type SampleField,
} from '../../../../src/core/prompt/samples/fieldText';

function field(control: FieldControl, more: Partial<SampleField> = {}): SampleField {
  const kind = { type: 'any', isRequired: false, isNullable: true, empty: '' } as const;
  return { name: 'x', control, ...kind, ...more };
}

describe('the text of a field', () => {
  const integer = field('number', { type: 'integer' });
  const list = field('json', { type: 'array', isNullable: false });
  const read: [what: string, field: SampleField, text: string, value: unknown][] = [
    ['words', field('text'), ' a\nb', ' a\nb'],
    ['a fraction', field('number'), '1.5', 1.5],
    ['a whole number', integer, ' -3 ', -3],
    ['yes', field('checkbox'), 'true', true],
    ['no', field('checkbox'), 'false', false],
    ['a list', list, '[1,\n2]', [1, 2]],
    ['null, where nothing else is said', field('json'), 'null', null],
  ];
  for (const [what, asked, text, value] of read) {
    it(`is read as ${what}, and printed so that it is read again`, () => {
      deepStrictEqual(readFieldText(asked, text), { kind: 'value', value });
      deepStrictEqual(readFieldText(asked, fieldText(asked, value)), { kind: 'value', value });
    });
  }

  for (const control of ['text', 'number', 'checkbox', 'json'] as const) {
    it(`is no value where it is empty: ${control}`, () => {
      deepStrictEqual(readFieldText(field(control), ''), { kind: 'absent' });
      strictEqual(fieldText(field(control), undefined), '');
    });
  }

  const wrong: [field: SampleField, text: string, message: RegExp][] = [
    [field('number'), '-', /must be a number/],
    [field('number'), 'Infinity', /must be a number/],
    [integer, '1.5', /must be a whole number/],
    [list, '{}', /must be a list/],
    [list, 'null', /must be a list/],
    [field('json', { type: 'object' }), '[]', /must be an object/],
    [field('json'), '{"a":', /no JSON: /],
  ];
  for (const [asked, text, message] of wrong) {
    it(`is refused with a reason: ${text} for ${asked.type}`, () => {
      const reading = readFieldText(asked, text);
      strictEqual(reading.kind, 'problem');
      strictEqual(message.test('message' in reading ? reading.message : ''), true);
    });
  }

  it('shows values that another program wrote, as far as the control can', () => {
    strictEqual(fieldText(field('text'), 'a\r\nb'), 'a\nb');
    strictEqual(fieldText(field('text'), null), '');
    strictEqual(fieldText(field('text'), [1]), '[1]');
    strictEqual(fieldText(field('number'), 'many'), '');
    strictEqual(fieldText(field('json'), { a: 1 }), '{\n  "a": 1\n}');
  });

  it('is no place for a value of another type', () => {
    strictEqual(valueProblem(integer, 'many'), 'This must be a whole number.');
    strictEqual(valueProblem(integer, null), undefined);
    strictEqual(valueProblem(list, null)?.startsWith('This must be a list'), true);
    strictEqual(valueProblem(list, undefined), undefined);
  });
});
