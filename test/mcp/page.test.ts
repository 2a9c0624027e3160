import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { pageOf } from '../../src/mcp/page';
import { checkRefusal, refusalOf } from '../support/refusal';

describe('a page of a list', () => {
  const own = (text: string): string => text;
  const all = Array.from({ length: 120 }, (_, at) => `p${at}`);

  it('has fifty items where nobody says how many, and never more than two hundred', () => {
    deepStrictEqual(pageOf(all, {}, own), { items: all.slice(0, 50), total: 120, next: 'p49' });
    const many = Array.from({ length: 500 }, (_, at) => `p${at}`);
    deepStrictEqual(pageOf(many, { limit: 1e9 }, own).items.length, 200);
  });

  it('refuses to go on behind what is not there', () => {
    checkRefusal(
      refusalOf(() => pageOf(all, { after: 'gone' }, own)),
      'invalid-argument',
      '"gone"',
    );
  });

  it('by page gives every item once and in order, whatever the limit, also where names repeat', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 30 });
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 7 }), (given, limit) => {
        const list = [...given].sort().map((name, at) => ({ name, at }));
        const found = [];
        let after: string | undefined;
        do {
          const page = pageOf(list, { limit, after }, ({ name }) => name);
          found.push(...page.items);
          after = page.next;
        } while (after !== undefined);
        deepStrictEqual(found, list);
      }),
    );
  });
});
