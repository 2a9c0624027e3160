import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../../../src/core/errors';
import { jinjaEngine } from '../../../src/core/jinja/engine';

/** What a real Jinja2 made of a template: generate.py wrote it. */
interface Case {
  readonly template: string;
  readonly variables?: readonly string[];
  readonly expected?: string;
  readonly error?: string;
}

const FILES: Readonly<Record<string, number>> = {
  'crossed-filters-and-tests': 1021,
  'crossed-operators': 1600,
  failures: 131,
  filters: 315,
  operators: 168,
  print: 152,
  statements: 84,
  syntax: 98,
  tests: 107,
  whitespace: 55,
};

/** What Jinja2 renders and this engine refuses: the error says so. With how many cases hold it. */
const REFUSED: readonly (readonly [because: RegExp, cases: number])[] = [
  [/a (?:list|dict) inside a text is not supported/, 110],
  [/a range cannot be printed/, 12],
  [/"truncate" takes a text, not/, 8],
  [/"urlencode" of a \w+ is not supported/, 7],
  [/"\*\*" is supported for integers, and for 0.5 as the exponent/, 16],
  [/"%" with a text is not supported/, 2],
  [/Numbers are written with digits and a dot here/, 3],
  [/This cannot be read at "\)"/, 5],
  [/"linecount" must be an integer/, 1],
];

/** Where this engine differs on purpose. */
const EXCLUDED: Readonly<Record<string, string>> = {
  'crossed-operators {{ name % missing }}':
    'A name that is missing is reported before the operator that would not take it.',
  'failures {% if user.name.missing.deeper %}a{% endif %}':
    'A condition’s name may be absent, with all its parts.',
};

const folder = join(import.meta.dirname, '../../fixtures/conformance/jinja2');

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

const values = read('values');

/** What became of a template: its text, the names it misses, or why it was refused. */
type Outcome =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

function outcomeOf(template: string): Outcome {
  const parsed = jinjaEngine.parse(template);
  const [problem] = parsed.problems;
  if (problem !== undefined) return { kind: 'refused', reason: problem.message };
  try {
    const request = {
      values,
      origin: { chain: [] },
      missing: 'empty',
      include: () => undefined,
    } as const;
    const { text, missing } = parsed.render(request);
    if (missing.length === 0) return { kind: 'text', text };
    return { kind: 'refused', reason: `missing: ${missing.map(({ name }) => name).join()}` };
  } catch (error) {
    if (error instanceof LedgerError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

describe('a real Jinja2', () => {
  const refused = REFUSED.map(() => 0);
  const excluded = new Set<string>();

  function check(file: string, { template, expected, error }: Case): void {
    const outcome = outcomeOf(template);
    const name = `${file} ${template}`;
    if (name in EXCLUDED) {
      const isSame = outcome.kind === 'text' ? outcome.text === expected : error !== undefined;
      ok(!isSame, 'This exclusion is not needed any more.');
      excluded.add(name);
    } else if (outcome.kind === 'text') deepStrictEqual(outcome.text, expected);
    else if (expected !== undefined) {
      const rule = REFUSED.findIndex(([because]) => because.test(outcome.reason));
      ok(rule >= 0, `Refused although it prints ${JSON.stringify(expected)}: ${outcome.reason}`);
      refused[rule] = (refused[rule] ?? 0) + 1;
    }
  }

  for (const [file, count] of Object.entries(FILES)) {
    const cases = read(file) as readonly Case[];

    it(`made the ${count} cases of ${file}`, () => {
      strictEqual(cases.length, count);
    });

    for (const item of cases) {
      it(`${file} ${item.template}`, () => {
        check(file, item);
      });
    }

    it(`finds the same variables in ${file}`, () => {
      for (const { template, variables } of cases) {
        const parsed = jinjaEngine.parse(template);
        if (variables === undefined || parsed.problems.length > 0) continue;
        const names = parsed.variables.map(({ name }) => name.split('.', 1)[0]);
        deepStrictEqual([...new Set(names)].sort(), variables, template);
      }
    });
  }

  after(() => {
    deepStrictEqual([...excluded].sort(), Object.keys(EXCLUDED).sort());
    deepStrictEqual(
      refused,
      REFUSED.map(([, count]) => count),
    );
  });
});
