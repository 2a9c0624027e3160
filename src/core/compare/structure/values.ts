import { createBudget, type DiffBudget } from '../text/budget';
import { findEdits, internTexts, type Edit } from '../text/edits';
import { lengthOf } from '../text/range';
import { longestAscending } from '../text/ascending';

/** Where an element of a list stands on each side; absent on the side that does not have it. */
export interface ListStep {
  readonly left?: number;
  readonly right?: number;
  /** What the element is called, where all of the list have names. */
  readonly name?: string;
}

/** A key of a mapping, or an element of a list. */
export type PathStep = string | ListStep;

/** One value that differs. Those of one comparison lead from the left value to the right one. */
export interface ValueChange {
  readonly path: readonly PathStep[];
  /** `moved` is an element of a list whose elements have names: it stands elsewhere among them. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Absent when added. */
  readonly left?: unknown;
  /** Absent when removed. */
  readonly right?: unknown;
}

export type Mapping = Readonly<Record<string, unknown>>;

/** Deeper values are compared as a whole. */
const MAX_DEPTH = 40;

interface Place<T> {
  readonly left: T;
  readonly right: T;
  readonly path: readonly PathStep[];
}

interface Search {
  readonly changes: ValueChange[];
  readonly budget: DiffBudget;
}

/** What differs by value between two mappings. The order of keys is no change. */
export function diffValues(
  left: Mapping,
  right: Mapping,
  budget: DiffBudget = createBudget(),
): readonly ValueChange[] {
  const changes: ValueChange[] = [];
  compareMappings({ left, right, path: [] }, { changes, budget });
  return changes;
}

function compareMappings({ left, right, path }: Place<Mapping>, search: Search): void {
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const inner = [...path, key];
    if (!Object.hasOwn(left, key)) {
      search.changes.push({ path: inner, kind: 'added', right: right[key] });
    } else if (!Object.hasOwn(right, key)) {
      search.changes.push({ path: inner, kind: 'removed', left: left[key] });
    } else compareValues({ left: left[key], right: right[key], path: inner }, search);
  }
}

function compareValues({ left, right, path }: Place<unknown>, search: Search): void {
  const isDeep = path.length >= MAX_DEPTH;
  if (!isDeep && isMapping(left) && isMapping(right)) {
    compareMappings({ left, right, path }, search);
  } else if (!isDeep && Array.isArray(left) && Array.isArray(right)) {
    compareLists({ left, right, path }, search);
  } else if (printValueKey(left) !== printValueKey(right)) {
    search.changes.push({ path, kind: 'changed', left, right });
  }
}

/**
 * Lists of plain values change as a whole. Elements that have names keep them, wherever they stand;
 * of others, equal ones stay and those between take each other's place.
 */
function compareLists(place: Place<readonly unknown[]>, search: Search): void {
  const { left, right, path } = place;
  if (printValueKey(left) === printValueKey(right)) return;
  if (![...left, ...right].some(isMapping)) {
    search.changes.push({ path, kind: 'changed', left, right });
    return;
  }
  const [leftNames, rightNames] = [namesOf(left), namesOf(right)];
  if (leftNames !== undefined && rightNames !== undefined) {
    compareNamed(place, { left: leftNames, right: rightNames }, search);
    return;
  }
  const [leftIds = [], rightIds = []] = internTexts(
    left.map(printValueKey),
    right.map(printValueKey),
  );
  const { edits } = findEdits(leftIds, rightIds, search.budget);
  for (const edit of edits) compareElements(place, edit, search);
}

/** The name of an element of a list: a tool's, a function's, an example's. */
export function nameOfElement(element: unknown): string | undefined {
  if (!isMapping(element)) return undefined;
  const inner = isMapping(element.function) ? element.function.name : undefined;
  return [element.name, inner, element.id].find(value => typeof value === 'string');
}

/** The names of all elements in order, when each has one of its own. */
function namesOf(list: readonly unknown[]): readonly string[] | undefined {
  const names = list.flatMap(element => nameOfElement(element) ?? []);
  return names.length === list.length && new Set(names).size === names.length ? names : undefined;
}

function compareNamed(
  { left, right, path }: Place<readonly unknown[]>,
  names: { readonly left: readonly string[]; readonly right: readonly string[] },
  search: Search,
): void {
  const rightPlaces = new Map(names.right.map((name, index) => [name, index]));
  const pairs = names.left.flatMap((name, index) => {
    const place = rightPlaces.get(name);
    return place === undefined ? [] : [{ left: index, right: place, name }];
  });
  const staying = new Set(longestAscending(pairs));
  const kept = new Set(names.left.filter(name => rightPlaces.has(name)));
  names.left.forEach((name, index) => {
    if (kept.has(name)) return;
    const step = { left: index, name };
    search.changes.push({ path: [...path, step], kind: 'removed', left: left[index] });
  });
  const pairByRight = new Map(pairs.map(pair => [pair.right, pair]));
  right.forEach((element, index) => {
    const pair = pairByRight.get(index);
    if (pair === undefined) {
      const step = { right: index, name: names.right[index] ?? '' };
      search.changes.push({ path: [...path, step], kind: 'added', right: element });
      return;
    }
    const inner = [...path, pair];
    if (!staying.has(pair)) search.changes.push({ path: inner, kind: 'moved' });
    compareValues({ left: left[pair.left], right: element, path: inner }, search);
  });
}

/** The elements that took each other's place, the first with the first. */
function compareElements(place: Place<readonly unknown[]>, edit: Edit, search: Search): void {
  const count = Math.max(lengthOf(edit.left), lengthOf(edit.right));
  for (let offset = 0; offset < count; offset += 1) {
    const at = { left: edit.left.start + offset, right: edit.right.start + offset };
    const [left, right] = [place.left[at.left], place.right[at.right]];
    if (offset >= lengthOf(edit.left)) {
      search.changes.push({ path: [...place.path, { right: at.right }], kind: 'added', right });
    } else if (offset >= lengthOf(edit.right)) {
      search.changes.push({ path: [...place.path, { left: at.left }], kind: 'removed', left });
    } else compareValues({ left, right, path: [...place.path, at] }, search);
  }
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal for equal values, whatever the order of their keys. */
export function printValueKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValueKey).join()}]`;
  if (isMapping(value)) {
    const members = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${printValueKey(value[key])}`);
    return `{${members.join()}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  return value === 0 ? '0' : String(value);
}
