import { isMapping } from '../../prompt/providers/request';
import { didYouMean, similarNames } from '../../base/similarNames';
import { CHECK_TYPES, type Check, type CheckSet, type CheckType, type SingleCheck } from './model';
import { patternProblem } from './patterns';

/** What is wrong with a part of a value: where it stands in it, and a sentence with what to do. */
export interface CheckProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** It is about the key itself, and not about what it holds. */
  readonly atKey?: true;
}

export interface ReadChecks {
  /** Those without a problem. */
  readonly checks: readonly Check[];
  readonly problems: readonly CheckProblem[];
}

type Json = Readonly<Record<string, unknown>>;
type Path = CheckProblem['path'];

/** What stands in a check; more stands in an assertion of promptfoo, and has no meaning here. */
const KEYS = ['type', 'value', 'threshold', 'weight', 'metric', 'prompt'];
const SET_KEYS = ['type', 'assert', 'threshold', 'weight', 'metric'];
const TYPES = [...CHECK_TYPES, ...CHECK_TYPES.map(type => `not-${type}`), 'assert-set'];

const WITHOUT_VALUE: ReadonlySet<string> = new Set<CheckType>([
  'is-json',
  'contains-json',
  'is-xml',
  'contains-xml',
  'is-valid-function-call',
  'is-valid-openai-function-call',
  'is-valid-openai-tools-call',
  'latency',
  'cost',
]);
const WITH_THRESHOLD: ReadonlySet<string> = new Set<CheckType>(['latency', 'cost']);

/** Reads a list of checks, as a file has them. */
export function readChecks(value: unknown, path: Path = []): ReadChecks {
  if (!Array.isArray(value)) {
    const message = 'Checks are a list: - type: contains';
    return { checks: [], problems: [{ path, message }] };
  }
  const read = value.map((item: unknown, index) => readCheck(item, [...path, index]));
  return {
    checks: read.flatMap(({ checks }) => checks),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function readCheck(value: unknown, path: Path): ReadChecks {
  const problems = isMapping(value)
    ? checkProblems(value, path)
    : [{ path, message: 'A check is a mapping with a "type": type: contains' }];
  return { checks: problems.length > 0 ? [] : [checkOf(value as Json)], problems };
}

function checkOf(given: Json): Check {
  const { type, threshold, weight, metric } = given as unknown as Check;
  const shared = {
    ...(threshold !== undefined && { threshold }),
    ...(weight !== undefined && { weight }),
    ...(metric !== undefined && { metric }),
  };
  if (type === 'assert-set') {
    const { assert } = given as unknown as CheckSet;
    return { type, assert: assert.map(item => checkOf({ ...item }) as SingleCheck), ...shared };
  }
  const { value, prompt } = given as unknown as SingleCheck;
  return {
    type,
    ...(value !== undefined && { value }),
    ...shared,
    ...(prompt !== undefined && { prompt }),
  };
}

function checkProblems(given: Json, path: Path): readonly CheckProblem[] {
  const { type } = given;
  if (typeof type !== 'string') return [{ path, message: typeMessage('A check needs a "type"') }];
  if (!TYPES.includes(type)) {
    const message = typeMessage(`There is no check "${type}"`, type);
    return [{ path: [...path, 'type'], message }];
  }
  const keys = type === 'assert-set' ? SET_KEYS : KEYS;
  return [
    ...unknownKeys(given, keys, path),
    ...numberProblems(given, path),
    ...(type === 'assert-set' ? setProblems(given, path) : singleProblems(type, given, path)),
  ];
}

function typeMessage(what: string, type = ''): string {
  const similar = similarNames(type, TYPES);
  const hint =
    similar.length > 0 ? didYouMean(similar) : `Choose one of ${CHECK_TYPES.join(', ')}.`;
  return `${what}. ${hint}`;
}

/** A problem for each key that has no meaning, with the one that may be meant. */
export function unknownKeys(
  given: Json,
  known: readonly string[],
  path: Path,
): readonly CheckProblem[] {
  return Object.keys(given)
    .filter(key => !known.includes(key))
    .map(key => {
      const similar = similarNames(key, known);
      const hint =
        similar.length > 0
          ? didYouMean(similar)
          : `Remove it; what stands here is ${known.join(', ')}.`;
      const message = `"${key}" has no meaning here. ${hint}`;
      return { path: [...path, key], message, atKey: true };
    });
}

function numberProblems({ threshold, weight, metric }: Json, path: Path): readonly CheckProblem[] {
  const isNumber = (value: unknown): boolean => value === undefined || Number.isFinite(value);
  const isWeight = isNumber(weight) && Number(weight ?? 1) >= 0;
  return [
    ...problemIf(!isNumber(threshold), [...path, 'threshold'], 'A "threshold" is a number.'),
    ...problemIf(!isWeight, [...path, 'weight'], 'A "weight" is a number that is not below 0.'),
    ...problemIf(
      metric !== undefined && typeof metric !== 'string',
      [...path, 'metric'],
      'A "metric" is the name under which the score is reported: a text.',
    ),
  ];
}

function setProblems({ assert }: Json, path: Path): readonly CheckProblem[] {
  const inside = [...path, 'assert'];
  const { checks, problems } = readChecks(assert, inside);
  const isNested = checks.some(({ type }) => type === 'assert-set');
  return [
    ...problems,
    ...problemIf(isNested, inside, 'A set holds no sets. Put its checks into this one.'),
  ];
}

function singleProblems(type: string, given: Json, path: Path): readonly CheckProblem[] {
  const base = type.replace(/^not-/, '');
  const { value, threshold, prompt } = given;
  const needsValue = value === undefined && !WITHOUT_VALUE.has(base);
  const needsThreshold = threshold === undefined && WITH_THRESHOLD.has(base);
  const isFile = typeof value === 'string' && /^(?:file|package):/.test(value);
  const isPrompt = prompt === undefined || (base === 'llm-rubric' && typeof prompt === 'string');
  return [
    ...problemIf(needsValue, path, `The check "${type}" needs a "value".`),
    ...problemIf(needsThreshold, path, `The check "${type}" needs a "threshold".`),
    ...problemIf(isFile, [...path, 'value'], 'A check reads no files. Write its value here.'),
    ...problemIf(
      !isPrompt,
      [...path, 'prompt'],
      'The "prompt" of "llm-rubric", and of no other check, is the reference of the prompt that judges.',
    ),
    ...(base === 'regex' ? regexProblems(value, path) : []),
  ];
}

/** What is filled in makes another pattern, which is looked at when the check is run. */
function regexProblems(value: unknown, path: Path): readonly CheckProblem[] {
  if (typeof value !== 'string' || value.includes('{{')) return [];
  const message = patternProblem(value);
  return message === undefined ? [] : [{ path: [...path, 'value'], message }];
}

function problemIf(isSo: boolean, path: Path, message: string): readonly CheckProblem[] {
  return isSo ? [{ path, message }] : [];
}
