/** Lines of a document, counted from 1, with both ends. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** JSON Schema (2020-12), as far as fields are said in it. */
export interface JsonSchema {
  readonly type: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly required?: readonly string[];
}

interface ValueTypes {
  readonly text: string;
  readonly texts: readonly string[];
  readonly 'text or texts': string | readonly string[];
  readonly 'text or null': string | null;
  readonly flag: boolean;
  readonly count: number;
  readonly integer: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly 'texts by name': Readonly<Record<string, string>>;
  readonly lines: LineRange;
}

/** What a field can hold. */
export type Kind = keyof ValueTypes;

const TEXT: JsonSchema = { type: 'string' };
const LINE: JsonSchema = { type: 'integer', minimum: 1 };

/** Of each kind, what an error says that it must be, and its schema. */
const KINDS: Readonly<Record<Kind, readonly [expected: string, schema: JsonSchema]>> = {
  text: ['a text', TEXT],
  texts: ['a list of texts', { type: 'array', items: TEXT }],
  'text or texts': ['a text or a list of texts', { type: ['string', 'array'], items: TEXT }],
  'text or null': ['a text or null', { type: ['string', 'null'] }],
  flag: ['true or false', { type: 'boolean' }],
  count: ['a whole number, 0 or more', { type: 'integer', minimum: 0 }],
  integer: ['a whole number', { type: 'integer' }],
  values: ['an object', { type: 'object' }],
  'texts by name': ['an object of texts', { type: 'object', additionalProperties: TEXT }],
  lines: [
    'lines as { first, last }',
    { type: 'object', properties: { first: LINE, last: LINE }, required: ['first', 'last'] },
  ],
};

/** One field of the input of an operation: the type of its value, its check and its help follow from it. */
export interface Field<Value = unknown, Needed extends boolean = boolean> {
  readonly kind: Kind;
  /** What it means, as a part of a sentence. */
  readonly description: string;
  readonly isRequired: Needed;
  /** All that it can be, or all that its items can be. */
  readonly choices?: readonly string[] | undefined;
  /** Never there: it carries the type. */
  readonly value?: Value;
}

export type Fields = Readonly<Record<string, Field>>;

/** What a field holds. */
export type ValueOf<F> = F extends Field<infer Value> ? Value : never;

/** The names of the fields that an input cannot do without. */
export type RequiredNames<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Field<unknown, true> ? Name : never;
}[keyof F];

/** The type of an input with these fields. */
export type InputOf<F extends Fields> = {
  readonly [Name in RequiredNames<F>]: ValueOf<F[Name]>;
} & {
  readonly [Name in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[Name]> | undefined;
};

function field<K extends Kind>(kind: K) {
  return (description: string): Field<ValueTypes[K], true> => ({
    kind,
    description,
    isRequired: true,
  });
}

export const text = field('text');
export const texts = field('texts');
export const textOrTexts = field('text or texts');
export const textOrNull = field('text or null');
export const flag = field('flag');
/** A whole number from 0. */
export const count = field('count');
export const integer = field('integer');
/** Values by name, of any type. */
export const values = field('values');
export const textsByName = field('texts by name');
export const lines = field('lines');

/** A text that is one of these. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  description: string,
): Field<Choice, true> {
  return { kind: 'text', description, isRequired: true, choices };
}

/** A list of texts, each of them one of these. */
export function someOf<const Choice extends string>(
  choices: readonly Choice[],
  description: string,
): Field<readonly Choice[], true> {
  return { kind: 'texts', description, isRequired: true, choices };
}

/** The same field, which may be left out. */
export function optional<Value>(of: Field<Value>): Field<Value, false> {
  return { ...of, isRequired: false };
}

/** What a value of the field must be, as an error says it. */
export function expectedOf({ kind, choices }: Field): string {
  const [expected] = KINDS[kind];
  if (choices === undefined) return expected;
  return `${kind === 'texts' ? 'a list of' : 'one of'}: ${choices.join(', ')}`;
}

/** Whether a field can hold a value. */
export function holds(of: Field, value: unknown): boolean {
  return isValid(schemaOf(of), value);
}

/** A field as JSON Schema. */
export function schemaOf({ kind, description, choices }: Field): JsonSchema {
  const [, schema] = KINDS[kind];
  if (choices === undefined) return { ...schema, description };
  return kind === 'texts'
    ? { ...schema, description, items: { ...TEXT, enum: choices } }
    : { ...schema, description, enum: choices };
}

/** An input as JSON Schema, which takes these fields and no others. */
export function objectSchema(fields: Fields): JsonSchema {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, of]) => [name, schemaOf(of)])),
    required: entries.filter(([, of]) => of.isRequired).map(([name]) => name),
    additionalProperties: false,
  };
}

/** Whether a value is what a schema of this file says; every other keyword is unknown here. */
function isValid(schema: JsonSchema, value: unknown): boolean {
  if (![schema.type].flat().includes(typeOf(value))) return false;
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) return false;
  if (typeof value === 'number') return value >= (schema.minimum ?? -Infinity);
  if (Array.isArray(value)) return value.every(item => isValid(schema.items ?? TEXT, item));
  return typeof value !== 'object' || value === null || hasValidMembers(schema, value);
}

function hasValidMembers(schema: JsonSchema, value: object): boolean {
  const { properties = {}, required = [], additionalProperties: others } = schema;
  return (
    required.every(name => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, item]) => {
      const of = Object.hasOwn(properties, name) ? properties[name] : others;
      return of === undefined || (of !== false && isValid(of, item));
    })
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
