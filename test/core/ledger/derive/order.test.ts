import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  causesOf,
  orderByCause,
  orderRecords,
  standsBefore,
} from '../../../../src/core/ledger/derive/order';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import {
  approval,
  facts,
  idOf,
  minute,
  namesIn,
  release,
  renaming,
  tagging,
  version,
} from '../../../support/recordBuilder';
import { histories } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';

interface Item {
  readonly id: string;
  readonly at: string;
  readonly names: readonly string[];
}

/** `a@5<b,c`: an item "a" of minute 5 that names "b" and "c". */
function itemOf(text: string): Item {
  const [, id = '', at = '', names = ''] = /^(\w+)@(\d+)(?:<(.*))?$/.exec(text) ?? [];
  return { id, at: minute(Number(at)), names: names === '' ? [] : names.split(',') };
}

function ordered(items: readonly Item[]): string {
  return orderByCause(items, ({ names }) => names)
    .map(({ id }) => id)
    .join(' ');
}

describe('orderByCause', () => {
  const cases: [what: string, items: string, order: string][] = [
    ['by time what names nothing', 'b@2 a@1 c@3', 'a b c'],
    ['by id what was written at the same time', 'b@1 a@1', 'a b'],
    ['an item after what it names, though its clock ran back', 'a@5 b@1<a', 'a b'],
    ['others by time around it', 'a@5 b@1<a c@4 d@6', 'c a b d'],
    ['a chain of items that all say they are older', 'a@9 b@3<a c@2<b d@1<c', 'a b c d'],
    ['a merge after both of its sides', 'a@1 b@8<a c@9<a d@2<b,c', 'a b c d'],
    ['what follows from the future after the future', 'a@90 b@2<a c@3', 'c a b'],
    ['an item that names what is not here as one that names nothing', 'b@2<x a@1', 'a b'],
    ['an item once, however often it is there', 'a@1 b@2<a,a a@1 b@2<a,a', 'a b'],
    ['an item that names itself', 'a@2<a b@1', 'b a'],
    ['a circle from its oldest item on', 'a@3<b b@2<a c@1', 'c b a'],
    ['what follows from a circle', 'a@3<b b@2<a c@9<a', 'b a c'],
  ];
  for (const [what, items, order] of cases) {
    it(`orders ${what}`, () => {
      const given = items.split(' ').map(itemOf);
      strictEqual(ordered(given), order);
      strictEqual(ordered([...given].reverse()), order);
    });
  }

  const items = fc
    .array(fc.record({ at: fc.nat(9), names: fc.array(fc.nat(30), { maxLength: 3 }) }), {
      maxLength: 25,
    })
    .map(all =>
      all.map(({ at, names }, index) => {
        const earlier = names.filter(name => name < index).map(name => `i${name}`);
        return { id: `i${index}`, at: minute(at), names: earlier };
      }),
    );

  it('puts each item after all that it names, in any order that they come in', () => {
    const shuffled = items.chain(all =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    holdsFor(shuffled, 500, ([all, mixed]) => {
      strictEqual(ordered(mixed), ordered(all));
      const place = new Map(
        ordered(all)
          .split(' ')
          .map((id, index) => [id, index]),
      );
      for (const { id, names } of all) {
        for (const name of names)
          ok((place.get(name) ?? 0) < (place.get(id) ?? 0), `${name} ${id}`);
      }
    });
  });

  it('takes the oldest of all whose causes have their place, at every step', () => {
    holdsFor(items, 300, all => {
      const left = new Map(all.map(item => [item.id, item]));
      for (const id of ordered(all).split(' ').filter(Boolean)) {
        const free = [...left.values()].filter(({ names }) => !names.some(name => left.has(name)));
        const [oldest] = free.sort((a, b) =>
          a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1,
        );
        strictEqual(id, oldest?.id);
        left.delete(id);
      }
      strictEqual(left.size, 0);
    });
  });

  it('leaves all others where they are when one is added that nobody names', () => {
    holdsFor(fc.tuple(items, fc.nat(9), fc.nat(30)), 300, ([all, at, name]) => {
      const added = { id: 'added', at: minute(at), names: [`i${name}`] };
      const after = ordered([...all, added])
        .split(' ')
        .filter(id => id !== 'added');
      strictEqual(after.join(' '), ordered(all));
    });
  });

  it('orders 100,000 items whose clocks ran back, without recursion', () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => ({
      id: `i${index}`,
      at: new Date(Date.UTC(2026, 0, 1) - index).toISOString(),
      names: index === 0 ? [] : [`i${index - 1}`],
    }));
    const order = orderByCause([...chain].reverse(), ({ names }) => names);
    deepStrictEqual(
      order.map(({ id }) => id),
      chain.map(({ id }) => id),
    );
  });
});

describe('orderRecords', () => {
  it('follows what each kind of record names', () => {
    const later = [
      version('v', 9),
      version('w', 1, { parents: ['v'] }),
      tagging('t', 8, 'v'),
      release('r', 1, 'v', { previous: ['t'] }),
      facts('f', 7),
      facts('g', 1, { previous: [idOf('f')] }),
      { ...renaming('n', 6, { from: 'a', to: 'b' }) },
      { ...renaming('m', 1, { from: 'a', to: 'c' }), previous: [idOf('n')] },
      approval('p', 2, 'v'),
    ];
    const names = ['v', 'w', 't', 'r', 'f', 'g', 'n', 'm', 'p'];
    deepStrictEqual(
      namesIn(
        orderRecords(later).map(({ id }) => id),
        names,
      ),
      ['p', 'n', 'm', 'f', 'g', 't', 'r', 'v', 'w'],
    );
  });

  it('reads nothing of a field that its kind of record does not have', () => {
    const odd = { ...approval('p', 1, 'v'), previous: 5, parents: 'x' };
    deepStrictEqual(orderRecords([odd]), [odd]);
    deepStrictEqual(causesOf(facts('f', 1)), []);
  });

  it('holds for random histories, odd records among them', () => {
    holdsFor(histories, 150, ({ all }) => {
      const order = orderRecords(all);
      const place = new Map(order.map(({ id }, index) => [id, index]));
      strictEqual(place.size, new Set(all.map(({ id }) => id)).size);
      for (const record of order) {
        const own = place.get(record.id) ?? -1;
        for (const id of causesOf(record)) ok((place.get(id) ?? -1) < own);
      }
    });
  });
});

describe('standsBefore', () => {
  it('follows the order of a state, whatever dates say; what is not there comes last', () => {
    const first = tagging('first', 9, 'v');
    const second = tagging('second', 1, 'v', { previous: ['first'] });
    const { records } = derivePrompt([second, first]);
    const before = (one: typeof first, other: typeof first) => standsBefore(records, one, other);
    deepStrictEqual([before(first, second), before(second, first)], [true, false]);
    deepStrictEqual([before(first, first), before(first, tagging('gone', 0, 'v'))], [false, true]);
  });
});
