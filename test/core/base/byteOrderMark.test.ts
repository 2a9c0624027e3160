import { strictEqual } from 'node:assert/strict';
import { withoutByteOrderMark } from '../../../src/core/base/byteOrderMark';

describe('withoutByteOrderMark', () => {
  const cases: [what: string, text: string, expected: string][] = [
    ['takes one mark from the beginning', '\uFEFF{}', '{}'],
    ['takes no second one, which is text', '\uFEFF\uFEFFa', '\uFEFFa'],
    ['leaves one that stands elsewhere', 'a\uFEFF', 'a\uFEFF'],
    ['leaves a text without', '{}', '{}'],
    ['leaves nothing', '', ''],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      strictEqual(withoutByteOrderMark(text), expected);
    });
  }
});
