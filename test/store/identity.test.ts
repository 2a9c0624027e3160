import { deepStrictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { identify } from '../../src/store/identity';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('who writes', () => {
  const newFolder = temporaryFolders();

  it('is who the variable names, else what git takes from its environment and configuration', async () => {
    const folder = await newFolder();
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['config', 'user.name', 'Ben'], { cwd: folder });
    execFileSync('git', ['config', 'user.email', 'ben@example.com'], { cwd: folder });
    const root = join(folder, '.promptledger');
    deepStrictEqual(await identify(root, {}), { name: 'Ben', email: 'ben@example.com' });
    deepStrictEqual(await identify(root, { GIT_AUTHOR_NAME: 'Bot' }), {
      name: 'Bot',
      email: 'ben@example.com',
    });
    deepStrictEqual(await identify(root, { PROMPTLEDGER_AUTHOR: 'Ada <ada@example.com>' }), {
      name: 'Ada',
      email: 'ada@example.com',
    });
  });

  it('is refused where the variable names nobody', async () => {
    const error = await rejectionOf(identify('/', { PROMPTLEDGER_AUTHOR: 'Ada' }));
    checkRefusal(error, 'invalid-argument', 'Name <email>');
  });
});
