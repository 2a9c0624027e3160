import { createBudget, type DiffBudget } from '../text/budget';
import { diffValues, isMapping, type Mapping, type PathStep, type ValueChange } from './values';

/** One value that differs, at a path such as `parameters.temperature` or `tools[search].description`. */
export interface FrontMatterChange {
  readonly path: string;
  readonly kind: ValueChange['kind'];
  /** Absent when added or moved. */
  readonly left?: unknown;
  /** Absent when removed or moved. */
  readonly right?: unknown;
}

/** What differs by value. The order of keys, comments and quotes are no change. */
export function diffFrontMatter(
  left: Mapping,
  right: Mapping,
  budget: DiffBudget = createBudget(),
): FrontMatterChange[] {
  return tellValues(diffValues(left, right, budget));
}

/** The changes as rows: a mapping that came or went is one row per value in it. */
export function tellValues(changes: readonly ValueChange[]): FrontMatterChange[] {
  return changes.flatMap((change): FrontMatterChange[] => {
    const path = printPath(change.path);
    switch (change.kind) {
      case 'added':
        return leavesOf(change, change.right).map(([at, right]) => ({
          path: at,
          kind: 'added',
          right,
        }));
      case 'removed':
        return leavesOf(change, change.left).map(([at, left]) => ({
          path: at,
          kind: 'removed',
          left,
        }));
      case 'changed':
        return [{ path, kind: 'changed', left: change.left, right: change.right }];
      case 'moved':
        return [{ path, kind: 'moved' }];
    }
  });
}

/** `parameters.temperature`, `stop[1]`; an element that has a name by it: `tools[get_order].description`. */
export function printPath(path: readonly PathStep[]): string {
  return path.reduce<string>(
    (printed, step) =>
      typeof step === 'string'
        ? memberPath(printed, step)
        : `${printed}[${step.name ?? step.right ?? step.left ?? 0}]`,
    '',
  );
}

/** `parameters.temperature`, not `{…}`. Elements of a list stay whole. */
function leavesOf({ path }: ValueChange, value: unknown): [string, unknown][] {
  const isElement = typeof path.at(-1) === 'object';
  return isElement ? [[printPath(path), value]] : leaves(printPath(path), value);
}

function leaves(path: string, value: unknown): [string, unknown][] {
  if (!isMapping(value) || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) => leaves(memberPath(path, key), member));
}

function memberPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
