import type { SchemaChange } from '../structure/schemas';

/** Longer values are named, not printed. */
const MAX_VALUE = 32;

type Tell = (change: SchemaChange, property: string) => string;

const TELL: Readonly<Record<SchemaChange['kind'], Tell>> = {
  propertyAdded: ({ required }, property) =>
    `property ${property}added${required === true ? ', required' : ''}`,
  propertyRemoved: (_, property) => `property ${property}removed`,
  madeRequired: (_, property) => `${property}made required`,
  madeOptional: (_, property) => `${property}made optional`,
  typeNarrowed: (change, property) => `${property}type narrowed${tellPair(change)}`,
  typeWidened: (change, property) => `${property}type widened${tellPair(change)}`,
  typeChanged: (change, property) => `${property}type changed${tellPair(change)}`,
  valuesAllowed: ({ right }, property) =>
    right === undefined
      ? `${property}any value allowed`
      : `${property}values allowed${tellValue(': ', right)}`,
  valuesForbidden: ({ left, right }, property) =>
    left === undefined
      ? `${property}only these values allowed${tellValue(': ', right)}`
      : `${property}values no longer allowed${tellValue(': ', left)}`,
  keywordAdded: ({ keyword = '', right }, property) =>
    `${property}${keyword}${tellValue(' ', right)} added`,
  keywordRemoved: ({ keyword = '' }, property) => `${property}${keyword} removed`,
  keywordChanged: (change, property) =>
    `${property}${change.keyword ?? ''} changed${tellPair(change)}`,
};

/** One difference of a schema in words: ``property `city` added, required``. */
export function tellSchemaChange(change: SchemaChange): string {
  return TELL[change.kind](change, change.path === '' ? '' : `\`${change.path}\` `);
}

/** A value in a sentence; absent where it would be too long for one. */
export function printShort(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map(printShort);
    const joined = items.join(', ');
    return items.includes(undefined) || joined.length > MAX_VALUE ? undefined : joined;
  }
  if (typeof value === 'object' && value !== null) return undefined;
  const text = String(value);
  return text.length > MAX_VALUE || text.includes('\n') ? undefined : text;
}

function tellPair({ left, right }: SchemaChange): string {
  const [before, after] = [left, right].map(printShort);
  return before === undefined || after === undefined ? '' : `: ${before} → ${after}`;
}

function tellValue(lead: string, value: unknown): string {
  const printed = printShort(value);
  return printed === undefined ? '' : `${lead}${printed}`;
}
