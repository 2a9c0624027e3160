import { LedgerError } from '../../base/errors';
import { readYamlValue } from '../../prompt/document/yamlValue';
import type { CheckRun, Verdict } from './model';
import { schemaOf } from './schemas';
import { decided, requireMeasurable } from './verdict';

/** How many characters may be read a second time, where braces open and do not close. */
const MAX_AGAIN = 500_000;
/** Deeper ones are not read as YAML: they would not be taken, and it takes long to find that out. */
const MAX_DEPTH = 100;
/** How long an object may be that stands in a text; longer ones are no object. */
const MAX_OBJECT = 100_000;

/** `is-json`: the whole text is JSON, and conforms to the schema where there is one. */
export function isJson(run: CheckRun): Verdict {
  requireMeasurable(run);
  const schema = schemaOf(run);
  const parsed = parsedJson(run.text);
  if (parsed === undefined) return decided(run, false, 'be JSON');
  const problem = schema?.(parsed.value);
  if (problem === undefined) {
    return decided(run, true, schema === undefined ? 'be JSON' : 'be JSON that fits the schema');
  }
  return decided(run, false, `be JSON that fits the schema: ${problem}`);
}

/** `contains-json`: an object of JSON stands in the text, and one of them conforms to the schema. */
export function containsJson(run: CheckRun): Verdict {
  requireMeasurable(run);
  const schema = schemaOf(run);
  const objects = objectsIn(run.text);
  const problems = objects.map(object => schema?.(object));
  const holds = problems.includes(undefined);
  const problem = holds ? undefined : problems.at(-1);
  const wanted = schema === undefined ? 'contain JSON' : 'contain JSON that fits the schema';
  return decided(run, holds, problem === undefined ? wanted : `${wanted}: ${problem}`);
}

/** Plain values: a schema knows no whole numbers beyond those of JavaScript. */
function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * The objects that stand in a text, read as leniently as promptfoo reads them: as YAML between braces, with
 * comments of JavaScript, and cut off at the end. Throws `too-large` where that would take too long.
 */
export function objectsIn(text: string): readonly object[] {
  const found: object[] = [];
  let left = text.length + MAX_AGAIN;
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start)) {
    const { endExclusive, open, depth } = braceEnd(text, start);
    left -= endExclusive - start;
    if (left < 0) {
      const message = 'The answer opens more braces than can be read for JSON. Use "is-json".';
      throw new LedgerError('too-large', { limit: MAX_AGAIN }, message);
    }
    // A brace that ends the text opens nothing.
    const isNone = start === text.length - 1 || depth > MAX_DEPTH;
    const whole = text.slice(start, endExclusive) + '}'.repeat(open);
    const object = isNone ? undefined : lenientObject(whole);
    if (object !== undefined) found.push(object);
    start = object === undefined ? start + 1 : endExclusive;
  }
  return found;
}

interface Braces {
  readonly endExclusive: number;
  /** How many are open there, where the text ends before they close. */
  readonly open: number;
  readonly depth: number;
}

/** Where the brace at `start` closes. */
function braceEnd(text: string, start: number): Braces {
  const limit = Math.min(text.length, start + MAX_OBJECT);
  let [open, depth] = [0, 0];
  for (let index = start; index < limit; index++) {
    if (text[index] === '{') depth = Math.max(depth, ++open);
    if (text[index] === '}' && --open === 0) return { endExclusive: index + 1, open, depth };
  }
  return { endExclusive: limit, open, depth };
}

function lenientObject(text: string): object | undefined {
  const { value, problems } = readYamlValue(withYamlComments(text), undefined, {
    withAliases: true,
  });
  const isGood = problems.every(({ severity }) => severity !== 'error');
  return isGood && typeof value === 'object' && value !== null ? value : undefined;
}

/** Strings of JSON and YAML, addresses, and a comment of JavaScript at the end of a line. */
const COMMENT = /"(?:[^"\\\n]|\\.)*"|(?<![a-zA-Z])'[^'\n]*'|:\/\/\S*|\/\/(.*)/g;

function withYamlComments(text: string): string {
  return text.replace(COMMENT, (whole, comment?: string) =>
    comment === undefined ? whole : ` #${comment}`,
  );
}
