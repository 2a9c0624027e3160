import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { lostRecords, lossText } from '../../../../src/core/ledger/audit/lostRecords';
import { recordFileName, recordPath } from '../../../../src/core/ledger/records/recordFile';
import { foldersOf, histories, inFolder } from '../../../support/randomHistory';
import { folderOf, release, version } from '../../../support/recordBuilder';
import { holdsFor } from '../../../support/seeded';

const v1 = version('v1', 1);
const r1 = release('r1', 2, 'v1');
const pathOf = (record: typeof v1 | typeof r1) =>
  recordPath({ folder: 'greeting', name: recordFileName(record.at, record.id) });

describe('lostRecords', () => {
  const before = [folderOf('greeting', [v1, r1])];
  const lost = (now: Parameters<typeof lostRecords>[1]) =>
    lostRecords(before, now).map(({ path, record }) => [path, record?.kind]);

  it('finds none where all are there, and more', () => {
    deepStrictEqual(lost([folderOf('greeting', [v1, r1, version('v2', 3)])]), []);
  });

  it('finds one that is gone, its folder, and a file that is not what it was', () => {
    const gone = [pathOf(r1), 'release'];
    deepStrictEqual(lost([folderOf('greeting', [v1])]), [gone]);
    deepStrictEqual(lost([]), [[pathOf(v1), 'version'], gone]);
    const damaged = { path: pathOf(r1), message: 'Changed.' };
    deepStrictEqual(lost([{ ...folderOf('greeting', [v1, r1]), problems: [damaged] }]), [gone]);
  });

  it('finds one that lies in the folder of another prompt', () => {
    deepStrictEqual(lost([folderOf('greeting', [v1]), folderOf('other', [r1])]).length, 1);
  });

  it('keeps kinds that only a newer writer knows, and nothing that was bad before', () => {
    const names = ['newer.json'];
    const newer = { folder: 'a', names, records: [], problems: [] };
    deepStrictEqual(lostRecords([newer], []), [
      { path: 'records/a/newer.json', folder: 'a', name: 'newer.json', record: undefined },
    ]);
    const problems = [{ path: 'records/a/newer.json', message: 'Cut.' }];
    deepStrictEqual(lostRecords([{ ...newer, problems }], []), []);
  });

  it('finds any single record of any history', () => {
    holdsFor(histories, 50, ({ all }) => {
      const folders = foldersOf(all).map(folder => folderOf(folder, inFolder(all, folder)));
      for (const read of folders) {
        for (const name of read.names) {
          const left = read.names.filter(other => other !== name);
          const now = folders.map(item => (item === read ? { ...read, names: left } : item));
          deepStrictEqual(
            lostRecords(folders, now).map(item => item.path),
            [recordPath({ folder: read.folder, name })],
          );
        }
      }
    });
  });
});

describe('lossText', () => {
  const facts = { since: 'main', what: 'v1 by Ada', problem: undefined, elsewhere: undefined };

  it('says what it was, what is there now, and what to do', () => {
    strictEqual(
      lossText(facts),
      'main has here: v1 by Ada. It is not here any more. Records are only ever added: "promptledger verify --repair --since main" brings it back.',
    );
    match(lossText({ ...facts, elsewhere: 'records/a/x.json.bak' }), /x\.json\.bak has its name/);
    match(lossText({ ...facts, problem: 'It is a link.' }), /by Ada\. It is a link\. Records/);
  });
});
