import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  describeName,
  isApplying,
  isBlock,
  isOperation,
} from '../../../../src/core/engines/jinja/nodes';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';

describe('the kinds of nodes', () => {
  it('tell statements that define from those that print', () => {
    const source =
      'a{{ b }}{% if c %}{% endif %}{% set d = 1 %}{% set e %}{% endset %}{% filter upper %}{% endfilter %}';
    deepStrictEqual(parseJinja(source).statements.map(isBlock), [
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  const CASES: readonly (readonly [string, boolean, boolean])[] = [
    ['a', false, false],
    ['a.b', false, false],
    ['a|upper', true, false],
    ['a is odd', true, false],
    ['a.upper()', true, false],
    ['range(1)', true, false],
    ['a + b', false, true],
    ['not a', false, true],
    ['-a', false, true],
    ['a or b', false, true],
    ['a if b else c', false, true],
  ];
  for (const [expression, applies, operates] of CASES) {
    it(`tell what ${expression} is`, () => {
      const [statement] = parseJinja(`{{ ${expression} }}`).statements;
      ok(statement?.kind === 'print');
      deepStrictEqual(
        [isApplying(statement.value), isOperation(statement.value)],
        [applies, operates],
      );
    });
  }
});

describe('describeName', () => {
  const NAMES: readonly (readonly [string, string | undefined])[] = [
    ['a', 'a'],
    ['a.b["c"][0]', 'a.b.c.0'],
    ['a[b]', undefined],
    ['a().b'.replace('a()', '(a ~ b)'), undefined],
  ];
  for (const [expression, name] of NAMES) {
    it(`of ${expression} is ${name ?? 'none'}`, () => {
      const [statement] = parseJinja(`{{ ${expression} }}`).statements;
      ok(statement?.kind === 'print');
      strictEqual(describeName(statement.value)?.name, name);
    });
  }
});
