import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import {
  argumentProblem,
  Arguments,
  type Signature,
} from '../../../../src/core/engines/jinja/arguments';
import { Failure, type Value } from '../../../../src/core/engines/jinja/values';

const signature: Signature = { parameters: ['old', 'new', 'count'], required: 2 };

describe('argumentProblem', () => {
  const CASES: readonly (readonly [number, readonly string[], string | undefined])[] = [
    [2, [], undefined],
    [3, [], undefined],
    [2, ['count'], undefined],
    [0, ['new', 'old'], undefined],
    [4, [], 'takes no more than 3: old, new, count'],
    [2, ['other'], 'has no argument "other"'],
    [2, ['old'], 'is given "old" twice'],
    [1, [], 'needs the argument "new"'],
    [0, [], 'needs the argument "old"'],
  ];
  for (const [positional, named, problem] of CASES) {
    it(`of ${positional} and [${named.join()}] is ${problem ?? 'none'}`, () => {
      strictEqual(argumentProblem(signature, positional, named), problem);
    });
  }

  it('says so where nothing is taken, and leaves open signatures alone', () => {
    strictEqual(argumentProblem({ parameters: [] }, 1, []), 'takes no arguments');
    strictEqual(argumentProblem({ parameters: [], isOpen: true }, 9, ['x']), undefined);
  });
});

describe('Arguments', () => {
  const given = (positional: Value[], named: Record<string, Value> = {}): Arguments =>
    new Arguments(signature, { positional, named: new Map(Object.entries(named)) });

  it('finds values by place and by name, and null is one', () => {
    const found = given([null], { count: 2 });
    deepStrictEqual(
      [found.value('old'), found.value('new'), found.integer('count', 0), found.flag('count')],
      [null, undefined, 2, true],
    );
    deepStrictEqual(
      [found.text('new', 'x'), found.integer('new', 7), found.flag('new')],
      ['x', 7, false],
    );
  });

  it('refuses values of another type', () => {
    throws(() => given([1]).text('old', ''), Failure);
    throws(() => given(['a']).integer('old', 1), /"old" must be an integer, not str/);
  });
});
