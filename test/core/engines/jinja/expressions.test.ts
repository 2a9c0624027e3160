import { ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import type { Expression } from '../../../../src/core/engines/jinja/nodes';
import { refusalOf } from '../../../support/jinja';
import { expressionOf, treeOf } from '../../../support/jinjaTree';

/** An expression as written, with all its parentheses, and as `treeOf` prints it. */
interface Written {
  readonly text: string;
  readonly tree: string;
}

const OPERATORS = [
  'or',
  'and',
  '==',
  '<',
  '>=',
  'in',
  'not in',
  '+',
  '-',
  '~',
  '*',
  '//',
  '%',
  '**',
];
const { written } = fc.letrec<{ written: Written }>(tie => {
  const inner = tie('written');
  return {
    written: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom('a', 'b', '1', '"x"').map(text => ({ text, tree: text })),
      fc.tuple(inner, fc.constantFrom(...OPERATORS), inner).map(([left, operator, right]) => ({
        text: `(${left.text}) ${operator} (${right.text})`,
        tree: `(${operator} ${left.tree} ${right.tree})`,
      })),
      fc.tuple(inner, inner, inner).map(([test, value, other]) => ({
        text: `(${value.text}) if (${test.text}) else (${other.text})`,
        tree: `(if ${test.tree} ${value.tree} ${other.tree})`,
      })),
      inner.map(({ text, tree }) => ({ text: `not (${text})`, tree: `(not ${tree})` })),
      inner.map(({ text, tree }) => ({ text: `(${text})|upper`, tree: `(|upper ${tree})` })),
      inner.map(({ text, tree }) => ({ text: `(${text}) is odd`, tree: `(is odd ${tree})` })),
      inner.map(({ text, tree }) => ({ text: `(${text})[0]`, tree: `([] ${tree} 0)` })),
    ),
  };
});

/** The text at the place of each name of an expression that stands after `{{ `. */
function namesIn(node: Expression, text: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  JSON.stringify(node, (_, value: unknown) => {
    const part = value as { kind?: string; name?: string; column?: number } | null;
    if (part?.kind === 'name' && part.name !== undefined) {
      const at = (part.column ?? 0) - 4;
      found.push([part.name, text.slice(at, at + part.name.length)]);
    }
    return value;
  });
  return found;
}

describe('ExpressionParser', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['a or b and not c == d', '(or a (and b (not (== c d))))'],
    ['not a in b', '(not (in a b))'],
    ['a not in b + c', '(not in a (+ b c))'],
    ['a + b * c ** d', '(+ a (* b (** c d)))'],
    ['a - b - c', '(- (- a b) c)'],
    ['a ** b ** c', '(** (** a b) c)'],
    ['a ~ b + c', '(+ (~ a b) c)'],
    ['a // b % c / d', '(/ (% (// a b) c) d)'],
    ['-a ** b', '(** (- a) b)'],
    ['a * b|abs', '(* a (|abs b))'],
    ['a == b is odd', '(== a (is odd b))'],
    ['a is eq 1 and b', '(and (is eq a 1) b)'],
    ['a is eq b.c[0] or d', '(or (is eq a ([] (. b "c") 0)) d)'],
    ['a == 1 and b == 2', '(and (== a 1) (== b 2))'],
    ['(a < b) < c', '(< (< a b) c)'],
    ['a.if + "b c"', '(+ (. a "if") "b c")'],
    ['a if b else c if d else e', '(if b a (if d c e))'],
    ['a if b', '(if b a _)'],
    ['a if b if c', '(if c (if b a _) _)'],
    ['a, b if c, 1', '(tuple a (if c b _) 1)'],
    ['{"a": 1} - 1', '(- (dict "a" 1) 1)'],
  ];
  for (const [inside, tree] of CASES) {
    it(`reads ${inside}`, () => {
      strictEqual(treeOf(expressionOf(inside)), tree);
    });
  }

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['a < b < c', '1:10 A chain of comparisons is not supported. Join two comparisons with "and".'],
    ['a == b in c', '1:11 A chain of comparisons'],
    ['a + b ~ c', '1:10 Write parentheses around the sum before "~".'],
    ['a +', '1:8 This cannot be read at "}}".'],
    ['a == not b', '1:4 "not" is no name here.'],
    ['a not b', '1:6 This cannot be read at "not".'],
    ['1,', '1:7 This cannot be read at "}}".'],
    [`${'a ~ '.repeat(400)}a`, 'This expression is nested more than 300 deep.'],
    [`${'not '.repeat(400)}a`, 'This expression is nested more than 300 deep.'],
    [`${'- '.repeat(50_000)}a`, 'This template is nested too deep.'],
    [`${'a if b else '.repeat(50_000)}a`, 'This template is nested too deep.'],
  ];
  for (const [inside, refusal] of REFUSALS) {
    it(`refuses ${inside.slice(0, 60)}`, () => {
      const said = refusalOf(`{{ ${inside} }}`);
      ok(said.includes(refusal), said);
    });
  }

  it('takes as many operators as it says', () => {
    ok(treeOf(expressionOf(`${'a ~ '.repeat(299)}a`)).startsWith('(~ (~'));
    ok(refusalOf(`{{ ${'a ~ '.repeat(300)}a }}`).includes('more than 300 deep'));
  });

  it('reads what is written with parentheses as it stands, each name at its place', () => {
    fc.assert(
      fc.property(written, ({ text, tree }) => {
        const node = expressionOf(text);
        strictEqual(treeOf(node), tree);
        for (const [name, there] of namesIn(node, text)) strictEqual(there, name);
      }),
      { seed: 20_267, numRuns: 1000 },
    );
  });
});
