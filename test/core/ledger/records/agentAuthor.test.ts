import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { isSomebodyElse } from '../../../../src/core/ledger/plan/approvals';
import { agentAuthor, isAgent } from '../../../../src/core/ledger/records/agentAuthor';
import { parseAuthor } from '../../../../src/core/ledger/records/authorText';
import { ada } from '../../../support/recordBuilder';

describe('the author of what an agent writes', () => {
  const named: readonly (readonly [agent: string, name: string])[] = [
    ['Claude Code', 'Ada (agent: Claude Code)'],
    ['', 'Ada (agent: unknown)'],
    [' \n\u202e ', 'Ada (agent: unknown)'],
    ['x) <boss@example.com> (', 'Ada (agent: x boss@example.com)'],
    ['a\n\tb\u0000c', 'Ada (agent: a b c)'],
    ['x'.repeat(1000), `Ada (agent: ${'x'.repeat(60)})`],
  ];
  for (const [agent, name] of named) {
    it(`is ${name.slice(0, 40)} where it is called ${JSON.stringify(agent).slice(0, 40)}`, () => {
      deepStrictEqual(agentAuthor(ada, agent), { ...ada, name });
    });
  }

  it('is the person to approvals, is known for an agent, and can be written as an author, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), agent => {
        const author = agentAuthor(ada, agent);
        ok(!isSomebodyElse(ada, author) && !isSomebodyElse(author, ada));
        ok(isAgent(author) && !isAgent(ada));
        strictEqual(author.name.split('\n').length, 1);
        deepStrictEqual(parseAuthor(`${author.name} <${author.email}>`), author);
      }),
    );
  });
});
