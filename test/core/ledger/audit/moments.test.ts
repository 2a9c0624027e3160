import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readMoment, readSpan } from '../../../../src/core/ledger/audit/moments';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const now = (): number => Date.UTC(2026, 4, 31, 12);

describe('a moment', () => {
  const moments: [text: string, isEnd: boolean, moment: string][] = [
    ['2026-05-03T14:00Z', false, '2026-05-03T14:00:00.000Z'],
    ['2026-05-03T14:00:05.5+02:00', false, '2026-05-03T12:00:05.500Z'],
    ['2026-05-03', false, '2026-05-03T00:00:00.000Z'],
    ['2026-05-03', true, '2026-05-03T23:59:59.999Z'],
    [' 2026-05-03T14:00Z ', true, '2026-05-03T14:00:00.000Z'],
    ['now', false, '2026-05-31T12:00:00.000Z'],
    ['Yesterday', true, '2026-05-30T12:00:00.000Z'],
    ['2 weeks ago', false, '2026-05-17T12:00:00.000Z'],
    ['3.days', false, '2026-05-28T12:00:00.000Z'],
    ['1 month', true, '2026-05-01T12:00:00.000Z'],
  ];
  for (const [text, isEnd, moment] of moments) {
    it(`reads ${text}${isEnd ? ' as an end' : ''}`, () => {
      strictEqual(readMoment(text, now, isEnd), moment);
    });
  }

  for (const text of [
    '',
    '3 May',
    '2 fortnights ago',
    'constructor',
    '999999 years ago',
    '2026-13-01',
    '2026-05-03T25:00Z',
    '1234',
  ]) {
    it(`refuses "${text}", with the form that it takes`, () => {
      checkRefusal(
        refusalOf(() => readMoment(text, now)),
        'invalid-argument',
        '2026-05-03T14:00Z',
      );
    });
  }
});

describe('a span of time', () => {
  it('begins where a day begins, and ends where one ends', () => {
    deepStrictEqual(readSpan({ from: '2026-05-03', to: '2026-05-03' }, now), {
      from: '2026-05-03T00:00:00.000Z',
      to: '2026-05-03T23:59:59.999Z',
    });
  });

  it('is open where nothing is said, and no clock is asked', () => {
    const never = (): number => {
      throw new Error('It was asked.');
    };
    deepStrictEqual(readSpan({ from: '2026-05-03T14:00Z' }, never), {
      from: '2026-05-03T14:00:00.000Z',
      to: undefined,
    });
  });
});
