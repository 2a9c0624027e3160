import { LedgerError } from '../../base/errors';

/** A span of time; both ends belong to it. */
export interface Span {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const DAY_MS = 24 * 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};
const WORDS: ReadonlyMap<string, string> = new Map([
  ['now', '0 days'],
  ['yesterday', '1 day'],
]);

/**
 * Reads a time as git does: `2 weeks ago`, `3.days`, `yesterday`, or a date or time in ISO 8601. A
 * date alone is its first instant in UTC, or its last one where it ends a span. Throws
 * `invalid-argument`.
 */
export function readMoment(text: string, now: () => number, isEnd = false): string {
  const given = text.trim().toLowerCase();
  const words = WORDS.get(given) ?? given;
  const [, count = '', unit = ''] = /^([0-9]{1,6})[ .]?([a-z]+?)s?(?:[ .]ago)?$/.exec(words) ?? [];
  const length = UNITS_MS[unit];
  const time = length === undefined ? NaN : now() - Number(count) * length;
  if (!Number.isNaN(new Date(time).getTime())) return new Date(time).toISOString();
  // "2026-05-03 14:00" is as good as with a T, and by the clock on the wall.
  return parseMoment(text.trim().replace(/^(\d\S+) +(?=\d)/, '$1T'), isEnd);
}

/** Reads both ends of a span of time, as far as they are given. Throws `invalid-argument`. */
export function readSpan({ from, to }: Span, now: () => number): Span {
  return {
    from: from === undefined ? undefined : readMoment(from, now),
    to: to === undefined ? undefined : readMoment(to, now, true),
  };
}

function parseMoment(text: string, isEnd: boolean): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.test(text);
  const time = isDay || isTime ? Date.parse(isDay && isEnd ? `${text}T23:59:59.999Z` : text) : NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new LedgerError(
    'invalid-argument',
    { moment: text },
    `"${text}" is no time. Write it as 2026-05-03T14:00Z, as a day: 2026-05-03, or as "2 weeks ago".`,
  );
}
