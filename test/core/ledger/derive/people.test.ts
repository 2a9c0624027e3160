import { deepStrictEqual } from 'node:assert/strict';
import { newestByPerson } from '../../../../src/core/ledger/derive/people';
import { histories } from '../../../support/randomHistory';
import { ben, facts, idOf, version } from '../../../support/recordBuilder';
import { holdsFor } from '../../../support/seeded';

describe('newestByPerson', () => {
  const cleo = { name: 'Cleo', email: 'cleo@example.com' };
  const married = { name: 'Cleo Married', email: 'CLEO@example.com ' };

  it('gives everybody once, by the name of the newest record, who wrote last first', () => {
    const written = [
      version('v1', 2, { author: cleo }),
      facts('f', 3, { author: married }),
      version('v2', 1, { author: cleo }),
      version('v3', 4, { author: ben }),
    ];
    deepStrictEqual(
      newestByPerson(written).map(({ id, author }) => [id, author]),
      [
        [idOf('v3'), ben],
        [idOf('f'), married],
      ],
    );
  });

  it('gives of what it gave of parts what it gives of the whole, in any order', () => {
    holdsFor(histories, 60, ({ all, clones }) => {
      const whole = newestByPerson(all);
      deepStrictEqual(newestByPerson(clones.flatMap(part => newestByPerson(part))), whole);
      deepStrictEqual(newestByPerson([...all].reverse()), whole);
    });
  });
});
