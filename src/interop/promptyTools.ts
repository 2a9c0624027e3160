import { given, isMapping, others, type Mapping } from './plainValues';
import { propertiesOf } from './promptyFields';

const KINDS: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  float: 'number',
  boolean: 'boolean',
};
const PROPERTY_KEYS = ['name', 'kind', 'description', 'required', 'enumValues', 'default'];

export interface ReadTools {
  /** Functions as requests have them. */
  readonly tools: readonly Mapping[];
  /** What is no function of plain parameters, as it was written. */
  readonly left: readonly unknown[];
}

/** Reads `tools` of Prompty: functions whose parameters are plain become JSON Schema. */
export function readTools(value: unknown): ReadTools {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const read = list.map(tool => ({ tool, found: readTool(tool) }));
  return {
    tools: read.flatMap(({ found }) => (found === undefined ? [] : [found])),
    left: read.flatMap(({ tool, found }) => (found === undefined ? [tool] : [])),
  };
}

function readTool(tool: unknown): Mapping | undefined {
  if (!isMapping(tool) || tool.kind !== 'function' || typeof tool.name !== 'string') {
    return undefined;
  }
  // What is bound is hidden from the model, which no request says.
  if (
    Object.keys(others(tool, ['name', 'kind', 'description', 'parameters', 'strict'])).length > 0
  ) {
    return undefined;
  }
  const { name, description, parameters, strict } = tool;
  const properties = propertiesOf(parameters);
  const read = properties.map(([key, property]) => [key, readProperty(property)] as const);
  if (read.some(([, property]) => property === undefined)) return undefined;
  const required = properties.flatMap(([key, property]) =>
    isMapping(property) && property.required === true ? [key] : [],
  );
  const schema = { type: 'object', properties: Object.fromEntries(read), ...given({ required }) };
  return {
    type: 'function',
    function: {
      name,
      ...given({ description }),
      parameters: schema,
      ...(strict === true ? { strict } : {}),
    },
  };
}

function readProperty(property: unknown): Mapping | undefined {
  if (!isMapping(property)) return undefined;
  const type = KINDS[String(property.kind)];
  if (type === undefined || Object.keys(others(property, PROPERTY_KEYS)).length > 0)
    return undefined;
  const { description, enumValues, default: standard } = property;
  return {
    type,
    ...given({ description, enum: enumValues }),
    ...(standard === undefined ? {} : { default: standard }),
  };
}

const JSON_KINDS: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
};

/** A function of a request as a tool of Prompty; `undefined` where its schema says more. */
export function printTool(tool: unknown): Mapping | undefined {
  const { function: called } = isMapping(tool) ? tool : ({} as Mapping);
  if (!isMapping(called) || typeof called.name !== 'string') return undefined;
  const { name, description, strict } = called;
  const parameters = printParameters(called.parameters ?? {});
  if (parameters === undefined) return undefined;
  const flags = strict === true ? { strict } : {};
  return { name, kind: 'function', ...given({ description }), ...flags, parameters };
}

function printParameters(schema: unknown): readonly Mapping[] | undefined {
  if (!isMapping(schema)) return undefined;
  const { properties = {}, required } = schema;
  const extra = others(schema, ['type', 'properties', 'required']);
  if (!isMapping(properties) || Object.keys(extra).length > 0) return undefined;
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  const printed = Object.entries(properties).map(([key, property]) =>
    printProperty(key, property, names.includes(key)),
  );
  const whole = printed.filter(property => property !== undefined);
  return whole.length === printed.length ? whole : undefined;
}

function printProperty(name: string, property: unknown, isRequired: boolean): Mapping | undefined {
  if (!isMapping(property)) return undefined;
  const kind = JSON_KINDS[String(property.type)];
  const extra = others(property, ['type', 'description', 'enum', 'default']);
  if (kind === undefined || Object.keys(extra).length > 0) return undefined;
  const { description, enum: enumValues, default: standard } = property;
  return {
    name,
    kind,
    ...given({ description, enumValues }),
    ...(isRequired ? { required: true } : {}),
    ...(standard === undefined ? {} : { default: standard }),
  };
}
