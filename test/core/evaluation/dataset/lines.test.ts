import { deepEqual, rejects } from 'node:assert/strict';
import { linesOf } from '../../../../src/core/evaluation/dataset/lines';

async function read(chunks: Iterable<string>): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const { text, line } of linesOf(chunks)) lines.push([line, text]);
  return lines;
}

describe('the lines of a text in pieces', () => {
  it('are those of the whole', async () => {
    deepEqual(await read(['\uFEFFa', 'b\r', '\nc\n\n', '', 'd']), [
      [1, 'ab'],
      [2, 'c'],
      [3, ''],
      [4, 'd'],
    ]);
    deepEqual(await read([]), []);
    deepEqual(await read(['a\n']), [[1, 'a']]);
  });

  it('have an end', async () => {
    function* endless(): Generator<string> {
      yield 'a\n';
      for (;;) yield 'b'.repeat(1_000_000);
    }
    await rejects(read(endless()), { code: 'too-large', message: /^Line 2/ });
  });
});
