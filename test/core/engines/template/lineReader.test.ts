import { strictEqual } from 'node:assert';
import { LineReader } from '../../../../src/core/engines/template/lineReader';

describe('LineReader', () => {
  it('turns offsets into lines and columns that count from 1', () => {
    const lines = new LineReader('ab\n\ncd\n');
    const places = [0, 1, 2, 3, 4, 5, 7].map(offset => {
      const { line, column } = lines.positionOf(offset);
      return `${line}:${column}`;
    });
    strictEqual(places.join(' '), '1:1 1:2 1:3 2:1 3:1 3:2 4:1');
  });
});
