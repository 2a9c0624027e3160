import { LedgerError } from '../core/base/errors';
import { count, optional, text } from '../operations/schema';

/** The fields by which an agent asks for a part of a list. */
export const PAGE = {
  limit: optional(count('at most so many; 50 without it, and never more than 200')),
  after: optional(text('only what follows: "next" of the answer before')),
};

export interface PageInput {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** A part of a list, and what there is besides. */
export interface PageOf<T> {
  readonly items: readonly T[];
  /** How many the whole list has. */
  readonly total: number;
  /** What to give as `after` for those that follow; absent at the end. */
  readonly next?: string;
}

const LIMIT = 50;
const MOST = 200;

/**
 * One page of a list whose items have names. Throws `invalid-argument` for an `after` that the list does
 * not hold: whoever pages would take an empty answer for the end.
 * @param nameOf what an item is called; of several with one name, the last ends a page
 */
export function pageOf<T>(
  all: readonly T[],
  input: PageInput,
  nameOf: (item: T) => string,
): PageOf<T> {
  const begin = beginOf(all, input, nameOf);
  const limit = Math.min(input.limit ?? LIMIT, MOST);
  const items = all.slice(begin, endOf(all, begin + limit, nameOf));
  const last = items.at(-1);
  const isEnd = last === undefined || begin + items.length === all.length;
  return { items, total: all.length, ...(isEnd ? {} : { next: nameOf(last) }) };
}

function beginOf<T>(all: readonly T[], { after }: PageInput, nameOf: (item: T) => string): number {
  if (after === undefined) return 0;
  const at = all.findLastIndex(item => nameOf(item) === after);
  if (at >= 0) return at + 1;
  const message = `The list has no "${after}" any more. Ask again without "after".`;
  throw new LedgerError('invalid-argument', { after }, message);
}

/** Items of one name are not torn apart: the next page begins after all of them. */
function endOf<T>(all: readonly T[], wanted: number, nameOf: (item: T) => string): number {
  const last = all[wanted - 1];
  if (last === undefined) return wanted;
  const name = nameOf(last);
  const more = all.slice(wanted).findIndex(item => nameOf(item) !== name);
  return more < 0 ? all.length : wanted + more;
}
