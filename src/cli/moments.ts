import { parseMoment } from '../core/ledger/audit/served';

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

/**
 * Reads a time as git does: `2 weeks ago`, `3.days`, `yesterday`, or a date or time in ISO 8601. A
 * date alone is its first instant in UTC, or its last one where it ends a span. Throws
 * `invalid-argument`.
 */
export function readMoment(text: string, now: number, isEnd = false): string {
  const given = text.trim().toLowerCase();
  const words = given === 'yesterday' ? '1 day' : given;
  const [, count = '', unit = ''] = /^([0-9]{1,6})[ .]?([a-z]+?)s?(?:[ .]ago)?$/.exec(words) ?? [];
  const length = UNITS_MS[unit];
  const time = length === undefined ? NaN : now - Number(count) * length;
  if (given === 'now') return new Date(now).toISOString();
  if (!Number.isNaN(new Date(time).getTime())) return new Date(time).toISOString();
  // "2026-05-03 14:00" is as good as with a T, and by the clock on the wall.
  return parseMoment(text.trim().replace(/^(\d\S+) +(?=\d)/, '$1T'), isEnd);
}

/** The same for an option that may be left out. */
export function readOptional(text: string | undefined, isEnd = false): string | undefined {
  return text === undefined ? undefined : readMoment(text, Date.now(), isEnd);
}
