import { deepStrictEqual } from 'node:assert/strict';
import { readingOf } from '../../src/interop/literalText';

describe('texts of a system without variables', () => {
  const rows: readonly (readonly [texts: readonly string[], format: string, warnings: number])[] = [
    [['Hi', '{ "a": 1 }'], 'mustache', 0],
    [['Hi {{name}}'], 'mustache', 1],
    [['Hi {{#name}}'], 'none', 1],
  ];
  for (const [texts, format, count] of rows) {
    it(`are ${format}: ${texts.join()}`, () => {
      const { format: found, warnings } = readingOf(texts);
      deepStrictEqual([found, warnings.length], [format, count]);
    });
  }
});
