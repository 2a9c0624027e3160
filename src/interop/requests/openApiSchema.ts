import { entriesOf, objectOf } from '../../core/base/json';
import { isMapping } from '../plainValues';

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];
const SCHEMAS = ['items', 'additionalProperties', 'not'];
const SCHEMA_LISTS = ['anyOf', 'any_of', 'oneOf', 'allOf', 'prefixItems'];

/**
 * JSON Schema for a schema in Google's form, a part of OpenAPI 3.0 that has its types in capitals and
 * says `nullable`: https://ai.google.dev/api/caching#Schema. What it says besides stays.
 */
export function jsonSchemaOf(schema: unknown): unknown {
  if (!isMapping(schema)) return schema;
  const type = typeName(schema.type);
  const isNullable = schema.nullable === true && type !== undefined && schema.enum === undefined;
  return objectOf(
    entriesOf(schema).flatMap(([key, value]) => {
      if (key === 'nullable' && isNullable) return [];
      if (key !== 'type') return [[key, convertedAt(key, value)] as const];
      return [[key, isNullable ? [type, 'null'] : (type ?? value)] as const];
    }),
  );
}

function convertedAt(key: string, value: unknown): unknown {
  if (key === 'properties' && isMapping(value)) {
    return objectOf(entriesOf(value).map(([name, schema]) => [name, jsonSchemaOf(schema)]));
  }
  if (SCHEMA_LISTS.includes(key) && Array.isArray(value)) return value.map(jsonSchemaOf);
  return SCHEMAS.includes(key) ? jsonSchemaOf(value) : value;
}

function typeName(type: unknown): string | undefined {
  return TYPES.find(name => typeof type === 'string' && name === type.toLowerCase());
}
