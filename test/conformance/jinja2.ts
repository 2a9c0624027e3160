import { deepStrictEqual, ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireDocument } from '../../src/core/prompt/document/document';
import { LedgerError } from '../../src/core/base/errors';
import type { Values } from '../../src/core/prompt/document/inputs';
import { renderDocument } from '../../src/core/prompt/render/render';
import type { ConformanceSuite } from './suite';

/** What a real Jinja2 made of a template: generate.py wrote it. */
export interface JinjaCase {
  readonly template: string;
  /** The names that it looks up, where Jinja2 says. */
  readonly variables?: readonly string[];
  readonly expected?: string;
  readonly error?: string;
}

const FOLDER = join(import.meta.dirname, '../fixtures/conformance/jinja2');

/** The files, and how many cases each holds. */
export const jinjaFiles: Readonly<Record<string, number>> = {
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

/** What Jinja2 renders and this engine refuses by name, as the error says it. */
export const jinjaRefusals: Readonly<Record<string, RegExp>> = {
  'A list or dict inside a text is not supported.':
    /a (?:list|dict) inside a text is not supported/,
  'A range cannot be printed.': /a range cannot be printed/,
  'The filter "truncate" takes a text.': /"truncate" takes a text, not/,
  'The filter "urlencode" takes a text.': /"urlencode" of a \w+ is not supported/,
  'The operator "**" is for integers, and for 0.5 as the exponent.':
    /"\*\*" is supported for integers, and for 0.5 as the exponent/,
  'The operator "%" does not format texts.': /"%" with a text is not supported/,
  'Numbers are written with digits and a dot.': /Numbers are written with digits and a dot here/,
  'A tuple holds two values or more.': /This cannot be read at "\)"/,
  'The argument "linecount" is an integer.': /"linecount" must be an integer/,
};

const DIFFERENT: Readonly<Record<string, string>> = {
  'crossed-operators {{ name % missing }}':
    'A name that is missing is reported before the operator that would not take it.',
  'failures {% if user.name.missing.deeper %}a{% endif %}':
    'A condition’s name may be absent, with all its parts.',
};

/** Every case by `file template`. */
export const jinjaCases: ReadonlyMap<string, JinjaCase> = new Map(
  Object.keys(jinjaFiles).flatMap(file =>
    (read(file) as readonly JinjaCase[]).map(item => [`${file} ${item.template}`, item] as const),
  ),
);

const values = read('values') as Values;

/** The names of the cases that are refused, by the reason as `jinjaRefusals` has it. */
export const jinjaRefused = read('refused') as Readonly<Record<string, readonly string[]>>;

/** The templates as the texts of documents, against Jinja2 with `StrictUndefined`. */
export const jinjaSuite: ConformanceSuite = {
  format: 'jinja2',
  cases: [...jinjaCases].map(([name, item]) => ({
    name,
    check: () => {
      compare(renderJinjaCase(item), item);
    },
  })),
  exclusions: {
    ...DIFFERENT,
    ...Object.fromEntries(
      Object.entries(jinjaRefused).flatMap(([reason, names]) => names.map(name => [name, reason])),
    ),
  },
};

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

/** What became of a template: its text, or why it was refused. */
export type JinjaOutcome = { readonly text: string } | { readonly refused: string };

export function renderJinjaCase({ template }: JinjaCase): JinjaOutcome {
  try {
    const document = requireDocument(`---\nformat: jinja2\n---\n${template}`);
    const { output } = renderDocument(document, values);
    return { text: output.type === 'text' ? output.text : '' };
  } catch (error) {
    if (error instanceof LedgerError) return { refused: error.message };
    throw error;
  }
}

function compare(outcome: JinjaOutcome, { expected, error }: JinjaCase): void {
  if ('text' in outcome) deepStrictEqual(outcome.text, expected ?? { error });
  else ok(expected === undefined, `${outcome.refused} Jinja2 prints ${JSON.stringify(expected)}.`);
}
