import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gitIdentity } from '../../src/store/gitIdentity';
import { temporaryFolders } from '../support/temporaryFolders';

/** What would let the person who runs the tests show up in them. */
const OWN = ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM', 'PATH'] as const;

describe('gitIdentity', () => {
  const newFolder = temporaryFolders();
  const before = new Map<string, string | undefined>();
  let folder: string;

  beforeEach(async () => {
    folder = await newFolder();
    for (const name of OWN) before.set(name, process.env[name]);
    process.env.GIT_CONFIG_GLOBAL = join(folder, 'no-config');
    process.env.GIT_CONFIG_NOSYSTEM = '1';
    git('init', '--quiet');
  });

  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  function git(...args: string[]): void {
    execFileSync('git', args, { cwd: folder });
  }

  it('is what git says of the folder', async () => {
    git('config', 'user.name', 'Ada Lovelace');
    git('config', 'user.email', 'ada@example.com');
    deepStrictEqual(await gitIdentity(folder), { name: 'Ada Lovelace', email: 'ada@example.com' });
  });

  it('is unknown where the name or the address is missing', async () => {
    strictEqual(await gitIdentity(folder), undefined);
    git('config', 'user.name', 'Ada Lovelace');
    strictEqual(await gitIdentity(folder), undefined);
  });

  it('is unknown where the name is empty', async () => {
    git('config', 'user.name', '');
    git('config', 'user.email', 'ada@example.com');
    strictEqual(await gitIdentity(folder), undefined);
  });

  it('is unknown where there is no git', async () => {
    process.env.PATH = folder;
    strictEqual(await gitIdentity(folder), undefined);
  });

  it('is refused, with what git said, where its configuration is broken', async () => {
    git('config', 'user.name', 'Ada');
    const { appendFileSync } = await import('node:fs');
    appendFileSync(join(folder, '.git', 'config'), '[broken');
    const error = await gitIdentity(folder).catch((reason: unknown) => reason);
    strictEqual(error instanceof Error && 'code' in error && error.code, 'io');
  });
});
