import assert from 'node:assert/strict';
import { readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentPath } from '../../../src/store/documentFiles';
import { committed, hearsOfFiles } from '../committed';
import {
  autoSave,
  closeAll,
  eventually,
  listed,
  promptNames,
  reading,
  refused,
  registryFolder,
  run,
  versionsOf,
  workingFile,
} from '../window';
import type { PromptInfo, StatusInfo, VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('damaged');
const RECORDS = join(registryFolder, 'records');

interface Repaired {
  readonly records: number;
  readonly problems: readonly { readonly path: string; readonly code: string }[];
  readonly repaired: readonly { readonly path: string; readonly act: string }[];
}

/** Longer than VS Code's watcher gathers what happens to a file. */
const WATCHED_AFTER_MS = 2000;

describe('A record that is damaged while the window is open', () => {
  hearsOfFiles('suites/heard-by-damaged');
  autoSave('off');
  const mend: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const again of mend.splice(0)) await again();
    await run('refresh', {});
    await closeAll();
  });

  /** Cuts the record of the newest version, and gives its path below the registry. */
  async function cutNewest(prompt: string): Promise<string> {
    // Of a file that is made and changed at once, a watcher tells that it was made.
    await new Promise(resolve => setTimeout(resolve, WATCHED_AFTER_MS));
    const [newest] = await versionsOf(prompt);
    const folder = join(RECORDS, prompt);
    const name = (await readdir(folder)).find(file => file.includes(newest?.id ?? '?')) ?? '';
    const bytes = await readFile(join(folder, name));
    await writeFile(join(folder, name), bytes.subarray(0, 80));
    mend.push(() => writeFile(join(folder, name), bytes));
    return `records/${prompt}/${name}`;
  }

  /** Puts a link in the place of a folder of records: it is there and cannot be read. */
  async function hideRecords(prompt: string): Promise<void> {
    const folder = join(RECORDS, prompt);
    await rename(folder, `${folder}.away`);
    await symlink(`${folder}.away`, folder);
    mend.push(async () => {
      await rm(folder);
      await rename(`${folder}.away`, folder);
    });
  }

  const problemOf = async (prompt: string) => (await listed(prompt)).problem;

  it('is told of its prompt in list and status, until it is mended', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const path = await cutNewest(prompt);
    const problem = await eventually('the mark', () => problemOf(prompt));
    assert.deepEqual([problem.path, problem.code], [path, 'record-corrupt']);
    const status = await run<readonly StatusInfo[]>('status', {});
    assert.deepEqual(status.find(item => item.prompt === prompt)?.problem, problem);
    assert.equal((await listed(prompt)).latest, null, 'nobody knows what is newest');
    await refused((await reading()).get(prompt), 'record-corrupt');
    for (const again of mend.splice(0)) await again();
    await eventually('no mark', async () => (await problemOf(prompt)) === undefined);
    assert.equal((await listed(prompt)).latest?.number, 2);
  });

  it('is a mark on its own prompt where it was moved into the folder of another one', async () => {
    const [prompt, host] = [newName(), newName()];
    await committed(prompt, 'one\n', 'two\n');
    await committed(host, 'host\n');
    const [newest] = await versionsOf(prompt);
    const name = (await readdir(join(RECORDS, prompt))).find(file =>
      file.includes(newest?.id ?? '?'),
    );
    const [from, to] = [prompt, host].map(folder => join(RECORDS, folder, name ?? '')) as [
      string,
      string,
    ];
    await rename(from, to);
    mend.push(() => rename(to, from));
    const problem = await eventually('the mark', () => problemOf(prompt));
    assert.deepEqual([problem.path, problem.belongsTo], [`records/${host}/${name ?? ''}`, prompt]);
    assert.deepEqual([(await listed(prompt)).latest, await problemOf(host)], [null, undefined]);
    await refused(run('tag', { ref: prompt, tag: 'candidate' }), 'record-corrupt');
    const { repaired } = await run<Repaired>('repair', {});
    mend.pop();
    assert.deepEqual(
      repaired.map(({ act, path }) => [act, path]),
      [['moved', `records/${prompt}/${name ?? ''}`]],
    );
    await eventually('no mark', async () => (await problemOf(prompt)) === undefined);
    assert.equal((await listed(prompt)).latest?.number, 2);
  });

  it('is found by verify, and marked then, if nobody told the window that it changed', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const path = await cutNewest(prompt);
    const { problems } = await run<Repaired>('verify', {});
    assert.ok(problems.some(problem => problem.path === path));
    assert.equal((await problemOf(prompt))?.path, path);
  });

  it('keeps its prompt from being committed with others, and all that is left out is told', async () => {
    const [sound, damaged, hidden] = [newName(), newName(), newName()];
    for (const prompt of [sound, damaged, hidden]) {
      await committed(prompt, 'one\n');
      await writeFile(join(registryFolder, ...documentPath(prompt)), 'two\n');
    }
    const path = await cutNewest(damaged);
    await hideRecords(hidden);
    for (const prompt of [damaged, hidden]) await eventually('the mark', () => problemOf(prompt));
    const { message, data } = await refused(
      run('commitAll', { prompts: [sound, damaged, hidden], message: 'All' }),
      'io',
    );
    const [newest] = await versionsOf(sound);
    assert.deepEqual([newest?.number, data.committed], [2, [newest?.id]]);
    for (const said of [`"${hidden}"`, `records/${hidden}`, `Committed: ${sound} v2`, path]) {
      assert.ok(message.includes(said), `${said} in: ${message}`);
    }
    for (const prompt of [damaged, hidden]) assert.equal(await workingFile(prompt), 'two\n');
    for (const again of mend.splice(0)) await again();
    await run('refresh', {});
    const versions = await run<readonly VersionInfo[]>('commitAll', {
      prompts: [damaged, hidden],
      message: 'All',
    });
    assert.deepEqual(
      versions.map(({ number }) => number),
      [2, 2],
    );
  });

  it('comes back from git when the registry is repaired, and every view is told', async () => {
    const prompt = 'support/escalation';
    const [before, intent] = [await listed(prompt), await listed('classify/intent')];
    const path = await cutNewest(prompt);
    const gone = (await readdir(join(RECORDS, 'classify/intent'))).sort()[0] ?? '';
    await rm(join(RECORDS, 'classify/intent', gone));
    await eventually('both', async () => {
      const isGone = (await listed('classify/intent')).versions < intent.versions;
      return isGone && (await problemOf(prompt)) !== undefined;
    });
    const told: (readonly string[])[] = [];
    const listening = (await reading()).onDidChange(({ prompts }) => told.push(prompts));
    const { repaired, problems } = await run<Repaired>('repair', {});
    listening.dispose();
    assert.deepEqual(
      repaired.map(item => [item.path, item.act]),
      [`records/classify/intent/${gone}`, path].map(item => [item, 'restored']),
    );
    assert.deepEqual(
      problems.filter(({ code }) => code !== 'reference-ambiguous'),
      [],
    );
    assert.deepEqual(await listed(prompt), before);
    // A watcher may have looked when the first one was there.
    assert.deepEqual([...new Set(told.flat())].sort(), ['classify/intent', prompt]);
    const again = await run<Repaired>('repair', {});
    assert.deepEqual(again.repaired, []);
    mend.length = 0;
  });

  it('leaves the rest of the registry to be used', async () => {
    const [damaged, other] = ['search/no-results', newName()];
    await cutNewest(damaged);
    await eventually('the mark', () => problemOf(damaged));
    await committed(other, 'fine\n');
    const all = await (await reading()).list();
    const wrong = all.filter((info: PromptInfo) => info.problem !== undefined);
    assert.deepEqual(
      wrong.map(({ prompt }) => prompt),
      [damaged],
    );
  });
});
