import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { errorCode, writeFailure } from '../core/base/ioFailure';
import { containedPath } from './files';
import { closeServer, listenAt, type Contender } from './lockSocket';

/** What a file system answers that has no sockets. */
const NO_SOCKETS = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL', 'ENOSYS', 'EACCES']);
/** The shortest limit of a socket's path is that of macOS: 104 bytes with its end. */
const PATH_BYTES = 100;
const NAME_BYTES = 60;

/** Where flags are raised. */
interface Place {
  readonly folder: string;
  /** The same folder, by a path that is short enough for sockets in it. */
  readonly short: string;
  /** A folder of this process alone, which holds the short path. */
  readonly detour: string | undefined;
}

interface Flag {
  readonly name: string;
  readonly server: Server;
}

/**
 * A lock of flags: sockets in a folder, each listened to by its process. Whoever wants the lock raises
 * one where none is up and then looks for others, so that of two at once at least one sees the other.
 * Who came later lowers its own; who came first waits until it is alone.
 */
export class FlagLock implements Contender {
  readonly #root: string;
  readonly #lock: string;
  /** Who came first has the lowest. Clocks that disagree make it unfair, not unsafe. */
  readonly #ticket = String(Date.now()).padStart(14, '0');
  #place: Place | undefined;
  #flag: Flag | undefined;
  #seen: readonly string[] = [];

  constructor(root: string, lock: string) {
    this.#root = root;
    this.#lock = lock;
  }

  get holders(): string {
    return this.#seen.join();
  }

  async take(): Promise<boolean> {
    const folder = await containedPath(this.#root, ['cache', 'locks']);
    try {
      await mkdir(folder, { recursive: true });
      this.#place ??= await placeAt(folder);
      // Who would only be in the way of those who came first raises none.
      if (this.#flag === undefined && (await this.#others()).length > 0) return false;
      this.#flag ??= await this.#raise();
      const [own, others] = [this.#flag.name, await this.#others()];
      if (others.some(name => name < own)) await this.#lower();
      return others.length === 0;
    } catch (error) {
      throw writeFailure(folder, error);
    }
  }

  async release(): Promise<void> {
    await this.#lower();
    const detour = this.#place?.detour;
    this.#place = undefined;
    if (detour === undefined) return;
    await rm(detour, { recursive: true, force: true }).catch(() => undefined);
  }

  async #raise(): Promise<Flag> {
    try {
      return await this.#raiseHere();
    } catch (error) {
      if (!NO_SOCKETS.has(errorCode(error) ?? '')) throw error;
      await this.release();
      this.#place = await placeAt(await ownFolder(this.#root));
      return this.#raiseHere();
    }
  }

  async #raiseHere(): Promise<Flag> {
    const { folder, short } = this.#at();
    // Never the name of another flag, also of this lock: what nobody answers is gone for ever.
    const name = `${this.#lock}-${this.#ticket}-${randomBytes(6).toString('hex')}`;
    const server = createServer(socket => socket.destroy());
    try {
      // Listened to before it is seen: a flag that nobody answers is one whose process is gone.
      await listenAt(server, join(short, `.${name}`));
      await rename(join(folder, `.${name}`), join(folder, name));
      return { name, server };
    } catch (error) {
      await closeServer(server);
      throw error;
    }
  }

  async #lower(): Promise<void> {
    const flag = this.#flag;
    this.#flag = undefined;
    if (flag === undefined) return;
    // A file that cannot be removed is one that nobody answers from now on.
    await rm(join(this.#at().folder, flag.name), { force: true }).catch(() => undefined);
    await closeServer(flag.server);
  }

  async #others(): Promise<readonly string[]> {
    const { folder, short } = this.#at();
    const names = (await readdir(folder)).filter(
      name => name.startsWith(`${this.#lock}-`) && name !== this.#flag?.name,
    );
    const up = await Promise.all(names.map(name => isUp(join(short, name))));
    this.#seen = names.filter((_, index) => up[index]);
    return this.#seen;
  }

  #at(): Place {
    if (this.#place === undefined) throw new Error('The lock was given back.');
    return this.#place;
  }
}

/** A path that is too long for a socket is reached through a link of this process. */
async function placeAt(folder: string): Promise<Place> {
  if (Buffer.byteLength(folder) + NAME_BYTES <= PATH_BYTES) {
    return { folder, short: folder, detour: undefined };
  }
  const detour = await mkdtemp(join(tmpdir(), 'pl-'));
  await symlink(folder, join(detour, 'l'));
  return { folder, short: join(detour, 'l'), detour };
}

/** For a file system without sockets: what the processes of one person on one machine see. */
async function ownFolder(root: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await realpath(root))
    .digest('hex');
  const own = join(tmpdir(), `pl-${userInfo().uid}-${digest.slice(0, 16)}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  return own;
}

/** Whether a process answers. The flag of one that is gone is removed. */
async function isUp(flag: string): Promise<boolean> {
  const refusal = await knock(flag);
  if (refusal === 'ECONNREFUSED') await rm(flag, { force: true });
  // Whatever else keeps it from answering, a process has it.
  return refusal !== 'ECONNREFUSED' && refusal !== 'ENOENT';
}

/** `undefined` where somebody answers, else why not. */
function knock(flag: string): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = connect(flag, () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.on('error', error => {
      resolve(errorCode(error) ?? 'unknown');
    });
  });
}
