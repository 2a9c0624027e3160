import { deepStrictEqual, strictEqual } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireDocument } from '../../../src/core/document';
import { LedgerError } from '../../../src/core/errors';
import { mustacheEngine } from '../../../src/core/mustache/engine';
import { renderDocument } from '../../../src/core/render';

/** A case of the Mustache specification, in this project's own form. */
interface Case {
  readonly name: string;
  readonly because: string;
  readonly template: string;
  readonly includes?: Readonly<Record<string, string>>;
  readonly values: unknown;
  readonly expected: string;
}

const folder = join(import.meta.dirname, '../../fixtures/conformance/mustache');
const files = readdirSync(folder).filter(name => name.endsWith('.json'));

/** The specification escapes for HTML; a prompt is no HTML, so these expect the value as it is. */
const UNESCAPED = new Set([
  'interpolation.json HTML Escaping',
  'interpolation.json Implicit Iterators - HTML Escaping',
  'sections.json Implicit Iterator - HTML Escaping',
]);

/** What a document forbids although the engine does it. */
const NOT_IN_A_DOCUMENT: Readonly<Record<string, string>> = {
  'partials.json Recursion': 'An include that leads back to itself is the error include-cycle.',
  'partials.json Failed Lookup': 'An include that leads nowhere is an error, never an empty text.',
  'delimiters.json Standalone Line Endings': 'A document has only "\\n" as line end.',
  'comments.json Standalone Line Endings': 'A document has only "\\n" as line end.',
  'inverted.json Standalone Line Endings': 'A document has only "\\n" as line end.',
  'partials.json Standalone Line Endings': 'A document has only "\\n" as line end.',
  'sections.json Standalone Line Endings': 'A document has only "\\n" as line end.',
};

function casesOf(file: string): readonly Case[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Case[];
}

function expectedOf(file: string, { name, expected }: Case): string {
  if (!UNESCAPED.has(`${file} ${name}`)) return expected;
  const plain = expected.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  return plain.replaceAll('&amp;', '&');
}

function renderTemplate({ template, includes = {}, values }: Case): string {
  const origin = { chain: [] };
  const parsed = mustacheEngine.parse(template);
  deepStrictEqual(parsed.problems, []);
  return parsed.render({
    values,
    origin,
    missing: 'empty',
    include: ({ reference }) => {
      const source = includes[reference];
      return source === undefined ? undefined : { template: mustacheEngine.parse(source), origin };
    },
  }).text;
}

function renderText({ template, includes = {}, values }: Case): string {
  const { output } = renderDocument(requireDocument(template), values as Record<string, unknown>, {
    missing: 'empty',
    include: reference => includes[reference] ?? '',
  });
  return output.type === 'text' ? output.text : '';
}

describe('the Mustache specification, but for lambdas', () => {
  it('is here with all its 136 cases', () => {
    strictEqual(files.flatMap(casesOf).length, 136);
  });

  for (const file of files) {
    for (const item of casesOf(file)) {
      it(`${file} ${item.name}: ${item.because}`, () => {
        strictEqual(renderTemplate(item), expectedOf(file, item));
      });
    }
  }
});

describe('the Mustache specification, as the text of a document', () => {
  for (const file of files) {
    for (const item of casesOf(file)) {
      if (`${file} ${item.name}` in NOT_IN_A_DOCUMENT) continue;
      if (typeof item.values !== 'object' || Array.isArray(item.values)) continue;
      it(`${file} ${item.name}`, () => {
        strictEqual(renderText(item), expectedOf(file, item));
      });
    }
  }

  it('names in its exclusions only cases that exist', () => {
    const names = new Set(
      files.flatMap(file => casesOf(file).map(({ name }) => `${file} ${name}`)),
    );
    for (const name of [...UNESCAPED, ...Object.keys(NOT_IN_A_DOCUMENT)]) {
      strictEqual(names.has(name), true, name);
    }
  });

  it('refuses the recursion that the engine alone would follow', () => {
    const item = casesOf('partials.json').find(({ name }) => name === 'Recursion')!;
    let code = '';
    try {
      renderText(item);
    } catch (error) {
      code = error instanceof LedgerError ? error.code : String(error);
    }
    strictEqual(code, 'include-cycle');
  });
});
