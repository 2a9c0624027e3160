import { deepStrictEqual } from 'node:assert';
import { measureCharacters } from '../../../../src/core/engines/fstring/characters';

describe('measureCharacters', () => {
  const cases: [text: string, limit: number | undefined, units: number, characters: number][] = [
    ['', 3, 0, 0],
    ['abc', 2, 2, 2],
    ['abc', 9, 3, 3],
    ['a😀c', 2, 3, 2],
    ['😀😀', undefined, 4, 2],
    ['\uD83D!', 1, 1, 1],
    ['abc', 0, 0, 0],
  ];
  for (const [text, limit, units, characters] of cases) {
    it(`measures ${JSON.stringify(text)} up to ${limit ?? 'its end'}`, () => {
      deepStrictEqual(measureCharacters(text, limit), { units, characters });
    });
  }
});
