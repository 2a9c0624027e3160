import { strictEqual, throws } from 'node:assert';
import { printJson, printValue, quoteText, toText } from '../../../../src/core/engines/jinja/print';
import {
  fromData,
  MissingFailure,
  Namespace,
  Sequence,
  Undefined,
  WholeFloat,
  type Value,
} from '../../../../src/core/engines/jinja/values';
import { Budget } from '../../../../src/core/engines/template/budget';

const budget = new Budget();

describe('printValue', () => {
  const CASES: readonly (readonly [Value, string])[] = [
    ['a', 'a'],
    [null, 'None'],
    [true, 'True'],
    [5, '5'],
    [1e21, '1000000000000000000000'],
    [2.5, '2.5'],
    [new WholeFloat(5), '5.0'],
    [new WholeFloat(1e16), '1e+16'],
    [[1, 'a', null, [true]], '[1,"a",null,[true]]'],
    [fromData({ b: { c: 'é' }, a: 0.5 }, budget), '{"b":{"c":"é"},"a":0.5}'],
  ];
  for (const [value, text] of CASES) {
    it(`prints ${text}`, () => {
      strictEqual(printValue(value, budget), text);
    });
  }

  it('refuses what has no text', () => {
    throws(() => printValue(new Sequence('range', []), budget), /a range cannot be printed/);
    throws(() => printValue(new Namespace(new Map()), budget), /a namespace cannot be printed/);
    throws(() => printValue([new Sequence('view', [])], budget), /cannot be printed as JSON/);
    throws(
      () => printValue([new Undefined({ kind: 'reported', name: 'x' })], budget),
      MissingFailure,
    );
  });
});

describe('toText', () => {
  it('takes scalars, and no lists', () => {
    strictEqual(toText(new Undefined({ kind: 'implicit' })), '');
    throws(() => toText([1]), /a list inside a text is not supported/);
    throws(() => toText(new Undefined({ kind: 'reported', name: 'x' })), MissingFailure);
  });
});

describe('printJson', () => {
  it('sorts by code points and indents when asked to', () => {
    const style = {
      comma: ',',
      colon: ': ',
      quote: quoteText,
      isSorted: true,
      indentation: ' ',
    };
    const value = fromData({ b: [], a: { '\uffff': 1, '😀': 2 } }, budget);
    strictEqual(
      printJson(value, style, budget),
      '{\n "a": {\n  "\uffff": 1,\n  "😀": 2\n },\n "b": []\n}',
    );
  });
});
