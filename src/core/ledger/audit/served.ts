import { derivePrompt } from '../derive/derivePrompt';
import { LedgerError } from '../../base/errors';
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

/**
 * Reads a moment: ISO 8601, where a date alone is its first instant in UTC, or is its last one when
 * it ends a span. Throws `invalid-argument`.
 */
export function parseMoment(text: string, isEnd = false): string {
  const trimmed = text.trim();
  const isDay = /^\d{4}-\d\d-\d\d$/.test(trimmed);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.test(trimmed);
  const time =
    isDay || isTime ? Date.parse(isDay && isEnd ? `${trimmed}T23:59:59.999Z` : trimmed) : NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new LedgerError(
    'invalid-argument',
    { moment: text },
    `"${text}" is no time. Write it as 2026-05-03T14:00Z, or as a day: 2026-05-03.`,
  );
}
