import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { planArchive, planFacts } from '../../../../src/core/ledger/plan/facts';
import { facts, idOf, stateOf, version } from '../../../support/recordBuilder';

describe('planArchive', () => {
  const old = version('v1', 1);
  const archived = facts('f', 2, { archived: true, heads: [idOf('v1')] });

  it('names the newest versions, and writes nothing where they are known', () => {
    deepStrictEqual(planArchive(stateOf(old)), {
      kind: 'prompt',
      previous: [],
      archived: true,
      heads: [idOf('v1')],
    });
    strictEqual(planArchive(stateOf(old, archived)), undefined);
  });

  it('archives again over a version that nobody knew of', () => {
    const other = version('v2', 1, { parents: ['v1'] });
    deepStrictEqual(planArchive(stateOf(old, archived, other)), {
      kind: 'prompt',
      previous: [idOf('f')],
      archived: true,
      heads: [idOf('v2')],
    });
  });
});

describe('planFacts', () => {
  it('names no record where nothing was said before', () => {
    deepStrictEqual(planFacts(stateOf(version('v1', 1)), { archived: true }), {
      kind: 'prompt',
      previous: [],
      archived: true,
    });
  });

  it('says only what changes, and nothing where all is so', () => {
    const state = stateOf(facts('f', 1, { description: 'Old', labels: ['a'] }));
    strictEqual(
      planFacts(state, { description: 'Old', labels: ['a'], archived: false }),
      undefined,
    );
    deepStrictEqual(planFacts(state, { description: 'New', labels: ['a'] }), {
      kind: 'prompt',
      previous: [idOf('f')],
      description: 'New',
    });
  });

  it('names what two branches said, and not what they replaced', () => {
    const state = stateOf(
      facts('old', 1, { description: 'Old' }),
      facts('left', 2, { description: 'Left', previous: [idOf('old')] }),
      facts('right', 3, { archived: true, previous: [idOf('old')] }),
    );
    deepStrictEqual(planFacts(state, { archived: false })?.previous, [idOf('left'), idOf('right')]);
  });

  it('is what counts from then on, whatever date the replaced record has', () => {
    const ahead = facts('ahead', 9, { archived: true });
    const next = facts('next', 2, { archived: false, previous: [idOf('ahead')] });
    strictEqual(stateOf(ahead, next).archived, false);
  });

  it('names the last 1,024 of more early records, which do not name each other', () => {
    const early = Array.from({ length: 1500 }, (_, at) => facts(`f${at}`, at, { archived: true }));
    const previous = planFacts(stateOf(...early), { archived: false })?.previous ?? [];
    strictEqual(previous.length, 1024);
    strictEqual(previous.at(-1), idOf('f1499'));
  });
});
