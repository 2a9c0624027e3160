import { deepStrictEqual } from 'node:assert/strict';
import { renderedDiff, type RenderedSide } from '../../../../src/core/compare/telling/renderedDiff';

const side = (label: string, text: string | undefined): RenderedSide => ({
  label,
  text,
  error: text === undefined ? { code: 'missing-variables', message: 'name' } : undefined,
});

describe('a comparison of what two versions make of a sample', () => {
  const rows: readonly (readonly [
    left: string | undefined,
    right: string | undefined,
    identical: boolean,
    unified: string,
    failing: string[],
  ])[] = [
    ['Hi\n', 'Hi\n', true, '', []],
    ['', '', true, '', []],
    ['Hi\n', 'Ho\n', false, '--- a\n+++ b\n@@ -1,1 +1,1 @@\n-Hi\n+Ho\n', []],
    [undefined, 'Ho\n', false, '--- a\n+++ b\n@@ -0,0 +1,1 @@\n+Ho\n', ['left']],
    [undefined, undefined, false, '', ['left', 'right']],
  ];
  for (const [left, right, identical, unified, failing] of rows) {
    it(`of ${JSON.stringify(left)} and ${JSON.stringify(right)}`, () => {
      const diff = renderedDiff('first', side('a', left), side('b', right));
      deepStrictEqual(
        [diff.left, diff.right, diff.sample, diff.identical, diff.unified],
        ['a', 'b', 'first', identical, unified],
      );
      deepStrictEqual(
        diff.errors,
        failing.map(at => ({ side: at, code: 'missing-variables', message: 'name' })),
      );
    });
  }
});
