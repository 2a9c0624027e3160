import { LedgerError } from '../core/base/errors';
import { parseJson, printJson } from '../core/base/json';
import { compareRecords, type LedgerRecord } from '../core/ledger/records/records';
import {
  bundlePath,
  pointerPath,
  printPointer,
  publishedBundle,
  requirePointer,
  type BundlePointer,
} from '../core/prompt/bundle/pointer';
import { utf8Length } from '../core/prompt/document/documentSource';
import { makeBundle } from './bundle';
import { readFolders } from './folders';
import type { Ledger } from './ledger';
import { requireTagOrEnvironment } from './tagNames';

/** Where published files lie: a folder, or a host that takes them. */
export interface PublishTarget {
  /** The text of a file; `undefined` where there is none, or none that can be seen. Throws `io`. */
  read(path: string): Promise<string | undefined>;
  /** Writes a file, whole or not at all: when this resolves it can be read. Throws `io`. */
  write(path: string, text: string): Promise<void>;
}

export interface PublishInput {
  readonly tags: readonly string[];
  /** Also over what follows a newer release. */
  readonly force?: boolean | undefined;
}

/** What became of one tag. */
export interface PublishedTag extends BundlePointer {
  readonly pointer: string;
  readonly bundle: string;
  /** What was written: what was there already was left as it is. */
  readonly written: readonly ('bundle' | 'pointer')[];
}

/** What is to be published for a tag. */
interface Publication {
  readonly pointer: BundlePointer;
  readonly bundleText: string;
}

/**
 * Publishes what tags serve: a bundle for each, called by its hash, and last of all their pointers. Writes
 * what is not there already, so it can be interrupted and repeated: a pointer never leads to a bundle that is
 * not there. Throws `environment-not-found`, what was wrong with a record where a bundle would lack something
 * for it, `stale-parent` where what is published follows a newer release, `io`.
 */
export async function publish(
  ledger: Ledger,
  target: PublishTarget,
  { tags, force }: PublishInput,
): Promise<readonly PublishedTag[]> {
  const publications: Publication[] = [];
  for (const tag of new Set(tags)) publications.push(await publicationOf(ledger, tag));
  const stale = force === true ? undefined : await findNewer(target, publications);
  if (stale !== undefined) throw newerPublished(stale);
  const results: PublishedTag[] = [];
  for (const { pointer, bundleText } of publications) {
    const path = bundlePath(pointer);
    const isWritten = await writeOther(target, path, bundleText);
    const name = pointerPath(pointer.tag);
    const written = isWritten ? (['bundle'] as const) : [];
    results.push({ ...pointer, pointer: name, bundle: path, written });
  }
  for (const [at, { pointer }] of publications.entries()) {
    const result = results[at];
    const isWritten = await writeOther(target, pointerPath(pointer.tag), printPointer(pointer));
    if (result !== undefined && isWritten) {
      results[at] = { ...result, written: [...result.written, 'pointer'] };
    }
  }
  return results;
}

async function publicationOf(ledger: Ledger, tag: string): Promise<Publication> {
  await requireTagOrEnvironment(ledger, tag);
  const bundle = await wholeBundle(ledger, tag);
  const bundleText = `${printJson(publishedBundle(bundle, tag))}\n`;
  const moved = await newestMove(ledger, tag);
  const pointer = {
    tag,
    sha256: ledger.ports.digest(bundleText),
    bytes: utf8Length(bundleText),
    release: moved?.id ?? null,
    at: moved?.at ?? null,
  };
  return { pointer, bundleText };
}

/** What lacks something would be taken for the whole by everybody who follows it. */
async function wholeBundle(ledger: Ledger, tag: string): ReturnType<typeof makeBundle> {
  const missing: LedgerError[] = [];
  const subscription = ledger.onDidLeaveOut(({ problem: { code, path, message }, isPartial }) => {
    const told = `${path}: ${message} Nothing was published, for it would lack something.`;
    if (isPartial) missing.push(new LedgerError(code, { path }, told));
  });
  try {
    const bundle = await makeBundle(ledger, { tag });
    if (missing[0] !== undefined) throw missing[0];
    return bundle;
  } finally {
    subscription.dispose();
  }
}

async function newestMove(ledger: Ledger, tag: string): Promise<LedgerRecord | undefined> {
  const folders = await readFolders(ledger);
  return folders
    .flatMap(({ records }) => records)
    .filter(record => movedTagOf(record) === tag)
    .sort(compareRecords)
    .at(-1);
}

function movedTagOf(record: LedgerRecord): string | undefined {
  if (record.kind === 'release') return record.environment;
  return record.kind === 'tag' ? record.tag : undefined;
}

interface Newer {
  readonly ours: BundlePointer;
  readonly theirs: BundlePointer;
}

/** What a job that was slower than another one would take back. */
async function findNewer(
  target: PublishTarget,
  publications: readonly Publication[],
): Promise<Newer | undefined> {
  for (const { pointer: ours } of publications) {
    const theirs = await publishedPointer(target, ours.tag);
    if (theirs?.at != null && theirs.at > (ours.at ?? '')) return { ours, theirs };
  }
  return undefined;
}

/** What is no pointer is replaced by one. */
async function publishedPointer(
  target: PublishTarget,
  tag: string,
): Promise<BundlePointer | undefined> {
  const text = await target.read(pointerPath(tag));
  try {
    return text === undefined ? undefined : requirePointer(parseJson(text));
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'registry-newer') throw error;
    return undefined;
  }
}

function newerPublished({ ours, theirs }: Newer): LedgerError {
  const { tag } = ours;
  return new LedgerError(
    'stale-parent',
    { tag, published: theirs.release, at: theirs.at, release: ours.release },
    `What is published for "${tag}" follows a release of ${theirs.at ?? ''}, which is not here. Nothing was published. Pull first, or publish with --force.`,
  );
}

async function writeOther(target: PublishTarget, path: string, text: string): Promise<boolean> {
  if ((await target.read(path)) === text) return false;
  await target.write(path, text);
  return true;
}
