import { parseJson } from '../core/base/json';
import { LedgerError } from '../core/base/errors';
import {
  bundlePath,
  printPointer,
  requirePointer,
  type BundlePointer,
} from '../core/prompt/bundle/pointer';
import { Follower, type Current } from './follower';
import type { FollowOptions } from './following';
import { PublishedHost, textOfAddress } from './publishedHost';

/** What was fetched, as texts. */
export interface Kept {
  readonly pointerText: string;
  readonly bundleText: string;
}

/** Where the last good one is kept, for a start without the host. */
export interface Keep {
  /** `undefined` where nothing is kept. Throws `io`. */
  load(): Promise<Kept | undefined>;
  /** Throws `io`. */
  save(kept: Kept): Promise<void>;
}

interface FollowParts<T> {
  /** Reads a bundle. Throws `invalid-argument`, `registry-newer`. */
  readonly open: (data: unknown) => T;
  readonly keep?: Keep | undefined;
}

/**
 * Opens what a pointer leads to, and follows it. Throws `io` where the host cannot be read and nothing is
 * kept, `invalid-argument` for what is no address, no pointer or no bundle.
 */
export async function follow<T>(
  address: string | URL,
  options: FollowOptions,
  parts: FollowParts<T>,
): Promise<Follower<T>> {
  const host = new PublishedHost(address, options);
  const look = async (known: Current<T> | undefined): Promise<Current<T> | undefined> => {
    const text = await host.pointer();
    if (text === undefined) return undefined;
    const pointer = requirePointer(parsePart(text, textOfAddress(host.address)));
    if (known?.pointer.sha256 === pointer.sha256) {
      host.taken();
      return { ...known, pointer };
    }
    const bundleText = await host.file(bundlePath(pointer), pointer);
    const opened = parts.open(parsePart(bundleText, bundlePath(pointer)));
    host.taken();
    await save(parts.keep, { pointerText: printPointer(pointer), bundleText }, options);
    return { pointer, opened };
  };
  const first = await firstOf(look, host, options, parts);
  return new Follower(first, look, options, () => {
    host.close();
  });
}

/** From the host, or what was kept when it last answered. */
async function firstOf<T>(
  look: (known: undefined) => Promise<Current<T> | undefined>,
  host: PublishedHost,
  { onError }: FollowOptions,
  { open, keep }: FollowParts<T>,
): Promise<Current<T>> {
  try {
    const found = await look(undefined);
    if (found !== undefined) return found;
    throw host.failure('it answered 304, and was not asked whether something changed');
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const kept = await loadKept(host, keep);
    if (kept === undefined) throw error;
    const { pointer, bundleText } = kept;
    const opened = open(parsePart(bundleText, bundlePath(pointer)));
    onError?.(error);
    return { pointer, opened };
  }
}

/** What was kept is checked as what is fetched. A file that cannot be used is none: why is said already. */
async function loadKept(
  host: PublishedHost,
  keep: Keep | undefined,
): Promise<{ readonly pointer: BundlePointer; readonly bundleText: string } | undefined> {
  try {
    const kept = await keep?.load();
    if (kept === undefined) return undefined;
    const pointer = requirePointer(parsePart(kept.pointerText, 'what was kept'));
    await host.requireHash(kept.bundleText, pointer);
    return { pointer, bundleText: kept.bundleText };
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** What could not be kept is served all the same. */
async function save(keep: Keep | undefined, kept: Kept, { onError }: FollowOptions): Promise<void> {
  try {
    await keep?.save(kept);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    onError?.(error);
  }
}

function parsePart(text: string, what: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const message = `${what} is no JSON. Publish again, or check the address.`;
    throw new LedgerError('invalid-argument', { what }, message, error);
  }
}
