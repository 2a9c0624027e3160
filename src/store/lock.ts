import { LedgerError } from '../core/base/errors';
import { FlagLock } from './lockFlags';
import { PipeLock, type Contender } from './lockSocket';

/*
 * A lock that cannot outlive its process, without native modules: a socket on which its process listens.
 * The kernel closes it with the process, whatever ends that, and a process that is only suspended keeps
 * it. Nobody judges by process ids, which other containers number otherwise and which are used again, nor
 * by clocks. On Unix the sockets are files in `cache/locks/`, so that containers which share the folder
 * (and a kernel) see each other. Two hosts on one network folder do not: git is the way to share a
 * registry.
 */

/** How long somebody waits for one holder: changes take milliseconds, and a person looks on. */
const WAIT_MS = 10_000;

/**
 * Does work while nobody else, in whatever process, does work under the same lock of this registry.
 * Throws `io` where the same others have the lock for `waitMs`, and what `work` does.
 */
export async function withLock<T>(
  { root, lock, waitMs = WAIT_MS }: LockPlace,
  work: () => Promise<T>,
): Promise<T> {
  const Lock = process.platform === 'win32' ? PipeLock : FlagLock;
  const contender: Contender = new Lock(root, lock);
  let [since, holders] = [performance.now(), contender.holders];
  try {
    while (!(await contender.take())) {
      // A line that moves is waited in, however long it is.
      if (contender.holders !== holders) [since, holders] = [performance.now(), contender.holders];
      if (performance.now() - since >= waitMs) throw tooLong(root, lock);
      await pause();
    }
    return await work();
  } finally {
    await contender.release();
  }
}

/** Which lock, and how long somebody waits for it. */
export interface LockPlace {
  /** The registry's folder. */
  readonly root: string;
  /** What is locked. */
  readonly lock: 'registry.json' | 'samples';
  readonly waitMs?: number;
}

function tooLong(root: string, lock: string): LedgerError {
  return new LedgerError(
    'io',
    { path: root, lock },
    `Another process has been changing ${lock} in ${root} for too long. Nothing was changed. Let it end, or end it, and try again.`,
  );
}

/** Long enough for a change, at no fixed beat, so that those who wait do not meet again and again. */
function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 5 + Math.random() * 20));
}
