import { deepStrictEqual } from 'node:assert/strict';
import { tagBlocks } from '../../src/interop/tagBlocks';

const read = (text: string) =>
  tagBlocks(text, ['user', 'image', 'tool']).map(block => [block.name, block.text, block.line]);

describe('the blocks of a text with tags', () => {
  const CASES: readonly (readonly [text: string, blocks: readonly unknown[]])[] = [
    ['', []],
    [
      '<user>\nHi\n</user>\n\n<user>Bye</user>\n',
      [
        ['user', '\nHi\n', 1],
        ['user', 'Bye', 5],
      ],
    ],
    [
      'a\n<user>b</user>\n\nc',
      [
        ['', 'a\n', 1],
        ['user', 'b', 2],
        ['', 'c', 4],
      ],
    ],
    ['<user>a<user>b</user>c</user>', [['user', 'a<user>b</user>c', 1]]],
    [
      '<image url="a" /><image url=\'b\'></image>',
      [
        ['image', '', 1],
        ['image', '', 1],
      ],
    ],
    ['<other>a</other>', [['', '<other>a</other>', 1]]],
    ['<users>a</users>', [['', '<users>a</users>', 1]]],
  ];
  for (const [text, blocks] of CASES) {
    it(`are told: ${JSON.stringify(text)}`, () => {
      deepStrictEqual(read(text), blocks);
    });
  }

  it('have attributes, and may be left open', () => {
    deepStrictEqual(tagBlocks('<tool id="a" name=\'b "c"\'>x', ['tool']), [
      { name: 'tool', attributes: { id: 'a', name: 'b "c"' }, text: 'x', line: 1, isOpen: true },
    ]);
  });

  it('are found in time that grows with the length', () => {
    const blocks = read('<user>a</user>\nb\n'.repeat(30_000));
    deepStrictEqual([blocks.length, blocks.at(-2)], [60_000, ['user', 'a', 59_999]]);
  });
});
