import { strictEqual } from 'node:assert/strict';
import { mergeMessages } from '../../../../src/core/prompt/merge/messages';
import { printPieces } from '../../../../src/core/prompt/merge/pieces';

const BASE = 'system:\nBe brief.\n\nuser:\nHello.\n';

type Row = readonly [name: string, ours: string, theirs: string, merged: string];

const ROWS: readonly Row[] = [
  [
    'a message at the end, and a change of the last one',
    `${BASE}\nassistant:\nHi.\n`,
    BASE.replace('Hello.', 'Good day.'),
    'system:\nBe brief.\n\nuser:\nGood day.\n\nassistant:\nHi.\n',
  ],
  [
    'a message between, and a change of the first one',
    BASE.replace('user:', 'developer:\nNo jokes.\n\nuser:'),
    BASE.replace('brief', 'kind'),
    'system:\nBe kind.\n\ndeveloper:\nNo jokes.\n\nuser:\nHello.\n',
  ],
  [
    'a removed message, and a change of another one',
    'user:\nHello.\n',
    BASE.replace('Hello.', 'Good day.'),
    'user:\nGood day.\n',
  ],
  [
    'two changed messages',
    BASE.replace('brief', 'kind'),
    BASE.replace('Hello.', 'Good day.'),
    'system:\nBe kind.\n\nuser:\nGood day.\n',
  ],
  [
    'a last line that lost its end',
    BASE.slice(0, -1),
    BASE.replace('brief', 'kind'),
    'system:\nBe kind.\n\nuser:\nHello.',
  ],
];

describe('mergeMessages', () => {
  for (const [name, ours, theirs, merged] of ROWS) {
    it(`merges ${name}, on either side`, () => {
      for (const [own, other] of [
        [ours, theirs],
        [theirs, ours],
      ] as const) {
        const sides = { base: BASE.split('\n'), ours: own.split('\n'), theirs: other.split('\n') };
        strictEqual(printPieces(mergeMessages(sides), { ours: 'o', theirs: 't' }), merged);
      }
    });
  }

  it('marks only the line of a message that both changed', () => {
    const sides = {
      base: BASE.split('\n'),
      ours: BASE.replace('brief', 'kind').split('\n'),
      theirs: BASE.replace('brief', 'quick').split('\n'),
    };
    strictEqual(
      printPieces(mergeMessages(sides), { ours: 'o', theirs: 't' }),
      'system:\n<<<<<<< o\nBe kind.\n=======\nBe quick.\n>>>>>>> t\n\nuser:\nHello.\n',
    );
  });
});
