import { deepStrictEqual, doesNotThrow } from 'node:assert/strict';
import { inspect } from 'node:util';
import { namesOf, operation, readFields, requireInput } from '../../src/operations/operation';
import { flag, oneOf, optional, text, textOrNull } from '../../src/operations/schema';
import { checkRefusal, refusalOf } from '../support/refusal';

const OPEN = operation({
  name: 'open',
  summary: 'open something',
  effect: 'reads',
  output: 'opened',
  input: {
    ref: text('what'),
    how: optional(oneOf(['fast', 'slow'], 'how')),
    force: optional(flag('over all')),
    from: optional(textOrNull('where from')),
  },
});

describe('the input of an operation', () => {
  it('is told apart from what may be left out', () => {
    deepStrictEqual(namesOf(OPEN.input), ['ref', 'how?', 'force?', 'from?']);
  });

  it('passes with all that is needed, whatever is undefined besides', () => {
    doesNotThrow(() => {
      requireInput(OPEN, { ref: 'a', how: 'fast', force: undefined, from: null });
    });
  });

  const wrong: readonly (readonly [given: unknown, says: string])[] = [
    [{}, '"ref" is missing. Call open({ ref, how?, force?, from? }).'],
    [undefined, '"ref" is missing.'],
    ['a', '"ref" is missing.'],
    [{ ref: 3 }, '"ref" must be a text.'],
    [{ ref: null }, '"ref" must be a text.'],
    [{ ref: 'a', force: 'yes' }, '"force" must be true or false.'],
    [{ ref: 'a', how: 'well' }, '"how" must be one of: fast, slow.'],
    [{ ref: 'a', refs: [] }, '"refs" is nothing that it takes.'],
    [{ ref: 'a', toString: 'b' }, '"toString" is nothing that it takes.'],
  ];
  for (const [given, says] of wrong) {
    it(`is refused: ${inspect(given)}, for ${says}`, () => {
      checkRefusal(
        refusalOf(() => {
          requireInput(OPEN, given as object);
        }),
        'invalid-argument',
        says,
      );
    });
  }
});

describe('fields that are read from an object', () => {
  it('are those that are known; null is nothing but where it means something', () => {
    const given = { ref: 'a', kind: 'answers', force: null, from: null };
    deepStrictEqual(readFields(OPEN.input, given), { ref: 'a', from: null });
  });

  it('are refused by name where they are of another type', () => {
    const error = refusalOf(() => readFields(OPEN.input, { force: 'yes' }));
    checkRefusal(error, 'invalid-argument', 'The argument "force" must be true or false.');
    deepStrictEqual(error.data, { name: 'force', expected: 'boolean' });
  });
});
