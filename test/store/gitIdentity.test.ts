import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gitIdentity } from '../../src/store/gitIdentity';
import { temporaryFolders } from '../support/temporaryFolders';

/** What would let the person who runs the tests show up in them. */
const OWN = ['HOME', 'XDG_CONFIG_HOME', 'PATH'] as const;

describe('gitIdentity', () => {
  const newFolder = temporaryFolders();
  const before = new Map<string, string | undefined>();
  let folder: string;
  let root: string;

  beforeEach(async () => {
    folder = await newFolder();
    for (const name of OWN) before.set(name, process.env[name]);
    process.env.HOME = join(folder, 'nobody');
    process.env.XDG_CONFIG_HOME = join(folder, 'nobody');
    root = join(folder, '.promptledger');
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
    deepStrictEqual(await gitIdentity(root), { name: 'Ada Lovelace', email: 'ada@example.com' });
  });

  it('is unknown where the name or the address is missing', async () => {
    strictEqual(await gitIdentity(root), undefined);
    git('config', 'user.name', 'Ada Lovelace');
    strictEqual(await gitIdentity(root), undefined);
  });

  it('is unknown where the name is empty', async () => {
    git('config', 'user.name', '');
    git('config', 'user.email', 'ada@example.com');
    strictEqual(await gitIdentity(root), undefined);
  });

  it('is unknown where there is no git', async () => {
    process.env.PATH = folder;
    strictEqual(await gitIdentity(root), undefined);
  });

  it('is refused, with what git said, where its configuration is broken', async () => {
    git('config', 'user.name', 'Ada');
    const { appendFileSync } = await import('node:fs');
    appendFileSync(join(folder, '.git', 'config'), '[broken');
    const error = await gitIdentity(root).catch((reason: unknown) => reason);
    strictEqual(error instanceof Error && 'code' in error && error.code, 'io');
  });
});
