/**
 * What must never happen: an acknowledged record is lost; a file is there in part; two who hold the
 * same records see something else; a wrong answer came without a word; what was said of an act is
 * not what it did; something did not end.
 */
export const FAULTS = ['lost', 'torn', 'disagreeing', 'unseen', 'untrue', 'hung'] as const;

export type Fault = (typeof FAULTS)[number];

/** What was done, and what was found that must never happen. */
export class Findings {
  readonly #done = new Map<string, number>();
  readonly #faults = new Map<Fault, string[]>();

  /** Counts something that was tried. */
  count(what: string, times = 1): void {
    this.#done.set(what, (this.#done.get(what) ?? 0) + times);
  }

  /** Tells of a fault in one line, with all that is needed to look for it. */
  found(fault: Fault, what: string): void {
    const found = this.#faults.get(fault) ?? [];
    found.push(what);
    this.#faults.set(fault, found);
  }

  /** How many faults there are. */
  get size(): number {
    return [...this.#faults.values()].reduce((sum, found) => sum + found.length, 0);
  }

  /** The counts, one a line, then each fault of the kinds that must be 0. */
  print(): string {
    const done = [...this.#done]
      .sort()
      .map(([what, times]) => `${String(times).padStart(9)}  ${what}`);
    const counts = FAULTS.map(fault => `${fault} ${this.#faults.get(fault)?.length ?? 0}`);
    const faults = [...this.#faults].flatMap(([fault, found]) =>
      found.map(what => `${fault.toUpperCase()}: ${what}`),
    );
    return [...done, counts.join(', '), ...faults].join('\n');
  }
}
