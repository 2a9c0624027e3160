import { LedgerError } from '../../base/errors';
import { printJson } from '../../base/json';
import type { BundleData } from './format';

/** The one format of pointers that there is. */
const POINTER_FORMAT = 1;

/** What a tag served when it was published: small, and the only published file that ever changes. */
export interface BundlePointer {
  /** The environment or tag. */
  readonly tag: string;
  /** The SHA-256 of the bundle's bytes, in hex: its file is called by it. */
  readonly sha256: string;
  /** How many bytes the bundle has. */
  readonly bytes: number;
  /** The newest release, or other move of the tag, that the bundle follows; `null` where there was none. */
  readonly release: string | null;
  /** When that was made; `null` where there was none. */
  readonly at: string | null;
}

/** Where the bundle of a pointer lies, from the folder of the pointer. */
export function bundlePath({ sha256 }: Pick<BundlePointer, 'sha256'>): string {
  return `bundles/${sha256}.json`;
}

/** Where the pointer of a tag lies. */
export function pointerPath(tag: string): string {
  return `${tag}.json`;
}

/** A pointer as its file has it: the same for the same state of a registry. */
export function printPointer(pointer: BundlePointer): string {
  const { tag, sha256, bytes, release, at } = pointer;
  const head = { promptledger: { pointer: POINTER_FORMAT }, tag, bundle: bundlePath(pointer) };
  return `${printJson({ ...head, sha256, bytes, release, at }, 2)}\n`;
}

/**
 * A value as a pointer. Throws `invalid-argument` for anything else, `registry-newer` for a format of the
 * future.
 */
export function requirePointer(value: unknown): BundlePointer {
  const fields = mappingOf(value);
  const format = mappingOf(fields.promptledger).pointer;
  if (typeof format === 'number' && format > POINTER_FORMAT) {
    const message = `The pointer has format ${format}, and this reader knows ${POINTER_FORMAT}. Update promptledger.`;
    throw new LedgerError('registry-newer', { format }, message);
  }
  const { tag, sha256, bytes, release, at } = fields;
  const isSound =
    format === POINTER_FORMAT &&
    isText(tag) &&
    isText(sha256) &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isSafeInteger(bytes) &&
    [release, at].every(part => part === null || isText(part));
  if (isSound) return { tag, sha256, bytes, release, at } as BundlePointer;
  const message =
    'This is no pointer to published prompts. Write one with "promptledger publish", and name its address: https://…/production.json.';
  throw new LedgerError('invalid-argument', {}, message);
}

/**
 * What of a bundle is published for a tag: that tag alone, so that nothing but a move of it, or a new name,
 * makes another file.
 */
export function publishedBundle(data: BundleData, tag: string): BundleData {
  const prompts = Object.entries(data.prompts).map(([name, prompt]) => {
    const served = Object.entries(prompt.tags).filter(([other]) => other === tag);
    return [name, { ...prompt, latest: null, tags: Object.fromEntries(served) }] as const;
  });
  return { ...data, prompts: Object.fromEntries(prompts) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
