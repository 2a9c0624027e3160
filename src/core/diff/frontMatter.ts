import { createBudget, type DiffBudget } from './budget';
import { findEdits, internTexts, type Edit } from './edits';
import { lengthOf } from './range';

/** One value that differs, at a path such as `parameters.temperature` or `tools[1].function.name`. */
export interface FrontMatterChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Absent when added. */
  readonly left?: unknown;
  /** Absent when removed. */
  readonly right?: unknown;
}

/** Deeper values are compared as a whole. */
const MAX_DEPTH = 40;

type Mapping = Readonly<Record<string, unknown>>;

/** What differs by value. The order of keys, comments and quotes are no change. */
export function diffFrontMatter(
  left: Mapping,
  right: Mapping,
  budget: DiffBudget = createBudget(),
): FrontMatterChange[] {
  const changes: FrontMatterChange[] = [];
  compareMappings({ left, right, path: '', depth: 0 }, { changes, budget });
  return changes;
}

interface Place<T> {
  readonly left: T;
  readonly right: T;
  readonly path: string;
  readonly depth: number;
}

interface Search {
  readonly changes: FrontMatterChange[];
  readonly budget: DiffBudget;
}

function compareMappings({ left, right, path, depth }: Place<Mapping>, search: Search): void {
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const inner = memberPath(path, key);
    if (!Object.hasOwn(left, key)) addLeaves('added', inner, right[key], search);
    else if (!Object.hasOwn(right, key)) addLeaves('removed', inner, left[key], search);
    else {
      compareValues({ left: left[key], right: right[key], path: inner, depth: depth + 1 }, search);
    }
  }
}

function compareValues(place: Place<unknown>, search: Search): void {
  const { left, right, path, depth } = place;
  const isDeep = depth >= MAX_DEPTH;
  if (!isDeep && isMapping(left) && isMapping(right)) {
    compareMappings({ left, right, path, depth }, search);
  } else if (!isDeep && Array.isArray(left) && Array.isArray(right)) {
    compareLists({ left, right, path, depth }, search);
  } else if (printKey(left) !== printKey(right)) {
    search.changes.push({ path, kind: 'changed', left, right });
  }
}

/** Lists of plain values change as a whole; in others equal elements stay, whatever their place. */
function compareLists(place: Place<readonly unknown[]>, search: Search): void {
  const { left, right, path } = place;
  const [leftIds = [], rightIds = []] = internTexts(left.map(printKey), right.map(printKey));
  const { edits } = findEdits(leftIds, rightIds, search.budget);
  if (edits.length > 0 && ![...left, ...right].some(isMapping)) {
    search.changes.push({ path, kind: 'changed', left, right });
    return;
  }
  for (const edit of edits) compareElements(place, edit, search);
}

/** The elements that took each other's place, the first with the first. */
function compareElements(place: Place<readonly unknown[]>, edit: Edit, search: Search): void {
  const count = Math.max(lengthOf(edit.left), lengthOf(edit.right));
  for (let offset = 0; offset < count; offset += 1) {
    const at = { left: edit.left.start + offset, right: edit.right.start + offset };
    const [left, right] = [place.left[at.left], place.right[at.right]];
    const path = `${place.path}[${at.right}]`;
    if (offset >= lengthOf(edit.left)) search.changes.push({ path, kind: 'added', right });
    else if (offset >= lengthOf(edit.right)) {
      search.changes.push({ path: `${place.path}[${at.left}]`, kind: 'removed', left });
    } else compareValues({ left, right, path, depth: place.depth + 1 }, search);
  }
}

/** A mapping that came or went is one row per value in it: `parameters.temperature`, not `{…}`. */
function addLeaves(kind: 'added' | 'removed', path: string, value: unknown, search: Search): void {
  if (isMapping(value) && Object.keys(value).length > 0) {
    for (const [key, member] of Object.entries(value)) {
      addLeaves(kind, memberPath(path, key), member, search);
    }
    return;
  }
  search.changes.push(
    kind === 'added' ? { path, kind, right: value } : { path, kind, left: value },
  );
}

function memberPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal for equal values, whatever the order of their keys. */
function printKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printKey).join()}]`;
  if (isMapping(value)) {
    const members = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${printKey(value[key])}`);
    return `{${members.join()}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  return value === 0 ? '0' : String(value);
}
