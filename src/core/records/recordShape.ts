import { promptNameProblem, tagNameProblem } from '../names';

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isText: Check = value => typeof value === 'string';
const isFlag: Check = value => typeof value === 'boolean';
const isId: Check = value => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
const isMap: Check = value => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPrompt: Check = value =>
  typeof value === 'string' && promptNameProblem(value) === undefined;
const isTag: Check = value => typeof value === 'string' && tagNameProblem(value) === undefined;
const isNumber: Check = value => Number.isSafeInteger(value) && Number(value) > 0;
const isLine: Check = value => typeof value === 'string' && !value.includes('\n');

const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);
const orNull =
  (check: Check): Check =>
  value =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const mapOf =
  (check: Check): Check =>
  value =>
    isMap(value) && Object.values(value as object).every(check);

const isAuthor: Check = value =>
  isMap(value) &&
  isText((value as Record<string, unknown>).name) &&
  isText((value as Record<string, unknown>).email);

/** Stands for a kind of record that a newer writer made: kept, and ignored. */
export const UNKNOWN_KIND = Symbol('unknown kind');

/** What each kind of record must hold besides `prompt` and `at`. Other fields are kept and ignored. */
const SHAPES: Readonly<Record<string, Shape>> = {
  version: {
    parents: listOf(isId),
    number: isNumber,
    message: isText,
    includes: mapOf(isId),
    source: listOf(isLine),
  },
  tag: {
    tag: isTag,
    version: orNull(isId),
    previous: listOf(isId),
    description: isText,
    immutable: isFlag,
  },
  release: {
    environment: isTag,
    from: orNull(isTag),
    version: isId,
    previous: listOf(isId),
    rollback: isFlag,
    changelog: isText,
    verdict: isMap,
  },
  approval: { environment: isTag, version: isId, note: isText },
  prompt: {
    description: optional(isText),
    labels: optional(listOf(isText)),
    archived: optional(isFlag),
    previous: optional(listOf(isId)),
  },
  rename: { from: isPrompt, previous: optional(listOf(isId)) },
};

/**
 * What is wrong with the fields of a record whose `prompt` and `at` are already known to be good:
 * a sentence, `UNKNOWN_KIND` for a kind that a newer writer made, or `undefined` when all is well.
 */
export function recordShapeProblem(
  value: Readonly<Record<string, unknown>>,
): string | typeof UNKNOWN_KIND | undefined {
  const kind = value.kind;
  if (typeof kind !== 'string') return '"kind" is missing.';
  if (!isAuthor(value.author)) return '"author" needs a name and an email.';
  const shape = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  if (shape === undefined) return UNKNOWN_KIND;
  const bad = Object.entries(shape).find(([field, check]) => !check(value[field]));
  return bad === undefined ? undefined : `"${bad[0]}" is missing or not of the right form.`;
}
