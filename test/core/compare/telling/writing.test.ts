import { deepStrictEqual } from 'node:assert/strict';
import { MARKDOWN, PLAIN } from '../../../../src/core/compare/telling/writing';

describe('what somebody wrote', () => {
  it('stays on one line, and hides nothing', () => {
    deepStrictEqual(
      [MARKDOWN, PLAIN].map(({ text, code, strong }) => [
        text('a\r\n- b\u202e'),
        code('staging'),
        strong('lost'),
      ]),
      [
        ['a\\\\r\\\\n- b\\\\u202e', '`staging`', '**lost**'],
        ['a\\r\\n- b\\u202e', 'staging', 'lost'],
      ],
    );
  });
});
