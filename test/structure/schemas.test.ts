import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseDocument } from '../../src/core/prompt/document/document';
import { LedgerError } from '../../src/core/base/errors';
import { FRONT_MATTER_KEYS } from '../../src/core/prompt/document/frontMatterFields';
import { FIELD_HELP, INPUT_FIELD_HELP } from '../../src/core/language/fieldHelp';
import {
  INITIAL_CONFIG,
  parseRegistryConfig,
} from '../../src/core/ledger/environments/registryConfig';
import { projectPath } from '../support/sourceFiles';

type Schema = Readonly<Record<string, unknown>>;

const frontMatter = read('front-matter');
const registry = read('registry');

function read(name: string): Schema {
  const file = projectPath(`media/schemas/${name}.schema.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

/** As much of JSON Schema as the two schemas use. */
function isValid(value: unknown, schema: Schema, root: Schema): boolean {
  const check = (inner: unknown, against = value): boolean =>
    isValid(against, inner as Schema, root);
  if (typeof schema.$ref === 'string') return check(atPath(root, schema.$ref));
  return Object.entries(schema).every(([keyword, rule]): boolean => {
    switch (keyword) {
      case 'type':
        return [rule].flat().includes(typeOf(value)) || isWhole(value, rule);
      case 'enum':
        return (rule as unknown[]).includes(value);
      case 'const':
        return rule === value;
      case 'not':
        return !check(rule);
      case 'allOf':
        return (rule as unknown[]).every(part => check(part));
      case 'if':
        return !check(rule) || check(schema.then);
      default:
        return isValidInside(value, [keyword, rule], schema, check);
    }
  });
}

function isValidInside(
  value: unknown,
  [keyword, rule]: [string, unknown],
  schema: Schema,
  check: (inner: unknown, against?: unknown) => boolean,
): boolean {
  if (typeof value === 'string') {
    if (keyword === 'pattern') return new RegExp(rule as string).test(value);
    return keyword !== 'maxLength' || value.length <= Number(rule);
  }
  if (typeof value === 'number') return keyword !== 'minimum' || value >= Number(rule);
  if (Array.isArray(value)) return keyword !== 'items' || value.every(item => check(rule, item));
  return (
    typeof value !== 'object' ||
    value === null ||
    isValidObject(value, [keyword, rule], schema, check)
  );
}

function isValidObject(
  value: object,
  [keyword, rule]: [string, unknown],
  schema: Schema,
  check: (inner: unknown, against?: unknown) => boolean,
): boolean {
  const properties = (schema.properties ?? {}) as Schema;
  const entries = Object.entries(value);
  switch (keyword) {
    case 'required':
      return (rule as string[]).every(name => name in value);
    case 'properties':
      return entries.every(
        ([name, item]) => !(name in properties) || check(properties[name], item),
      );
    case 'additionalProperties':
      return entries.every(([name, item]) => name in properties || check(rule, item));
    default:
      return true;
  }
}

function atPath(root: Schema, reference: string): unknown {
  const names = reference.split('/').slice(1);
  return names.reduce<unknown>((value, name) => (value as Schema)[name], root);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isWhole(value: unknown, rule: unknown): boolean {
  return Number.isInteger(value) && [rule].flat().includes('integer');
}

describe('The schema of front matter', () => {
  it('has every key that has a meaning, and no other', () => {
    deepStrictEqual(Object.keys(frontMatter.properties as Schema), FRONT_MATTER_KEYS);
  });

  it('describes each as the editor does', () => {
    for (const key of Object.keys(FIELD_HELP)) {
      const { description } = (frontMatter.properties as Record<string, Schema>)[key] ?? {};
      strictEqual(typeof description, 'string', key);
    }
    const { input } = frontMatter.definitions as Record<string, Schema>;
    deepStrictEqual(Object.keys(input?.properties as Schema), Object.keys(INPUT_FIELD_HELP));
  });

  const cases: [yaml: string, isGood: boolean][] = [
    ['type: chat', true],
    ['type: chats', false],
    ['type:', false],
    ['format: jinja2', true],
    ['format: liquid', false],
    ['model: openai/gpt-4o', true],
    ['model: 4', false],
    ['model:', true],
    ['parameters: { temperature: 0.7, whatever: [1] }', true],
    ['parameters: [1]', false],
    ['tools: [{ name: a }]', true],
    ['tools: { name: a }', false],
    ['tool_choice: auto', true],
    ['tool_choice: [auto]', false],
    ['response_format: { type: json_object }', true],
    ['response_format: 1', false],
    ['inputs:', true],
    ['inputs: [a]', false],
    ['inputs: { a: }', true],
    ['inputs: { a: string }', false],
    ['inputs: { a: { type: text } }', false],
    ['inputs: { a: { type: integer, default: 1.5 } }', false],
    ['inputs: { a: { type: integer, default: 1 } }', true],
    ['inputs: { a: { type: number, default: 1 } }', true],
    ['inputs: { a: { type: string, default: 1 } }', false],
    ['inputs: { a: { type: array, default: {} } }', false],
    ['inputs: { a: { type: any, default: {} } }', true],
    ['inputs: { a: { default: 1 } }', true],
    ['inputs: { a: { required: maybe } }', false],
    ['inputs: { a: { description: 3 } }', false],
    ['inputs: { a: { whatever: 3 } }', true],
    ['metadata: { owner: me }', true],
    ['metadata: me', false],
    ['unknown: 1', true],
  ];
  for (const [yaml, isGood] of cases) {
    it(`${isGood ? 'takes' : 'refuses'} "${yaml}", as the parser does`, () => {
      const { problems } = parseDocument(`---\n${yaml}\n---\nuser:\n`);
      strictEqual(
        problems.every(({ severity }) => severity !== 'error'),
        isGood,
        'the parser',
      );
      strictEqual(isValid(parse(yaml), frontMatter, frontMatter), isGood, 'the schema');
    });
  }
});

describe('The schema of registry.json', () => {
  const environments = (...items: unknown[]) => JSON.stringify({ format: 1, environments: items });
  const cases: [text: string, isGood: boolean][] = [
    [INITIAL_CONFIG, true],
    [environments(), true],
    [environments({ name: 'a', protected: true, approvals: 2 }), true],
    [environments({ name: 'a' }, { name: 'b', promoteFrom: 'a' }), true],
    [environments({}), false],
    [environments({ name: 'A' }), false],
    [environments({ name: 'latest' }), false],
    [environments({ name: '3' }), false],
    [environments({ name: 'abcdef0' }), false],
    [environments({ name: 'a'.repeat(65) }), false],
    [environments({ name: 'a', protected: 'yes' }), false],
    [environments({ name: 'a', approvals: -1 }), false],
    [environments({ name: 'a', approvals: 1.5 }), false],
    [environments('a'), false],
    ['{"format":2,"environments":[]}', false],
    ['{"format":1}', false],
    ['[]', false],
  ];
  for (const [text, isGood] of cases) {
    it(`${isGood ? 'takes' : 'refuses'} ${text.slice(0, 60)}, as the reader does`, () => {
      strictEqual(isReadable(text), isGood, 'the reader');
      strictEqual(isValid(JSON.parse(text), registry, registry), isGood, 'the schema');
    });
  }
});

function isReadable(text: string): boolean {
  try {
    parseRegistryConfig(text);
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}
