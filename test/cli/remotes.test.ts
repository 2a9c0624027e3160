import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { runHere, runJsonHere } from '../support/cliHere';
import { filesBelow } from '../support/openedRegistry';
import { langfuseLoopback } from '../support/promptServers';
import { temporaryFolders } from '../support/temporaryFolders';
import { checkOutput } from './jsonShapes';

describe('somebody who syncs with a server', () => {
  const newFolder = temporaryFolders();
  const env = { LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk' };

  it('pushes, pulls, and is told what stays; no key is in a file or a message', async () => {
    const server = await langfuseLoopback();
    try {
      const [ours, theirs] = [await newFolder(), await newFolder()];
      for (const folder of [ours, theirs]) {
        await runHere(folder, ['init']);
        await runHere(folder, ['remote', 'add', 'team', 'langfuse', server.url]);
      }
      await runHere(ours, ['commit', 'a/b', '--file', '-'], { stdin: 'Hi {{name}}\n' });
      await runHere(ours, ['tag', 'a/b', 'staging']);
      const push = await runJsonHere(ours, ['push', 'team', 'a/b'], { env });
      checkOutput(push.value, 'pushed[]', 'push');
      strictEqual(push.code, 0, push.stderr);
      const pulled = await runHere(theirs, ['pull', 'team'], { env });
      strictEqual(pulled.stdout, 'a/b new: v1; staging is v1\n', pulled.stderr);
      const again = await runJsonHere(theirs, ['remote', 'status', 'team'], { env });
      deepStrictEqual(again.value, [{ prompt: 'a/b', toPull: 0, toPush: 0 }]);
      const refused = await runHere(theirs, ['pull', 'team'], {
        env: { ...env, LANGFUSE_SECRET_KEY: 'secret-key-0' },
      });
      strictEqual(refused.code, 1);
      match(refused.stderr, /refused GET .* with 401: .*Check the key/);
      const files = JSON.stringify(await filesBelow(theirs)) + refused.stderr;
      strictEqual(/secret-key-0|cGs6c2s/.test(files), false);
    } finally {
      await server.close();
    }
  });
});
