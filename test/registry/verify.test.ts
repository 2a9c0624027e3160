import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import type {
  ReleaseRecord,
  TagRecord,
  VersionRecord,
} from '../../src/core/ledger/records/records';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { GitRecords } from '../../src/store/gitRecords';
import {
  filesBelow,
  newRegistry,
  steppingClock,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { ada, draftOf, release, tagging, version } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('verify', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(join(await newFolder(), '.promptledger'));
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

  it('names a version that was included and is missing, whichever prompt it is of', async () => {
    const { registry, root } = opened;
    const { id } = await registry.commit({ prompt: 'tone', source: 'Kindly.' });
    await registry.commit({ prompt: 'b', source: '{{> tone}}' });
    deepStrictEqual((await registry.verify()).problems, []);
    await rm(join(root, 'records', 'tone'), { recursive: true });
    const { problems } = await registry.verify();
    deepStrictEqual(
      problems.map(({ code, message }) => [code, message]),
      [
        [
          'version-not-found',
          `v1 includes "tone" as ${id.slice(0, 8)}, which is not here. Restore it, or commit "b" anew.`,
        ],
      ],
    );
    ok(problems[0]?.path.startsWith('records/b/'));
  });

  it('names a plain tag on a protected environment, which some writer let pass', async () => {
    const record = tagging('t', 1, 'x', { prompt: 'a', tag: 'production' });
    const { id: version } = await opened.registry.version('a@1');
    await opened.records.append<TagRecord>({ ...draftOf(record), version });
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.map(({ code, message }) => [code, message]),
      [['environment-protected', 'A plain tag moved a protected environment. Only a release may.']],
    );
  });

  it('names what two branches left to decide', async () => {
    const { id } = await opened.registry.version('a@1');
    const twin = version('twin', 1, { prompt: 'a', source: ['other'] });
    await opened.records.append<VersionRecord>({ ...draftOf(twin), parents: [id] });
    await opened.records.append<TagRecord>({
      ...draftOf(tagging('t', 1, 'x', { prompt: 'a', tag: 'beta' })),
      version: (await opened.registry.version('a@2')).id,
    });
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.map(({ code }) => code),
      ['reference-ambiguous', 'reference-ambiguous', 'reference-ambiguous'],
    );
    ok(problems.every(({ message }) => message.includes('"a"')));
  });

  it('names records from the future', async () => {
    const { id } = await opened.registry.version('a@1');
    const late = { ...draftOf(tagging('t', 3000, 'x', { prompt: 'a' })), version: id };
    await opened.records.append<TagRecord>(late);
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.map(({ code }) => code),
      ['record-corrupt'],
    );
    ok(problems[0]?.message.includes('has not come yet'));
  });

  it('names a move of an immutable tag, and a promotion past the environment before', async () => {
    const { registry, records } = opened;
    await registry.tag({ ref: 'a@1', tag: 'v1.0.0', immutable: true });
    const { id } = await registry.version('a@2');
    const moved = tagging('t', 1, 'x', { prompt: 'a', tag: 'v1.0.0' });
    await records.append<TagRecord>({ ...draftOf(moved), version: id });
    const past = release('r', 2, 'x', { prompt: 'a' });
    await records.append<ReleaseRecord>({ ...draftOf(past), version: id });
    const { problems } = await registry.verify();
    deepStrictEqual(problems.map(({ code }) => code).sort(), [
      'environment-protected',
      'reference-ambiguous',
      'tag-immutable',
    ]);
  });

  it('tells of a broken registry.json, and of nothing that its rules would forbid', async () => {
    await writeFile(join(opened.root, 'registry.json'), '{');
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.map(({ path, code }) => [path, code]),
      [['registry.json', 'invalid-registry']],
    );
  });

  it('tells since a commit of git only what rules forbid of newer records', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
        cwd: dirname(opened.root),
      });
    const { id } = await opened.registry.version('a@1');
    const plain = (name: string, minutes: number) =>
      opened.records.append<TagRecord>({
        ...draftOf(tagging(name, minutes, 'x', { prompt: 'a', tag: 'production' })),
        version: id,
      });
    await plain('old', 1);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'Before it was protected');
    const { records, documents, index, root } = opened;
    const registry = new Registry({
      ...{ records, documents, index, digest },
      clock: steppingClock(),
      identity: () => Promise.resolve(ada),
      history: new GitRecords(root),
    });
    strictEqual((await registry.verify()).problems.length, 1);
    deepStrictEqual((await registry.verify({ since: 'HEAD' })).problems, []);
    const added = await plain('new', 2);
    const { problems } = await registry.verify({ since: 'HEAD' });
    deepStrictEqual(
      problems.map(({ path }) => path.includes(added.id)),
      [true],
    );
  });
});
