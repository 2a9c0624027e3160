import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Draft, VersionRecord } from '../../src/core/ledger/records/records';
import { writeRemote } from '../../src/store/remoteFiles';
import { openFiles } from '../../src/store/openFiles';
import { steppingClock } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';

/** A writing command line, and the files beside the registry that it replaces. */
export interface Scenario {
  readonly args: readonly string[];
  readonly output?: string;
  /** What somebody did to the world before. */
  readonly spoil?: (folder: string) => Promise<void>;
}

const line = (text: string, output?: string): Scenario => ({
  args: text.split(' '),
  ...(output === undefined ? {} : { output }),
});

/** Every command that writes, as it does something in the folder that `makeWorld` makes. */
export const SCENARIOS: readonly Scenario[] = [
  line('commit b -m x'),
  line('commit a --file two.txt -m two --tag candidate'),
  line('commit new/one --file two.txt --tag candidate'),
  line('commit --all -m x'),
  line('tag a@1 fresh'),
  line('untag a old'),
  line('promote a production -m go'),
  line('promote --all staging'),
  line('rollback a staging -m why'),
  line('approve a production'),
  line('describe a -d purpose --label l'),
  line('archive a'),
  line('restore gone'),
  line('rename b moved/b'),
  line('checkout a@1'),
  line('discard b'),
  line('merge d'),
  line('new fresh'),
  line('import one.prompt two.prompt --folder imported'),
  line('samples save a s --var x=1'),
  line('samples save a fresh --var x=1'),
  line('environments add qa'),
  line('environments set production --approvals 1'),
  line('environments move development'),
  line('environments remove development'),
  line('remote add fresh phoenix http://localhost:6006'),
  line('remote remove cloud'),
  line('init'),
  line('--registry other init'),
  line('export --all -f json -o out.json', 'out.json'),
  { ...line('verify --repair'), spoil: misplaceRecords },
];

/** A folder with a registry in which every scenario has something to do. */
export async function makeWorld(folder: string): Promise<void> {
  const root = join(folder, '.promptledger');
  const { registry, records } = openFiles(root, () => Promise.resolve(ada), steppingClock());
  await registry.initialize();
  for (const prompt of ['a', 'b', 'c', 'gone']) {
    await registry.commit({ prompt, source: `${prompt} {{x}}\n`, message: 'Begun' });
    await registry.tag({ ref: prompt, tag: 'development' });
  }
  await registry.promote({ prompt: 'a', environment: 'staging' });
  await registry.commit({ prompt: 'a', source: 'a again {{x}}\n', tag: 'old' });
  await registry.tag({ ref: 'a@2', tag: 'development' });
  await registry.promote({ prompt: 'a', environment: 'staging' });
  await registry.archive('gone');
  await registry.saveSample({ prompt: 'a', sample: 's', changes: [], copyOf: null });
  const version = await registry.commit({ prompt: 'd', source: 'one\n\ntwo\n' });
  await registry.commit({ prompt: 'd', source: 'one!\n\ntwo\n' });
  const [first] = (await records.read('d')).records;
  if (first?.kind !== 'version') throw new Error('The first record of "d" is no version.');
  const { kind, prompt, author, message, includes } = first;
  const other = { parents: [version.id], number: 2, source: ['one', '', 'two!', ''] };
  const at = '2026-11-20T10:00:00.000Z';
  const draft: Draft<VersionRecord> = { kind, prompt, at, author, message, includes, ...other };
  await records.append(draft);
  await writeRemote(root, { name: 'cloud', kind: 'phoenix', url: 'http://localhost:6006' });
  const files: readonly (readonly [string, string])[] = [
    ['.promptledger/prompts/b.prompt', 'b typed {{x}}\n'],
    ['.promptledger/prompts/c.prompt', 'c typed {{x}}\n'],
    ['two.txt', 'two {{x}}\n'],
    ['one.prompt', '---\nmodel: openai/gpt-4\n---\nOne\n'],
    ['two.prompt', '---\nmodel: openai/gpt-4\n---\nTwo\n'],
    ['out.json', 'exported before\n'],
  ];
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  await mkdir(join(folder, 'other'), { recursive: true });
}

/**
 * Moves the records of one prompt into the folder of another, and adds to the names of those of a third. What
 * no repair can decide is taken away, so that it ends well.
 */
async function misplaceRecords(folder: string): Promise<void> {
  const records = join(folder, '.promptledger', 'records');
  await rm(join(records, 'd'), { recursive: true });
  for (const name of await readdir(join(records, 'c'))) {
    await rename(join(records, 'c', name), join(records, 'a', name));
  }
  for (const name of await readdir(join(records, 'b'))) {
    await rename(join(records, 'b', name), join(records, 'b', `${name}.bak`));
  }
}
