import { ok, strictEqual } from 'node:assert';
import { refusalOf, renderText } from '../../../support/jinja';

describe('the filters for numbers', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['-2|abs', '2'],
    ['"12.9"|int', '12'],
    ['"x"|int(none)', 'None'],
    ['"x"|float(default=1)', '1'],
    ['"1e3"|float', '1000.0'],
    ['2.5|round', '2.0'],
    ['2.675|round(2)', '2.67'],
    ['42|round', '42'],
    ['42.55|round(1, "floor")', '42.5'],
    ['1234.5|round(-2)', '1200.0'],
  ];
  for (const [expression, text] of CASES) {
    it(`make ${text} of ${expression}`, () => {
      strictEqual(renderText(`{{ ${expression} }}`), text);
    });
  }

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['"a"|abs', '"abs" does not take str'],
    ['"a"|round', '"round" does not take str'],
    ['1.5|round(method="up")', 'must be common, ceil or floor'],
    ['"inf"|float', 'is no finite number'],
    ['"7"|int(0, 16)', 'supports only base 10'],
    ['"99999999999999999999"|int', 'too large to be exact'],
  ];
  for (const [expression, refusal] of REFUSALS) {
    it(`refuse ${expression}`, () => {
      ok(refusalOf(`{{ ${expression} }}`).includes(refusal));
    });
  }
});
