/** How much work a comparison may cost. Work is counted in steps, so every machine stops at the same place. */
export interface DiffLimits {
  /** Edits that one stretch between two anchors may need before it is shown as changed as a whole. */
  readonly maxEdits: number;
  /** Steps for the whole comparison; ten million take about a second. */
  readonly maxWork: number;
  /** A caller with a clock may end the search earlier. Asked between stretches. */
  readonly isOver?: () => boolean;
}

const DEFAULT_LIMITS: DiffLimits = { maxEdits: 1500, maxWork: 10_000_000 };

/** What is left of the limits while one comparison runs. */
export interface DiffBudget {
  /** Takes `work` steps and says whether there were that many left. */
  readonly spend: (work: number) => boolean;
  /** The number of edits that the next search may look for; its cost grows with the square. */
  readonly edits: () => number;
}

/** A fresh budget; `hitLimit` of the result of each pass says whether it was too small. */
export function createBudget(chosen: Partial<DiffLimits> = {}): DiffBudget {
  const limits = { ...DEFAULT_LIMITS, ...chosen };
  let left = limits.maxWork;
  const isOver = () => left <= 0 || (limits.isOver?.() ?? false);
  return {
    spend: work => {
      if (isOver() || left < work) return false;
      left -= work;
      return true;
    },
    edits: () => (isOver() ? 0 : Math.min(limits.maxEdits, Math.floor(Math.sqrt(left)))),
  };
}
