import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TagRecord } from '../../src/core/records';
import { filesBelow, newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { draftOf, tagging } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('verify', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry } = opened;
    await registry.commit({ prompt: 'a', source: 'one' });
    await registry.commit({ prompt: 'a', source: 'two' });
    await registry.tag({ ref: 'a@1', tag: 'beta' });
  });

  afterEach(() => {
    opened.close();
  });

  async function recordFiles(): Promise<string[]> {
    const folder = join(opened.root, 'records', 'a');
    return (await readdir(folder)).sort().map(name => join(folder, name));
  }

  it('finds nothing wrong with a sound registry', async () => {
    deepStrictEqual(await opened.registry.verify(), { records: 3, problems: [] });
  });

  it('looks past what is in memory, and repairs nothing', async () => {
    const [first = ''] = await recordFiles();
    const text = await readFile(first, 'utf8');
    await writeFile(first, text.replace('one', 'One'));
    const before = await filesBelow(opened.root);
    const { records, problems } = await opened.registry.verify();
    strictEqual(records, 2);
    deepStrictEqual(
      problems.map(problem => problem.code),
      ['record-corrupt', 'version-not-found', 'version-not-found'],
    );
    strictEqual(problems[0]?.message, 'The content was changed after it was written.');
    deepStrictEqual(await filesBelow(opened.root), before);
  });

  it('names what points at something that is missing, at the record that does', async () => {
    const [first = '', second, tag] = await recordFiles();
    await rm(first);
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.map(problem => join(opened.root, problem.path)),
      [second, tag],
    );
    ok(problems[0]?.message.startsWith('v2 names parent '), problems[0]?.message);
    ok(problems[1]?.message.startsWith('"beta" points at '), problems[1]?.message);
  });

  it('names a plain tag on a protected environment, which some writer let pass', async () => {
    const record = tagging('t', 3000, 'x', { prompt: 'a', tag: 'production' });
    const { id: version } = await opened.registry.version('a@1');
    await opened.records.append<TagRecord>({ ...draftOf(record), version });
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.map(({ code, message }) => [code, message]),
      [['environment-protected', 'A plain tag moved a protected environment. Only a release may.']],
    );
  });
});
