import { lost } from '../../src/interop/loss';
import { sentencesOf } from '../support/sentences';
import { deepStrictEqual } from 'node:assert/strict';
import { newestOf } from '../../src/interop/newestOf';

describe('several versions in a file', () => {
  it('leave the newest of each prompt, and are named', () => {
    const items = [
      { name: 'a', number: 1 },
      { name: 'b', number: 1 },
      { name: 'a', number: 3 },
      { name: 'a', number: 2 },
    ];
    deepStrictEqual(newestOf(items), [
      {
        name: 'a',
        number: 3,
        older: [lost('versions', 'Version 3 is taken; the file also holds 2, 1.')],
      },
      { name: 'b', number: 1, older: [] },
    ]);
  });

  it('leave the one that applications get, and the labels of the others are told', () => {
    const items = [
      { name: 'a', number: 1, labels: ['production'] },
      { name: 'a', number: 2, labels: ['latest', 'beta'] },
      { name: 'b', number: 1 },
      { name: 'b', number: 2, labels: ['latest'] },
    ];
    deepStrictEqual(
      newestOf(items, 'production').map(({ name, number, older }) => [
        name,
        number,
        sentencesOf(older),
      ]),
      [
        [
          'a',
          1,
          [
            'Version 1 is taken, which is labelled production; the file also holds 2 (latest, beta).',
          ],
        ],
        ['b', 2, ['Version 2 is taken; the file also holds 1.']],
      ],
    );
  });
});
