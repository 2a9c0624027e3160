import { deepStrictEqual, ok } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireDocument } from '../../src/core/prompt/document/document';
import { LedgerError } from '../../src/core/base/errors';
import { fstringEngine } from '../../src/core/engines/fstring/engine';
import type { Values } from '../../src/core/prompt/document/inputs';
import { renderDocument } from '../../src/core/prompt/render/render';
import type { ConformanceSuite } from './suite';

/** What Python made of a template and values: generate.py wrote it. */
export type FStringCase = readonly [
  template: string,
  values: Values,
  expected: string | { readonly error: string },
];

const FOLDER = join(import.meta.dirname, '../fixtures/conformance/f-string');

const PRIVATE = 'No name may begin with "_": in Python, such names lead out of the data.';
const NO_ATTRIBUTES = 'Values are data: attributes and methods of Python’s types are out of reach.';
const KEY_ORDER = 'JavaScript puts keys that are whole numbers first, so JSON.stringify does.';

/** Where this engine differs from Python on purpose. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'paths.json {_private}': PRIVATE,
  'paths.json {user._id}': PRIVATE,
  'paths.json {n.real}': NO_ATTRIBUTES,
  'paths.json {text.upper}': NO_ATTRIBUTES,
  'paths.json {user}': KEY_ORDER,
  'paths.json {user!s:.7}': KEY_ORDER,
  'paths.json {large_id}': 'A number beyond 2^53 arrives as the nearest double.',
  'paths.json { padded }': 'White space around a name is a slip of the pen.',
};

/** Every case of every file, by `file template` and what sets it apart from its like. */
export const fstringCases: ReadonlyMap<string, FStringCase> = new Map(
  readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .flatMap(file => {
      const cases = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly FStringCase[];
      return cases.map(item => [nameOf(file, item), item] as const);
    }),
);

/** The engine alone. */
export const fstringSuite: ConformanceSuite = {
  format: 'f-string',
  cases: casesWith(renderTemplate),
  exclusions: DIFFERENT,
};

/** The same templates as the texts of documents. */
export const fstringDocumentSuite: ConformanceSuite = {
  format: 'f-string, in documents',
  cases: casesWith(renderText),
  exclusions: DIFFERENT,
};

function nameOf(file: string, [template, values]: FStringCase): string {
  const name = `${file} ${template}`;
  return name in DIFFERENT ? name : `${name} with ${JSON.stringify(values)}`;
}

/** The text, or the code of what was refused. */
type Outcome = string | { readonly code: string };

function casesWith(render: (item: FStringCase) => Outcome): ConformanceSuite['cases'] {
  return [...fstringCases].map(([name, item]) => ({
    name,
    check: () => {
      compare(render(item), item[2]);
    },
  }));
}

function renderTemplate([template, values]: FStringCase): Outcome {
  const parsed = fstringEngine.parse(template);
  if (parsed.problems.length > 0) return { code: 'template-syntax' };
  const request = { origin: { chain: [] }, missing: 'empty', include: () => undefined } as const;
  const { text, missing, failures } = parsed.render({ ...request, values });
  if (failures !== undefined) return { code: 'invalid-input' };
  return missing.length > 0 ? { code: 'missing-variables' } : text;
}

function renderText([template, values]: FStringCase): Outcome {
  try {
    const document = requireDocument(`---\nformat: f-string\n---\n${template}`);
    const { output } = renderDocument(document, values);
    return output.type === 'text' ? output.text : '';
  } catch (error) {
    if (error instanceof LedgerError) return { code: error.code };
    throw error;
  }
}

function compare(actual: Outcome, expected: FStringCase[2]): void {
  if (typeof expected === 'string') {
    deepStrictEqual(actual, expected);
    return;
  }
  const isExpected = typeof actual === 'object' && codesFor(expected.error).includes(actual.code);
  ok(isExpected, `${JSON.stringify(actual)}, and Python says ${expected.error}`);
}

/** A name that Python does not find, a template that it cannot read, or a value that it refuses. */
export function codesFor(error: string): readonly string[] {
  const isLookup = /^(?:KeyError|AttributeError|IndexError)|indices must be|not subscriptable/;
  if (isLookup.test(error)) return ['missing-variables', 'template-syntax'];
  return ['template-syntax', 'invalid-input'];
}
