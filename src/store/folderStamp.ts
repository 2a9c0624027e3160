import { statfsSync, type Stats } from 'node:fs';

/**
 * How old the last change of a folder must be when a listing begins, in milliseconds. Kernels stamp changes with a
 * clock that ticks every 10 ms at most; ten times that leaves no two changes with one stamp, one of them unseen.
 */
const SETTLED_MS = 100;

/**
 * File systems of this machine's own disks and memory, by their numbers in Linux: ext4, btrfs, xfs, f2fs, tmpfs.
 * Each of them gives a folder a new time of change with every name that comes or goes. Whoever works over a
 * network, or in layers, may keep such times, and is not believed.
 */
const STAMPING: ReadonlySet<number> = new Set([
  0xef53, 0x9123683e, 0x58465342, 0xf2f52010, 0x01021994,
]);

/** Which state of a folder was seen. */
export interface FolderStamp {
  /** Another text where a name has come or gone since; `undefined` where nothing tells. */
  readonly text: string | undefined;
  /** Nothing had changed for so long that whatever changes later gives another text. */
  readonly isSettled: boolean;
}

const devices = new Map<number, boolean>();

/**
 * What a look at a folder says of its names, before they are listed.
 * @param now the time before the look
 */
export function folderStamp(path: string, found: Stats, now: number): FolderStamp {
  if (!isStamping(path, found.dev)) return { text: undefined, isSettled: false };
  const { dev, ino, mtimeMs, ctimeMs } = found;
  // The time of change is the kernel's own: nobody can set it, as "rsync -t" sets the other.
  const isSettled = now - Math.max(mtimeMs, ctimeMs) >= SETTLED_MS;
  return { text: [dev, ino, mtimeMs, ctimeMs].join(':'), isSettled };
}

function isStamping(path: string, device: number): boolean {
  if (process.platform !== 'linux') return false;
  let known = devices.get(device);
  if (known === undefined) {
    known = hasKnownType(path);
    devices.set(device, known);
  }
  return known;
}

function hasKnownType(path: string): boolean {
  try {
    return STAMPING.has(statfsSync(path).type);
  } catch {
    // Whatever it is, its folders are listed every time.
    return false;
  }
}
