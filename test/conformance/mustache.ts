import { deepStrictEqual, strictEqual } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireDocument } from '../../src/core/prompt/document/document';
import { LedgerError } from '../../src/core/base/errors';
import type { Values } from '../../src/core/prompt/document/inputs';
import { mustacheEngine } from '../../src/core/engines/mustache/engine';
import { renderDocument } from '../../src/core/prompt/render/render';
import type { ConformanceSuite } from './suite';

/** A case of the Mustache specification, in this project's own form. */
export interface MustacheCase {
  readonly name: string;
  readonly template: string;
  readonly includes?: Readonly<Record<string, string>>;
  readonly values: unknown;
  readonly expected: string;
}

const FOLDER = join(import.meta.dirname, '../fixtures/conformance/mustache');

/** The cases of the specification by name: `sections.json Truthy`. */
export const mustacheCases: ReadonlyMap<string, MustacheCase> = new Map(
  readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .flatMap(file => {
      const cases = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as MustacheCase[];
      return cases.map(item => [`${file} ${item.name}`, item] as const);
    }),
);

const NO_HTML = 'A prompt is no HTML, so nothing is escaped for it.';
const UNESCAPED: Readonly<Record<string, string>> = {
  'interpolation.json HTML Escaping': NO_HTML,
  'interpolation.json Implicit Iterators - HTML Escaping': NO_HTML,
  'sections.json Implicit Iterator - HTML Escaping': NO_HTML,
};

const LINE_ENDS = 'A document has only "\\n" as line end.';
const MAPPING = 'The values of a document are a mapping from names.';

/** What a document forbids although the engine does it. */
const NOT_IN_A_DOCUMENT: Readonly<Record<string, string>> = {
  'partials.json Recursion': 'An include that leads back to itself is the error include-cycle.',
  'partials.json Failed Lookup': 'An include that leads nowhere is an error, never an empty text.',
  'delimiters.json Standalone Line Endings': LINE_ENDS,
  'comments.json Standalone Line Endings': LINE_ENDS,
  'inverted.json Standalone Line Endings': LINE_ENDS,
  'partials.json Standalone Line Endings': LINE_ENDS,
  'sections.json Standalone Line Endings': LINE_ENDS,
};

/** The engine alone. */
export const mustacheSuite: ConformanceSuite = {
  format: 'mustache',
  cases: casesWith(renderTemplate),
  exclusions: UNESCAPED,
};

/** The same templates as the texts of documents. */
export const mustacheDocumentSuite: ConformanceSuite = {
  format: 'mustache, in documents',
  cases: casesWith(renderText),
  exclusions: { ...UNESCAPED, ...NOT_IN_A_DOCUMENT, ...withoutMapping() },
};

function casesWith(render: (item: MustacheCase) => string): ConformanceSuite['cases'] {
  return [...mustacheCases].map(([name, item]) => ({
    name,
    check: () => {
      strictEqual(render(item), item.expected);
    },
  }));
}

function withoutMapping(): Record<string, string> {
  const names = [...mustacheCases].filter(([, { values }]) => !isMapping(values));
  return Object.fromEntries(names.map(([name]) => [name, MAPPING]));
}

/** What the engine makes of a case. */
export function renderTemplate({ template, includes = {}, values }: MustacheCase): string {
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

/** What a document with the template as its text makes of a case. */
export function renderText({ template, includes = {}, values }: MustacheCase): string {
  const include = (reference: string): string => {
    const found = includes[reference];
    if (found === undefined) throw new LedgerError('prompt-not-found', { reference }, reference);
    return found;
  };
  const document = requireDocument(template);
  const { output } = renderDocument(document, values as Values, { missing: 'empty', include });
  return output.type === 'text' ? output.text : '';
}

function isMapping(values: unknown): boolean {
  return typeof values === 'object' && !Array.isArray(values);
}
