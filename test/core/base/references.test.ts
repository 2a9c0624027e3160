import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import type { LedgerErrorCode } from '../../../src/core/base/errors';
import { promptNameProblem, tagNameProblem } from '../../../src/core/base/names';
import {
  parseReference,
  parseSelector,
  printReference,
  type Selector,
} from '../../../src/core/base/references';
import { checkRefusal, refusalOf } from '../../support/refusal';
import { holdsFor } from '../../support/seeded';

describe('a reference', () => {
  const cases: [text: string, prompt: string, selector: object][] = [
    ['greeting', 'greeting', { kind: 'latest' }],
    ['greeting@latest', 'greeting', { kind: 'latest' }],
    ['a/b@3', 'a/b', { kind: 'number', number: 3 }],
    ['a/b@v3', 'a/b', { kind: 'number', number: 3 }],
    ['a@0', 'a', { kind: 'number', number: 0 }],
    ['a@abcdef1', 'a', { kind: 'id', prefix: 'abcdef1' }],
    ['a@staging', 'a', { kind: 'tag', tag: 'staging' }],
    ['a@v1.0.0', 'a', { kind: 'tag', tag: 'v1.0.0' }],
  ];
  for (const [text, prompt, selector] of cases) {
    it(`may be "${text}"`, () => {
      deepStrictEqual(parseReference(text), { prompt, selector });
    });
  }

  const refused: [text: string, code: LedgerErrorCode, reason: string][] = [
    ['', 'invalid-name', 'needs a name'],
    ['@3', 'invalid-name', 'A prompt needs a name'],
    ['a@', 'invalid-name', 'A tag needs a name'],
    ['a@b@c', 'invalid-name', '"b@c" may hold only'],
    ['../x@3', 'invalid-name', 'may hold only'],
    ['a@Prod', 'invalid-name', 'may hold only'],
    [`a@${'9'.repeat(20)}`, 'invalid-name', 'too large a number'],
  ];
  for (const [text, code, reason] of refused) {
    it(`may not be "${text}": ${reason}`, () => {
      checkRefusal(
        refusalOf(() => parseReference(text)),
        code,
        reason,
      );
    });
  }

  it('reads back as it was printed', () => {
    const word = fc.stringMatching(/^[a-z0-9]([._a-z0-9-]{0,12}[a-z0-9])?$/);
    const selectors: fc.Arbitrary<Selector> = fc.oneof(
      fc.constant({ kind: 'latest' } as const),
      fc.nat().map(number => ({ kind: 'number', number }) as const),
      fc.stringMatching(/^[0-9a-f]{6,30}[a-f]$/).map(prefix => ({ kind: 'id', prefix }) as const),
      word
        .filter(text => tagNameProblem(text) === undefined)
        .map(text => ({ kind: 'tag', tag: text }) as unknown as Selector),
    );
    const prompts = word.filter(text => promptNameProblem(text) === undefined);
    holdsFor(fc.tuple(prompts, selectors), 1000, ([name, selector]) => {
      const reference = { prompt: parseReference(name).prompt, selector };
      deepStrictEqual(parseReference(printReference(reference)), reference);
    });
  });
});

describe('parseSelector', () => {
  it('reads any number of digits that is still a number', () => {
    deepStrictEqual(parseSelector('v0007'), { kind: 'number', number: 7 });
    strictEqual(refusalOf(() => parseSelector('9'.repeat(20))).code, 'invalid-name');
  });
});
