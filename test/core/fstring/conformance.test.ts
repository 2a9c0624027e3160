import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireDocument } from '../../../src/core/document';
import { LedgerError } from '../../../src/core/errors';
import { fstringEngine } from '../../../src/core/fstring/engine';
import type { Values } from '../../../src/core/inputs';
import { renderDocument } from '../../../src/core/render';

/** What Python made of a template and values: generate.py wrote it. */
type Case = readonly [
  template: string,
  values: Values,
  expected: string | { readonly error: string },
];

const folder = join(import.meta.dirname, '../../fixtures/conformance/f-string');
const files = readdirSync(folder).filter(name => name.endsWith('.json'));

const PRIVATE = 'No name may begin with "_": in Python, such names lead out of the data.';
const NO_ATTRIBUTES = 'Values are data: attributes and methods of Python’s types are out of reach.';
const KEY_ORDER = 'JavaScript puts keys that are whole numbers first, so JSON.stringify does.';

/** Where this engine differs from Python on purpose. */
const EXCLUDED: Readonly<Record<string, string>> = {
  'paths.json {_private}': PRIVATE,
  'paths.json {user._id}': PRIVATE,
  'paths.json {n.real}': NO_ATTRIBUTES,
  'paths.json {text.upper}': NO_ATTRIBUTES,
  'paths.json {user}': KEY_ORDER,
  'paths.json {user!s:.7}': KEY_ORDER,
  'paths.json {large_id}': 'A number beyond 2^53 arrives as the nearest double.',
  'paths.json { padded }': 'White space around a name is a slip of the pen.',
};

function casesOf(file: string): readonly Case[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Case[];
}

function nameOf(file: string, [template]: Case): string {
  return `${file} ${template}`;
}

/** The text, or the code of what was refused. */
function renderTemplate([template, values]: Case): string | { code: string } {
  const { problems, render } = bound(template);
  if (problems.length > 0) return { code: 'template-syntax' };
  return refused(() => {
    const { text, missing } = render(values);
    return missing.length > 0 ? { code: 'missing-variables' } : text;
  });
}

function bound(template: string): {
  problems: readonly unknown[];
  render: (values: Values) => { text: string; missing: readonly unknown[] };
} {
  const parsed = fstringEngine.parse(template);
  const request = { origin: { chain: [] }, missing: 'empty', include: () => undefined } as const;
  return { problems: parsed.problems, render: values => parsed.render({ ...request, values }) };
}

function renderText([template, values]: Case): string | { code: string } {
  return refused(() => {
    const document = requireDocument(`---\nformat: f-string\n---\n${template}`);
    const { output } = renderDocument(document, values);
    return output.type === 'text' ? output.text : '';
  });
}

function refused<T>(render: () => T): T | { code: string } {
  try {
    return render();
  } catch (error) {
    if (error instanceof LedgerError) return { code: error.code };
    throw error;
  }
}

/** A name that Python does not find, a template that it cannot read, or a value that it refuses. */
function codesFor(error: string): readonly string[] {
  const isLookup = /^(?:KeyError|AttributeError|IndexError)|indices must be|not subscriptable/;
  if (isLookup.test(error)) return ['missing-variables', 'template-syntax'];
  return ['template-syntax', 'invalid-input'];
}

function check(actual: string | { code: string }, [template, values, expected]: Case): void {
  const subject = `${JSON.stringify(template)} with ${JSON.stringify(values)}`;
  if (typeof expected === 'string') {
    deepStrictEqual(actual, expected, `${subject}: ${JSON.stringify(actual)}`);
  } else {
    const isExpected = typeof actual === 'object' && codesFor(expected.error).includes(actual.code);
    ok(isExpected, `${subject}: ${JSON.stringify(actual)}, Python says ${expected.error}`);
  }
}

describe('Python’s str.format', () => {
  it('is here with all cases that Python was asked for', () => {
    strictEqual(files.flatMap(casesOf).length, 2393);
  });

  it('names in its exclusions only cases that exist and that differ', () => {
    const cases = files.flatMap(file =>
      casesOf(file).map(item => [nameOf(file, item), item] as const),
    );
    for (const name of Object.keys(EXCLUDED)) {
      const [item, ...others] = cases.filter(([each]) => each === name).map(([, each]) => each);
      ok(item !== undefined && others.length === 0, name);
      ok(renderTemplate(item) !== item[2], `${name} needs no exclusion.`);
    }
  });

  for (const file of files) {
    for (const item of casesOf(file)) {
      if (nameOf(file, item) in EXCLUDED) continue;
      it(`${nameOf(file, item)} with ${JSON.stringify(item[1])}`, () => {
        check(renderTemplate(item), item);
      });
    }

    it(`${file}, as the texts of documents`, () => {
      for (const item of casesOf(file)) {
        if (!(nameOf(file, item) in EXCLUDED)) check(renderText(item), item);
      }
    });
  }
});
