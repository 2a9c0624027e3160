import { isMapping, type Mapping, type PathStep, type ValueChange } from './values';

/** The right value: `applyValues(a, diffValues(a, b))` equals `b`, but for the order of keys. */
export function applyValues(left: Mapping, changes: readonly ValueChange[]): Mapping {
  return applyToMapping(left, changes);
}

type Remaining = readonly [step: PathStep, change: ValueChange];

function applyTo(value: unknown, changes: readonly ValueChange[]): unknown {
  const whole = changes.find(({ path, kind }) => path.length === 0 && kind !== 'moved');
  if (whole !== undefined) return whole.right;
  const inner = changes.filter(({ path }) => path.length > 0);
  if (inner.length === 0) return value;
  if (Array.isArray(value)) return applyToList(value, inner);
  return isMapping(value) ? applyToMapping(value, inner) : value;
}

function applyToMapping(value: Mapping, changes: readonly ValueChange[]): Mapping {
  const members = new Map(Object.entries(value));
  for (const [step, inner] of groupByStep(changes)) {
    if (typeof step !== 'string') continue;
    if (isGone(inner)) members.delete(step);
    else members.set(step, applyTo(members.get(step), inner));
  }
  return Object.fromEntries(members);
}

/** Elements that a change names stand where it says; the others keep their order between them. */
function applyToList(list: readonly unknown[], changes: readonly ValueChange[]): unknown[] {
  const taken = new Set<number>();
  const placed = new Map<number, unknown>();
  for (const [step, inner] of groupByStep(changes)) {
    if (typeof step === 'string') continue;
    if (step.left !== undefined) taken.add(step.left);
    if (step.right === undefined || isGone(inner)) continue;
    placed.set(step.right, applyTo(step.left === undefined ? undefined : list[step.left], inner));
  }
  return fillPlaces(
    list.filter((_, index) => !taken.has(index)),
    placed,
  );
}

/** `rest` in order, with the placed elements at their places. */
export function fillPlaces<T>(rest: readonly T[], placed: ReadonlyMap<number, T>): T[] {
  const made: T[] = [];
  const pending = [...rest].reverse();
  const length = rest.length + placed.size;
  for (let index = 0; index < length; index += 1) {
    made.push((placed.has(index) ? placed.get(index) : pending.pop()) as T);
  }
  return made;
}

function isGone(changes: readonly ValueChange[]): boolean {
  return changes.some(({ path, kind }) => path.length === 0 && kind === 'removed');
}

/** The changes below each step, with that step taken off their paths. */
function groupByStep(
  changes: readonly ValueChange[],
): readonly (readonly [PathStep, readonly ValueChange[]])[] {
  const groups = new Map<string, [PathStep, ValueChange[]]>();
  for (const [step, change] of changes.flatMap(firstStep)) {
    const key = typeof step === 'string' ? `.${step}` : `[${step.left ?? ''}:${step.right ?? ''}]`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [step, [change]]);
    else group[1].push(change);
  }
  return [...groups.values()];
}

function firstStep(change: ValueChange): Remaining[] {
  const [step, ...path] = change.path;
  return step === undefined ? [] : [[step, { ...change, path }]];
}
