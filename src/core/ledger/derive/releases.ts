import type { ReleaseRecord } from '../records/records';

/** The releases of one environment. */
export interface ReleaseState {
  readonly environment: string;
  /** Every release, rollbacks included, in order. */
  readonly history: readonly ReleaseRecord[];
  /** What a rollback can go back through: the last entry is on top. */
  readonly stack: readonly ReleaseRecord[];
}

/**
 * Folds a prompt's releases, given as `orderRecords` orders them: a promotion pushes, a rollback pops to
 * the version that it names.
 */
export function deriveReleases(
  ordered: readonly ReleaseRecord[],
): ReadonlyMap<string, ReleaseState> {
  const states = new Map<string, { history: ReleaseRecord[]; stack: ReleaseRecord[] }>();
  for (const record of ordered) {
    const state = states.get(record.environment) ?? { history: [], stack: [] };
    states.set(record.environment, state);
    state.history.push(record);
    if (record.rollback) state.stack = popTo(state.stack, record);
    else state.stack.push(record);
  }
  return new Map(
    [...states].map(([environment, state]) => [environment, { environment, ...state }]),
  );
}

/** The stack down to the topmost release below the top that served the same version. */
function popTo(stack: readonly ReleaseRecord[], rollback: ReleaseRecord): ReleaseRecord[] {
  const below = stack.slice(0, -1).findLastIndex(entry => entry.version === rollback.version);
  if (below >= 0) return stack.slice(0, below + 1);
  const isOnTop = stack[stack.length - 1]?.version === rollback.version;
  return isOnTop ? [...stack] : [...stack, rollback];
}
