import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { diffInfo } from '../../../../src/core/compare/telling/info';

describe('diffInfo', () => {
  it('names both sides and prints what differs', () => {
    const info = diffInfo({ label: 'a@1', source: 'x\n' }, { label: 'a@2', source: 'y\n' });
    deepStrictEqual([info.left, info.right, info.identical], ['a@1', 'a@2', false]);
    match(info.unified, /^--- a@1\n\+\+\+ a@2\n@@ .*\n-x\n\+y\n$/);
  });

  it('prints nothing where nothing differs', () => {
    const info = diffInfo({ label: 'a', source: 'x' }, { label: 'b', source: 'x' });
    deepStrictEqual([info.identical, info.unified], [true, '']);
    strictEqual(
      diffInfo({ label: 'a', source: 'x' }, { label: 'b', source: 'x\n' }).identical,
      false,
    );
  });
});
