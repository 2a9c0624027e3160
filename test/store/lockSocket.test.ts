import { strictEqual } from 'node:assert/strict';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { closeServer, listenAt } from '../../src/store/lockSocket';
import { errorCode } from '../../src/core/base/ioFailure';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a socket that stands for a lock', () => {
  const newFolder = temporaryFolders();

  it('is listened to by one alone, until that one ends', async () => {
    const path =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\promptledger-test-${process.pid}`
        : join(await newFolder(), 's');
    const [first, second] = [createServer(), createServer()];
    await listenAt(first, path);
    const refusal = await listenAt(second, path).catch(errorCode);
    strictEqual(refusal, 'EADDRINUSE');
    await closeServer(second);
    await closeServer(first);
    await listenAt(second, path);
    await closeServer(second);
  });
});
