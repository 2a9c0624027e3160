import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRecord, recordFileName } from '../../src/core/ledger/records/recordFile';
import type { Draft, LedgerRecord, VersionRecord } from '../../src/core/ledger/records/records';
import { digest } from '../../src/store/digest';
import { RecordFiles } from '../../src/store/recordFiles';
import { filesBelow } from '../support/openedRegistry';
import { draftOf, version } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const FOLDER = 'support/greeting';

function draft(name: string, minutes: number, given: object = {}): Draft<VersionRecord> {
  return draftOf(version(name, minutes, { prompt: FOLDER, ...given }));
}

describe('RecordFiles', () => {
  const newFolder = temporaryFolders();
  let root: string;
  let store: RecordFiles;

  beforeEach(async () => {
    root = await newFolder();
    store = new RecordFiles(root);
  });

  function pathOf({ at, id, prompt }: LedgerRecord): string {
    return join(root, 'records', prompt, recordFileName(at, id));
  }

  /** Writes a text as a record file of some folder, under the name that its bytes give it. */
  async function plant(text: string, given: { folder?: string; name?: string } = {}) {
    const { folder = FOLDER } = given;
    const name = given.name ?? `20261120T090100000Z-${digest(text).slice(0, 32)}.json`;
    await mkdir(join(root, 'records', folder), { recursive: true });
    await writeFile(join(root, 'records', folder, name), text);
    return name;
  }

  it('is empty where nothing was ever written', async () => {
    strictEqual((await store.list()).size, 0);
    deepStrictEqual((await store.read('nobody')).records, []);
  });

  it('writes a record under the name and with the bytes of the design', async () => {
    const first = draft('v1', 1);
    const record = await store.append(first);
    const text = await readFile(pathOf(record), 'utf8');
    strictEqual(text, `${JSON.stringify(first, null, 2)}\n`);
    strictEqual(record.id, digest(text).slice(0, 32));
    deepStrictEqual(Object.keys(await filesBelow(root)), [
      `records/support/greeting/20261120T090100000Z-${record.id}.json`,
    ]);
  });

  it('reads back what it wrote, in any process', async () => {
    const first = await store.append(draft('v1', 1));
    const second = await store.append(draft('v2', 2));
    for (const reader of [store, new RecordFiles(root)]) {
      const read = await reader.read(FOLDER);
      deepStrictEqual(read.records, [first, second]);
      deepStrictEqual(read.problems, []);
      deepStrictEqual([...(await reader.list())], [[FOLDER, read.names]]);
    }
  });

  it('sees files that another process adds and removes', async () => {
    const first = await store.append(draft('v1', 1));
    await store.read(FOLDER);
    const second = await new RecordFiles(root).append(draft('v2', 2));
    deepStrictEqual((await store.read(FOLDER)).records, [first, second]);
    await rm(pathOf(first));
    deepStrictEqual((await store.read(FOLDER)).records, [second]);
    await rm(pathOf(second));
    deepStrictEqual((await store.read(FOLDER)).records, []);
    strictEqual((await store.list()).size, 0);
  });

  it('reads a file again that was half written when it was read', async () => {
    const first = await store.append(draft('v1', 1));
    const whole = printRecord(draft('v2', 2));
    const name = await plant(whole.slice(0, 40), {
      name: `20261120T090200000Z-${digest(whole).slice(0, 32)}.json`,
    });
    const half = await store.read(FOLDER);
    deepStrictEqual([half.records.length, half.problems.length], [1, 1]);
    await plant(whole, { name });
    const read = await store.read(FOLDER);
    deepStrictEqual(
      read.records.map(({ at }) => at),
      [first.at, draft('v2', 2).at],
    );
    deepStrictEqual(read.problems, []);
  });

  it('writing the same record twice makes one file', async () => {
    await store.append(draft('v1', 1));
    await store.append(draft('v1', 1));
    strictEqual((await store.read(FOLDER)).names.length, 1);
  });

  it('reads every folder of a large registry, more than it keeps in memory', async () => {
    const prompts = Array.from({ length: 40 }, (_, index) => `p/n${index}`);
    for (const prompt of prompts) await store.append(draft('v1', 1, { prompt }));
    for (const prompt of [...prompts, ...prompts]) {
      strictEqual((await store.read(prompt)).records[0]?.prompt, prompt);
    }
    strictEqual((await store.list()).size, 40);
  });

  it('keeps two prompts apart of which one lies in the folder of the other', async () => {
    await store.append(draft('v1', 1, { prompt: 'support' }));
    await store.append(draft('v2', 2, { prompt: FOLDER }));
    strictEqual((await store.read('support')).records.length, 1);
    strictEqual((await store.read(FOLDER)).records.length, 1);
  });

  describe('leaves where it is, reports and ignores', () => {
    async function problems() {
      return (await store.read(FOLDER, { fresh: true })).problems;
    }

    it('a record with a flipped byte; the others load', async () => {
      const bad = await store.append(draft('v1', 1));
      const good = await store.append(draft('v2', 2));
      const bytes = await readFile(pathOf(bad));
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      await writeFile(pathOf(bad), bytes);
      const read = await new RecordFiles(root).read(FOLDER);
      deepStrictEqual(read.records, [good]);
      deepStrictEqual(read.problems, [
        {
          path: `records/${FOLDER}/${recordFileName(bad.at, bad.id)}`,
          code: 'record-corrupt',
          message: 'The content was changed after it was written.',
        },
      ]);
      deepStrictEqual(await readFile(pathOf(bad)), bytes);
    });

    it('a flipped byte in what it has in memory, when asked to look afresh', async () => {
      const bad = await store.append(draft('v1', 1));
      await store.read(FOLDER);
      await writeFile(pathOf(bad), '{}');
      strictEqual((await problems()).length, 1);
    });

    it('a record of the hostile prompt "../../evil" with the right hash', async () => {
      await plant(printRecord(draft('v1', 1, { prompt: '../../evil' })));
      const [problem] = await problems();
      ok(problem?.message.startsWith('"prompt" is no prompt name'), problem?.message);
      deepStrictEqual((await store.read(FOLDER)).records, []);
    });

    it('a record that was moved to another folder', async () => {
      const record = await store.append(draft('v1', 1, { prompt: 'other' }));
      await mkdir(join(root, 'records', FOLDER), { recursive: true });
      await rename(pathOf(record), pathOf({ ...record, prompt: FOLDER }));
      strictEqual((await problems())[0]?.message, 'It says that it belongs to "other".');
    });

    it('bytes that are no UTF-8', async () => {
      const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
      const name = `20261120T090100000Z-${digest(bytes).slice(0, 32)}.json`;
      await plant('', { name });
      await writeFile(join(root, 'records', FOLDER, name), bytes);
      strictEqual((await problems())[0]?.message, 'The file is not UTF-8 text.');
    });

    it('JSON files of other people, in a folder or above all folders', async () => {
      await plant('{}', { name: 'notes.json' });
      await plant('{}', { name: 'top.json', folder: '' });
      strictEqual((await problems())[0]?.path, `records/${FOLDER}/notes.json`);
      const top = await store.read('');
      deepStrictEqual(
        top.problems.map(problem => problem.path),
        ['records/top.json'],
      );
    });

    it('folders that no prompt can have', async () => {
      await plant('{}', { folder: 'My Prompts' });
      deepStrictEqual([...(await store.list()).keys()], ['My Prompts']);
      strictEqual((await store.read('My Prompts')).problems.length, 1);
    });
  });

  it('keeps and ignores records of a kind from a newer writer', async () => {
    const name = await plant(JSON.stringify({ ...draft('v1', 1), kind: 'later' }));
    const read = await store.read(FOLDER);
    deepStrictEqual([read.names, read.records, read.problems], [[name], [], []]);
  });

  it('does not even look at files that are no JSON', async () => {
    await plant('hello', { name: 'README.md' });
    strictEqual((await store.list()).size, 0);
  });

  describe('refuses', () => {
    it('to follow a symbolic link out of the registry', async () => {
      const outside = await newFolder();
      await new RecordFiles(outside).append(draft('v1', 1));
      await symlink(join(outside, 'records'), join(root, 'records'));
      checkRefusal(await rejectionOf(store.list()), 'io', 'symbolic link');
      checkRefusal(await rejectionOf(store.read(FOLDER)), 'io', 'symbolic link');
      checkRefusal(await rejectionOf(store.append(draft('v2', 2))), 'io', 'symbolic link');
      strictEqual((await new RecordFiles(outside).read(FOLDER)).names.length, 1);
    });

    it('a registry in whose place git has checked out a link', async () => {
      const outside = await newFolder();
      await new RecordFiles(outside).append(draft('v1', 1));
      await rm(root, { recursive: true });
      await symlink(outside, root);
      checkRefusal(await rejectionOf(store.list()), 'invalid-registry', 'is a link');
      checkRefusal(await rejectionOf(store.read(FOLDER)), 'invalid-registry', 'is a link');
      checkRefusal(
        await rejectionOf(store.append(draft('v2', 2))),
        'invalid-registry',
        'is a link',
      );
      strictEqual((await new RecordFiles(outside).read(FOLDER)).names.length, 1);
    });

    it('a linked folder of one prompt; the list names it, and nothing is read', async () => {
      const outside = await newFolder();
      await new RecordFiles(outside).append(draft('v1', 1));
      await mkdir(join(root, 'records'), { recursive: true });
      await symlink(join(outside, 'records', 'support'), join(root, 'records', 'support'));
      deepStrictEqual([...(await store.list())], [['support', []]]);
      for (const folder of ['support', FOLDER]) {
        const { records, problems } = await store.read(folder);
        deepStrictEqual([records, problems.map(({ code }) => code)], [[], ['io']]);
        ok(problems[0]?.message.includes('symbolic link'), problems[0]?.message);
      }
    });

    it('to write where "records" is a file', async () => {
      await writeFile(join(root, 'records'), 'in the way');
      checkRefusal(await rejectionOf(store.append(draft('v1', 1))), 'io', 'Nothing was changed');
      checkRefusal(await rejectionOf(store.list()), 'io', 'not a directory');
      strictEqual(await readFile(join(root, 'records'), 'utf8'), 'in the way');
    });

    it('to write where the cache is a file', async () => {
      await writeFile(join(root, 'cache'), 'in the way');
      checkRefusal(await rejectionOf(store.append(draft('v1', 1))), 'io', 'Nothing was changed');
      strictEqual((await store.list()).size, 0);
    });

    it('half a character, and writes nothing', async () => {
      const broken = draft('v1', 1, { message: '\udc00' });
      checkRefusal(await rejectionOf(store.append(broken)), 'invalid-document', 'surrogate');
      deepStrictEqual(await readdir(root), []);
    });

    const tooLarge: [what: string, given: object, why: string][] = [
      ['a number above 10^9', { number: 2 ** 53 }, '"number" is larger'],
      ['more parents than 1,024', { parents: new Array<string>(1025).fill('v0') }, '1025 records'],
      ['more than 8 MB', { message: 'ä'.repeat(5 * 1024 * 1024) }, 'more than 8 MB'],
    ];
    for (const [what, given, why] of tooLarge) {
      it(`${what}, and writes nothing`, async () => {
        const error = await rejectionOf(store.append(draft('v1', 1, given)));
        checkRefusal(error, 'too-large', why, 'Nothing was changed');
        deepStrictEqual(await readdir(root), []);
      });
    }

    const unreadable: [what: string, given: object][] = [
      ['a time after the last year', { at: '9001-01-01T00:00:00.000Z' }],
      ['a number that is no whole number', { number: 1.5 }],
      ['a prompt outside the registry', { prompt: '../../evil' }],
      ['an upper-case prompt', { prompt: 'Support' }],
    ];
    for (const [what, given] of unreadable) {
      it(`to write what no reader would take: ${what}`, async () => {
        const error = await rejectionOf(store.append(draft('v1', 1, given)));
        checkRefusal(error, 'record-corrupt', 'could not be read back', 'Nothing was written');
        deepStrictEqual(await readdir(root), []);
      });
    }
  });
});
