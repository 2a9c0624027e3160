import { deepStrictEqual } from 'node:assert/strict';
import { newestByPerson } from '../../../../src/core/ledger/derive/people';
import { agentAuthor } from '../../../../src/core/ledger/records/agentAuthor';
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

  it('calls nobody by what their agent is called, but where nothing else is known', () => {
    const byAgent = agentAuthor(cleo, 'Claude Code');
    const own = version('v1', 1, { author: cleo });
    const agents = version('v2', 2, { author: byAgent });
    const names = (written: Parameters<typeof newestByPerson>[0]) =>
      newestByPerson(written).map(({ author }) => author.name);
    deepStrictEqual(names([own, agents]), ['Cleo']);
    deepStrictEqual(names([agents, own]), ['Cleo']);
    deepStrictEqual(names([agents]), ['Cleo (agent: Claude Code)']);
  });

  it('gives of what it gave of parts what it gives of the whole, in any order', () => {
    holdsFor(histories, 60, ({ all, clones }) => {
      const whole = newestByPerson(all);
      deepStrictEqual(newestByPerson(clones.flatMap(part => newestByPerson(part))), whole);
      deepStrictEqual(newestByPerson([...all].reverse()), whole);
    });
  });
});
