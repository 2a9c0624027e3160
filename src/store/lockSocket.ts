import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { errorCode, writeFailure } from '../core/base/ioFailure';

/** Somebody who wants a lock. */
export interface Contender {
  /** Whether the lock is this one's now; asked again until it is. Throws `io`. */
  take(): Promise<boolean>;
  /** Who had it or wanted it at the last look, as far as that can be told. */
  readonly holders: string;
  /** Gives the lock back, or gives up. */
  release(): Promise<void>;
}

/** A lock on Windows: a named pipe, which the system gives to one process at a time. */
export class PipeLock implements Contender {
  readonly holders = '';
  readonly #root: string;
  readonly #lock: string;
  #server: Server | undefined;

  constructor(root: string, lock: string) {
    this.#root = root;
    this.#lock = lock;
  }

  /** Throws `io`. */
  async take(): Promise<boolean> {
    const server = createServer(socket => socket.destroy());
    try {
      const name = createHash('sha256').update(`${await realpath(this.#root)}\n${this.#lock}`);
      await listenAt(server, `\\\\.\\pipe\\promptledger-${name.digest('hex')}`);
      this.#server = server;
      return true;
    } catch (error) {
      if (errorCode(error) === 'EADDRINUSE') return false;
      throw writeFailure(this.#root, error);
    }
  }

  async release(): Promise<void> {
    if (this.#server !== undefined) await closeServer(this.#server);
  }
}

/** Listens on a path. Rejects as Node does. */
export function listenAt(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // For other people, too: who may not knock would wait for ever.
    server.listen({ path, readableAll: true, writableAll: true }, () => {
      resolve();
    });
  });
}

/** Ends it, whether or not it listens. */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => {
      resolve();
    });
  });
}
