import { promptNameProblem, tagNameProblem } from '../../base/names';
import {
  badField,
  isCount,
  isFlag,
  isMap,
  isText,
  listOf,
  mapOf,
  oneOf,
  optional,
  orNull,
  shape,
  type Check,
} from '../../base/shape';

type Shape = Readonly<Record<string, Check>>;

const isId: Check = value => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
const isPrompt: Check = value =>
  typeof value === 'string' && promptNameProblem(value) === undefined;
const isTag: Check = value => typeof value === 'string' && tagNameProblem(value) === undefined;
const isLine: Check = value => typeof value === 'string' && !value.includes('\n');
const isAmount: Check = value => typeof value === 'number' && value >= 0;
const isAuthor = shape({ name: isText, email: isText });

/** Stands for a kind of record that a newer writer made: kept, and ignored. */
export const UNKNOWN_KIND = Symbol('unknown kind');

/** What each kind of record must hold besides `prompt` and `at`. Other fields are kept and ignored. */
const SHAPES: Readonly<Record<string, Shape>> = {
  version: {
    parents: listOf(isId),
    number: isCount,
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
  experiment: {
    experiment: isText,
    version: isId,
    model: isText,
    dataset: isText,
    definition: isText,
    rows: isAmount,
    passed: isAmount,
    failed: isAmount,
    errors: isAmount,
    score: isAmount,
    usage: orNull(isMap),
    ms: shape({ p50: orNull(isAmount), p95: orNull(isAmount) }),
    cost: orNull(shape({ amount: isAmount, currency: isText })),
    required: oneOf('met', 'unmet', 'none'),
    results: isText,
  },
  prompt: {
    description: optional(isText),
    labels: optional(listOf(isText)),
    archived: optional(isFlag),
    previous: optional(listOf(isId)),
    heads: optional(listOf(isId)),
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
  const fields = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  if (fields === undefined) return UNKNOWN_KIND;
  const bad = badField(fields, value);
  return bad === undefined ? undefined : `"${bad}" is missing or not of the right form.`;
}
