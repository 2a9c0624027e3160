import { isMapping, printValueKey, type Mapping } from './values';

/** One difference between two JSON schemas, as a person would say it. */
export interface SchemaChange {
  /** Where: `order.items[].id`; empty for the schema itself. */
  readonly path: string;
  readonly kind:
    | 'propertyAdded'
    | 'propertyRemoved'
    | 'madeRequired'
    | 'madeOptional'
    | 'typeNarrowed'
    | 'typeWidened'
    | 'typeChanged'
    | 'valuesAllowed'
    | 'valuesForbidden'
    | 'keywordAdded'
    | 'keywordRemoved'
    | 'keywordChanged';
  /** Of the last three: which keyword of the schema (`description`, `minimum`, `default`). */
  readonly keyword?: string;
  /** Types, allowed values or the value of the keyword; of an added property, its type. */
  readonly left?: unknown;
  readonly right?: unknown;
  /** Of an added property: whether it must be given. */
  readonly required?: boolean;
}

/** Deeper schemas are compared by value. */
const MAX_DEPTH = 20;
/** Keywords that have words of their own. */
const TOLD = ['type', 'properties', 'required', 'items', 'enum', '$defs', 'definitions'];

/** What differs between two JSON schemas. Empty when they mean the same. */
export function diffSchemas(left: unknown, right: unknown, path = '', depth = 0): SchemaChange[] {
  if (printValueKey(left) === printValueKey(right)) return [];
  if (!isMapping(left) || !isMapping(right) || depth > MAX_DEPTH) {
    return [{ path, kind: 'typeChanged', left, right }];
  }
  return [
    ...typeChanges(left, right, path),
    ...valueChanges(left, right, path),
    ...propertyChanges({ left, right, path, depth }),
    ...innerChanges({ left, right, path, depth }),
    ...keywordChanges(left, right, path),
  ];
}

interface Place {
  readonly left: Mapping;
  readonly right: Mapping;
  readonly path: string;
  readonly depth: number;
}

function typeChanges(left: Mapping, right: Mapping, path: string): SchemaChange[] {
  if (printValueKey(left.type) === printValueKey(right.type)) return [];
  const [before, after] = [typesOf(left), typesOf(right)];
  const isNarrowed = accepts(before, after);
  const isWidened = accepts(after, before);
  if (isNarrowed && isWidened) return [];
  const kind = isNarrowed ? 'typeNarrowed' : isWidened ? 'typeWidened' : 'typeChanged';
  return [{ path, kind, left: left.type ?? 'any', right: right.type ?? 'any' }];
}

/** The types that a schema takes; undefined when it takes all. */
function typesOf({ type }: Mapping): ReadonlySet<string> | undefined {
  if (typeof type === 'string') return type === 'any' ? undefined : new Set([type]);
  return Array.isArray(type) ? new Set(type.map(String)) : undefined;
}

/** Whether a schema of the types `outer` takes all that one of `inner` takes. */
function accepts(
  outer: ReadonlySet<string> | undefined,
  inner: ReadonlySet<string> | undefined,
): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  return [...inner].every(type => outer.has(type) || (type === 'integer' && outer.has('number')));
}

function valueChanges(left: Mapping, right: Mapping, path: string): SchemaChange[] {
  const [before, after] = [left.enum, right.enum];
  if (printValueKey(before) === printValueKey(after)) return [];
  if (!Array.isArray(before)) return [{ path, kind: 'valuesForbidden', right: after }];
  if (!Array.isArray(after)) return [{ path, kind: 'valuesAllowed', left: before }];
  const missing = (list: readonly unknown[], from: readonly unknown[]) => {
    const known = new Set(from.map(printValueKey));
    return list.filter(value => !known.has(printValueKey(value)));
  };
  const [gone, come] = [missing(before, after), missing(after, before)];
  return [
    ...(gone.length > 0 ? [{ path, kind: 'valuesForbidden' as const, left: gone }] : []),
    ...(come.length > 0 ? [{ path, kind: 'valuesAllowed' as const, right: come }] : []),
  ];
}

function propertyChanges({ left, right, path, depth }: Place): SchemaChange[] {
  const [before, after] = [membersOf(left.properties), membersOf(right.properties)];
  const [wasRequired, isRequired] = [namesOf(left.required), namesOf(right.required)];
  const changes: SchemaChange[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const at = path === '' ? name : `${path}.${name}`;
    if (!Object.hasOwn(before, name)) {
      const required = isRequired.has(name);
      changes.push({ path: at, kind: 'propertyAdded', right: typeName(after[name]), required });
      continue;
    }
    if (!Object.hasOwn(after, name)) {
      changes.push({ path: at, kind: 'propertyRemoved', left: typeName(before[name]) });
      continue;
    }
    if (wasRequired.has(name) !== isRequired.has(name)) {
      changes.push({ path: at, kind: isRequired.has(name) ? 'madeRequired' : 'madeOptional' });
    }
    changes.push(...diffSchemas(before[name], after[name], at, depth + 1));
  }
  return changes;
}

/** The schema of a list's elements, and those that are named to be referred to. */
function innerChanges({ left, right, path, depth }: Place): SchemaChange[] {
  const items =
    isMapping(left.items) && isMapping(right.items)
      ? diffSchemas(left.items, right.items, `${path}[]`, depth + 1)
      : keywordChange(left, right, path, 'items');
  const named = ['$defs', 'definitions'].flatMap(keyword => {
    const [before, after] = [left[keyword], right[keyword]];
    if (!isMapping(before) || !isMapping(after)) return keywordChange(left, right, path, keyword);
    return propertyChanges({
      left: { properties: before },
      right: { properties: after },
      path: `${path}#`,
      depth: depth + 1,
    });
  });
  return [...items, ...named];
}

function keywordChanges(left: Mapping, right: Mapping, path: string): SchemaChange[] {
  const keywords = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keywords]
    .filter(keyword => !TOLD.includes(keyword))
    .flatMap(keyword => keywordChange(left, right, path, keyword));
}

function keywordChange(
  left: Mapping,
  right: Mapping,
  path: string,
  keyword: string,
): SchemaChange[] {
  const [before, after] = [own(left, keyword), own(right, keyword)];
  if (printValueKey(before) === printValueKey(after)) return [];
  if (before === undefined) return [{ path, kind: 'keywordAdded', keyword, right: after }];
  if (after === undefined) return [{ path, kind: 'keywordRemoved', keyword, left: before }];
  return [{ path, kind: 'keywordChanged', keyword, left: before, right: after }];
}

function own(value: Mapping, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function membersOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function namesOf(value: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(value) ? (value as unknown[]) : []);
}

function typeName(schema: unknown): unknown {
  return isMapping(schema) ? (schema.type ?? 'any') : 'any';
}
