import { derivePrompt } from '../derive/derivePrompt';
import type { Author, LedgerRecord } from '../records/records';

/** What a tag or environment of a prompt pointed at, at one moment. */
export interface ServedVersion {
  readonly prompt: string;
  readonly environment: string;
  /** `null` where it served nothing. */
  readonly version: string | null;
  /** `null` where it served nothing, or the version is missing. */
  readonly number: number | null;
  /** The record that made it so; `null` where it never served anything. */
  readonly record: string | null;
  /** Since when, and by whom; `null` where it never served anything. */
  readonly since: string | null;
  readonly author: Author | null;
  readonly diverged: boolean;
}

const NEVER = {
  version: null,
  number: null,
  record: null,
  since: null,
  author: null,
  diverged: false,
} as const;

/**
 * What some records of one prompt make an environment serve.
 * @param environments as in `derivePrompt`
 */
export function servedBy(
  prompt: string,
  environment: string,
  records: readonly LedgerRecord[],
  environments?: ReadonlySet<string>,
): ServedVersion {
  const state = derivePrompt(records, { environments });
  const tag = state.tags.get(environment);
  if (tag === undefined) return { prompt, environment, ...NEVER };
  const { version, served, diverged } = tag;
  return {
    prompt,
    environment,
    version,
    number: state.versions.get(version ?? '')?.number ?? null,
    record: served.id,
    since: served.at,
    author: served.author,
    diverged,
  };
}

/** The records that were there at a moment, as far as their own times say. */
export function recordsUntil(
  records: readonly LedgerRecord[],
  moment: string,
): readonly LedgerRecord[] {
  const end = Date.parse(moment);
  return records.filter(record => Date.parse(record.at) <= end);
}
