import { isMapping, others, type Mapping } from './plainValues';

/** What a schema says of the variables of a prompt. */
export interface ReadSchema {
  /** Inputs as front matter declares them. */
  readonly inputs: Mapping;
  /** What is said of them that front matter cannot say, by path. */
  readonly unsaid: readonly string[];
  /** The names of fields inside of variables that may be left out. */
  readonly optionalFields: ReadonlySet<string>;
}

/** How deeply a schema is looked into. */
const MAX_DEPTH = 100;
const SCALARS = ['string', 'number', 'integer', 'boolean', 'any'];
const JSON_TYPES = [...SCALARS, 'null', 'object', 'array'];
/** Keys of a JSON Schema of one variable that an input has, too. */
const SAID = ['type', 'description', 'default'];

/**
 * Reads the schema of the input of a Dotprompt: Picoschema, or JSON Schema where it has a `type` of
 * its own at the top. `undefined` where it is neither.
 */
export function readSchema(schema: unknown): ReadSchema | undefined {
  if (!isMapping(schema)) return undefined;
  const isJsonSchema = JSON_TYPES.includes(schema.type as string) || isMapping(schema.properties);
  const read = isJsonSchema ? readJsonSchema(schema) : readPicoschema(schema);
  return read && { ...read, optionalFields: optionalFieldsIn(schema) };
}

/** Of both kinds of schema, at any depth below the variables themselves. */
function optionalFieldsIn(schema: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown, depth: number): void => {
    if (!isMapping(value) || depth > MAX_DEPTH) return;
    if (depth > 0) for (const name of optionalKeysOf(value)) found.add(name);
    for (const item of Object.values(value)) look(item, depth + 1);
  };
  look(schema, 0);
  return found;
}

function optionalKeysOf({ properties, required, ...others }: Mapping): readonly string[] {
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  const inJsonSchema = isMapping(properties) ? Object.keys(properties) : [];
  const inPicoschema = Object.keys(others).flatMap(key => {
    const [, name = '', optional] = KEY.exec(key) ?? [];
    return optional === undefined ? [] : [name];
  });
  return [...inJsonSchema.filter(name => !names.includes(name)), ...inPicoschema];
}

type ReadVariables = Omit<ReadSchema, 'optionalFields'>;

function readJsonSchema(schema: Mapping): ReadVariables | undefined {
  const { properties = {}, required } = schema;
  if (!isMapping(properties)) return undefined;
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  const unsaid = Object.keys(others(schema, ['type', 'properties', 'required']));
  const entries = Object.entries(properties).map(([name, value]) => {
    const property = isMapping(value) ? value : {};
    const [type, isNullable] = typeOf(property.type);
    unsaid.push(
      ...Object.keys(property)
        .filter(key => !SAID.includes(key))
        .map(key => `${name}.${key}`),
    );
    const { description, default: standard } = property;
    const isOptional = isNullable || !names.includes(name);
    return [name, inputOf(type, description, isOptional, standard)] as const;
  });
  return { inputs: Object.fromEntries(entries), unsaid };
}

function typeOf(type: unknown): readonly [type: string, isNullable: boolean] {
  if (!Array.isArray(type)) return [typeof type === 'string' ? type : 'any', false];
  const [first, ...more] = type.filter(item => item !== 'null') as readonly string[];
  return [more.length === 0 ? (first ?? 'any') : 'any', type.includes('null')];
}

const KEY = /^([^?(]*)(\?)?(?:\(([^,)]*)(?:,([^]*))?\))?$/;

function readPicoschema(schema: Mapping): ReadVariables {
  const unsaid: string[] = [];
  const entries = Object.entries(schema).flatMap(([key, value]) => {
    const [, name = '', optional, type, written] = KEY.exec(key) ?? [];
    const about = withoutSpace(written);
    if (key === '(*)' || name === '') {
      unsaid.push(key);
      return [];
    }
    const isOptional = optional !== undefined;
    if (type === undefined && typeof value === 'string') {
      const [scalar, description] = readScalar(value);
      if (!SCALARS.includes(scalar)) unsaid.push(`${name}: ${scalar}`);
      return [[name, inputOf(scalar, description, isOptional)] as const];
    }
    if (!saysNothing(value)) unsaid.push(name);
    return [[name, inputOf(type ?? 'object', about, isOptional)] as const];
  });
  return { inputs: Object.fromEntries(entries), unsaid };
}

/** Whether items or entries can be anything, which an input says by its type alone. */
function saysNothing(value: unknown): boolean {
  if (!isMapping(value)) return value === 'any';
  return Object.keys(value).length === 1 && value['(*)'] === 'any';
}

/** `string, what it is` */
function readScalar(text: string): readonly [type: string, description: string | undefined] {
  const comma = text.indexOf(',');
  const type = text.slice(0, comma);
  if (comma < 0 || type.includes('\n')) return [text, undefined];
  return [type, text.slice(comma + 1).replace(/^ +/, '')];
}

function inputOf(
  type: string,
  description: unknown,
  isOptional: boolean,
  standard?: unknown,
): Mapping {
  return {
    type: SCALARS.includes(type) || type === 'array' || type === 'object' ? type : 'any',
    ...(isOptional ? { required: false } : {}),
    ...(standard === undefined || standard === null ? {} : { default: standard }),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
  };
}

/** Inputs as Picoschema, for those that it can say. */
export function printPicoschema(inputs: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]): readonly [string, unknown] => {
      const { type = 'any', required, description } = isMapping(value) ? value : {};
      const about = typeof description === 'string' ? `, ${description}` : '';
      const key = required === false ? `${name}?` : name;
      if (type === 'array') return [`${key}(array${about})`, 'any'];
      if (type === 'object') return [`${key}(object${about})`, { '(*)': 'any' }];
      return [key, `${String(type)}${about}`];
    }),
  );
}

function withoutSpace(text: string | undefined): string | undefined {
  return text?.trimStart();
}
