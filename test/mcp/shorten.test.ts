import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { shorten } from '../../src/mcp/shorten';

describe('a value that must fit', () => {
  it('is the whole, and nothing is said, where there is room', () => {
    const value = { a: [1, 'two', null], b: { c: true } };
    deepStrictEqual(shorten(value, 1000), { value, leftOut: [] });
  });

  const cases: readonly (readonly [value: unknown, room: number, shown: unknown, said: string])[] =
    [
      ['x'.repeat(50), 12, 'x'.repeat(9), 'text: 41 more characters'],
      [{ source: 'x'.repeat(50) }, 30, { source: 'x'.repeat(12) }, 'source: 38 more characters'],
      [[1, 2, 3, 4], 12, [1, 2], 'list: 2 more items'],
      [{ a: [1, 2, 3, 4] }, 20, { a: [1, 2] }, 'a: 2 more items'],
      [{ a: 1, b: 2, c: 3 }, 18, { a: 1 }, 'object: 2 more fields'],
      ['😀'.repeat(3), 7, '😀😀', 'text: 2 more characters'],
      ['😀'.repeat(3), 5, '😀', 'text: 4 more characters'],
      ['\u0001'.repeat(9), 14, '\u0001\u0001', 'text: 7 more characters'],
    ];
  for (const [value, room, shown, said] of cases) {
    it(`${JSON.stringify(value).slice(0, 30)} in ${room}: ${said}`, () => {
      deepStrictEqual(shorten(value, room), { value: shown, leftOut: [said] });
    });
  }

  it('never takes more than its room and what closes it, says so if and only if something is missing, and keeps what comes first', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(400), (given, room) => {
        const value = JSON.parse(JSON.stringify(given)) as unknown;
        const { value: shown, leftOut } = shorten(value, room);
        const isWhole = JSON.stringify(shown) === JSON.stringify(value);
        deepStrictEqual(leftOut.length === 0, isWhole);
        // Brackets, quotes and one scalar each level may stand over.
        if (!isWhole) ok(JSON.stringify(shown).length <= room + 400, `${room}`);
      }),
    );
  });

  it('escapes count: a text of control characters takes six times its length', () => {
    const { value } = shorten({ text: '\u0001'.repeat(10_000) }, 3_000);
    ok(JSON.stringify(value).length <= 3_100);
  });
});
