import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { recordFileName, recordPath } from '../../src/core/ledger/records/recordFile';
import { lossesOf, pathsOf } from '../../src/registry/losses';
import { folderOf, release, version } from '../support/recordBuilder';

const v1 = version('v1', 1);
const r1 = release('r1', 2, 'v1');
const pathOf = ({ at, id }: typeof v1 | typeof r1) =>
  recordPath({ folder: 'greeting', name: recordFileName(at, id) });
const then = [folderOf('greeting', [v1, r1])];

/** What is said of each record that is not there any more. */
async function told(
  now: typeof then,
  problems: readonly { path: string; message: string }[] = [],
  common: readonly string[] | 'unknown' = [pathOf(v1), pathOf(r1)],
) {
  const known = common === 'unknown' ? undefined : new Set(common);
  const found = await lossesOf({
    ...{ then, now: { folders: now, problems } },
    common: () => Promise.resolve(known),
  });
  const say = ({ what, problem, elsewhere }: (typeof found.lost)[number]) => [
    what,
    problem,
    elsewhere,
  ];
  return { lost: found.lost.map(say), behind: found.behind.map(say) };
}

describe('lossesOf', () => {
  const releaseText = 'release of v1 to "production" by Ada';

  it('asks for what both have in common only where something is missing', async () => {
    const asked = lossesOf({
      ...{ then, now: { folders: then, problems: [] } },
      common: () => Promise.reject(new Error('asked')),
    });
    deepStrictEqual(await asked, { lost: [], behind: [] });
  });

  it('says what a record was, what is wrong with it now, and where its name is', async () => {
    const now = [folderOf('greeting', [v1])];
    deepStrictEqual((await told(now)).lost, [[releaseText, undefined, undefined]]);
    const problem = { path: pathOf(r1), message: 'It is cut.' };
    deepStrictEqual((await told(now, [problem])).lost, [[releaseText, 'It is cut.', pathOf(r1)]]);
    const kept = { path: `${pathOf(r1)}.bak`, message: 'Stray.' };
    deepStrictEqual((await told(now, [kept])).lost, [[releaseText, undefined, kept.path]]);
  });

  it('says of records in a folder that cannot be listed why, not that they are gone', async () => {
    const problem = { path: 'records/greeting', message: 'It cannot be read.' };
    deepStrictEqual(
      (await told([], [problem])).lost.map(([, why]) => why),
      ['It cannot be read.', 'It cannot be read.'],
    );
  });

  it('tells what one side never had from what it lost, unless something lies there', async () => {
    const now = [folderOf('greeting', [v1])];
    const unknown = [releaseText, undefined, undefined];
    deepStrictEqual(await told(now, [], [pathOf(v1)]), { lost: [], behind: [unknown] });
    const problem = { path: pathOf(r1), message: 'Cut.' };
    strictEqual((await told(now, [problem], [pathOf(v1)])).lost.length, 1);
    strictEqual((await told(now, [], 'unknown')).lost.length, 1);
  });
});

describe('pathsOf', () => {
  it('are those of all files of a folder', () => {
    deepStrictEqual(then.flatMap(pathsOf), [pathOf(v1), pathOf(r1)]);
  });
});
