import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  EVENT_KINDS,
  eventsOf,
  isWanted,
  isWithin,
  namedEvents,
  type EventFilter,
} from '../../../../src/core/ledger/audit/events';
import {
  ada,
  approval,
  ben,
  experiment,
  facts,
  idOf,
  minute,
  release,
  renaming,
  tagging,
  version,
} from '../../../support/recordBuilder';
import { histories, inFolder, foldersOf } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';

const RECORDS = [
  version('v1', 1, { number: 4 }),
  tagging('t1', 2, 'v1', { description: 'To try' }),
  tagging('t2', 3, null),
  release('r1', 4, 'v1', { changelog: '- First' }),
  release('r2', 5, 'gone', { rollback: true, changelog: 'Too long' }),
  approval('a1', 6, 'v1', { note: 'Read' }),
  facts('f1', 7, { description: 'Greets', labels: ['x', 'y'], archived: true }),
  renaming('n1', 8, { from: 'hello', to: 'greeting' }),
  experiment('e1', 9, 'v1', { author: ada }),
];
const told = eventsOf([...RECORDS].reverse()).map(event => ({ folder: 'greeting', event }));
const names = { folderOf: () => 'greeting', nameOf: () => 'greeting', renamesOf: () => [] };
const events = [...namedEvents(told, names)].reverse();

describe('eventsOf', () => {
  it('tells of every record, in order, what it is about and what was said', () => {
    deepStrictEqual(
      events.map(({ kind, tag, number, text }) => [kind, tag, number, text]),
      [
        ['commit', null, 4, 'Made v1'],
        ['tag', 'staging', 4, 'To try'],
        ['untag', 'staging', null, ''],
        ['promote', 'production', 4, '- First'],
        ['rollback', 'production', null, 'Too long'],
        ['approve', 'production', 4, 'Read'],
        ['describe', null, null, 'Greets; labels: x, y; archived'],
        ['rename', null, null, 'from hello'],
        ['experiment', null, 4, 'support: 37 of 40 rows on openai/gpt-5-mini'],
      ],
    );
    deepStrictEqual(
      events.map(({ id }) => id),
      RECORDS.map(({ id }) => id),
    );
  });

  it('names every kind once', () => {
    deepStrictEqual([...new Set(events.map(({ kind }) => kind))].sort(), [...EVENT_KINDS].sort());
  });

  it('loses and adds nothing, whatever the records are', () => {
    holdsFor(histories, 100, ({ all }) => {
      for (const folder of foldersOf(all)) {
        const records = inFolder(all, folder);
        const told = eventsOf(records).map(({ id }) => id);
        deepStrictEqual([...told].sort(), records.map(({ id }) => id).sort());
      }
    });
  });
});

describe('isWanted', () => {
  const kept = (filter: EventFilter) =>
    events
      .filter(event => isWanted(event, filter))
      .map(({ id }) => RECORDS.findIndex(record => record.id === id) + 1);

  const cases: [what: string, filter: EventFilter, kept: number[]][] = [
    ['everything without a filter', {}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['by who, by any part of name or email', { who: 'BEN@' }, [6]],
    ['by who, by name', { who: 'ada' }, [1, 2, 3, 4, 5, 7, 8, 9]],
    ['by kind', { kinds: ['promote', 'rollback'] }, [4, 5]],
    ['by no kind', { kinds: [] }, []],
    ['by environment', { environment: 'production' }, [4, 5, 6]],
    ['by what was said', { text: 'FIRST' }, [4]],
    ['by prompt', { prompt: 'other' }, []],
    ['from a moment, which is in', { from: minute(7) }, [7, 8, 9]],
    ['to a moment, which is in', { to: minute(2) }, [1, 2]],
    ['by all at once', { who: 'ada', environment: 'production', from: minute(5) }, [5]],
  ];
  for (const [what, filter, expected] of cases) {
    it(`keeps ${what}`, () => {
      deepStrictEqual(kept(filter), expected);
    });
  }

  it('tells people apart by what git says of them', () => {
    strictEqual(events[5]?.author, ben);
    strictEqual(events[0]?.version, idOf('v1'));
  });
});

describe('isWithin', () => {
  it('compares moments, not their texts', () => {
    strictEqual(isWithin('2026-05-03T12:00:00.000Z', { from: '2026-05-03T14:00:00+02:00' }), true);
    strictEqual(isWithin('2026-05-03T11:59:59.999Z', { from: '2026-05-03T14:00:00+02:00' }), false);
  });
});
