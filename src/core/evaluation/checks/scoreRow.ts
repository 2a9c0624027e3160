import type { CheckResult } from './model';

/** What the checks of a row say together. */
export interface RowScore {
  readonly pass: boolean;
  /** From 0 to 1: the mean of the checks, each by its weight. */
  readonly score: number;
  readonly reason: string;
  /** The means of the checks that have a name for their score, by that name. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Checks that measured nothing. */
  readonly errors: number;
}

/**
 * Takes the results of a row together, as promptfoo does: without a threshold every check has to pass; with
 * one the score has to reach it, whichever fails. Nothing to check passes with 1.
 */
export function scoreRow(results: readonly CheckResult[], threshold?: number): RowScore {
  if (results.length === 0) {
    return { pass: true, score: 1, reason: 'There are no checks.', metrics: {}, errors: 0 };
  }
  const score = weightedMean(results);
  const failed = results.filter(result => !result.pass);
  const errors = results.filter(({ error }) => error !== undefined).length;
  const shared = { score, metrics: metricsOf(results), errors };
  if (threshold !== undefined) {
    const pass = score >= threshold;
    const place = pass ? 'not below' : 'below';
    const reason = `The score is ${score.toFixed(2)}, ${place} the threshold ${threshold}.`;
    return { pass, reason, ...shared };
  }
  const reason = failed.at(-1)?.reason ?? 'Every check passes.';
  return { pass: failed.length === 0, reason, ...shared };
}

function weightedMean(results: readonly Pick<CheckResult, 'score' | 'weight'>[]): number {
  const total = results.reduce((sum, { weight }) => sum + weight, 0);
  const sum = results.reduce((all, { score, weight }) => all + score * weight, 0);
  return total > 0 ? sum / total : 0;
}

function metricsOf(results: readonly CheckResult[]): Readonly<Record<string, number>> {
  const all = results.flatMap(result => [result, ...namedParts(result)]);
  const names = new Set(all.flatMap(({ metric }) => (metric === undefined ? [] : [metric])));
  return Object.fromEntries(
    [...names].map(name => [name, weightedMean(all.filter(({ metric }) => metric === name))]),
  );
}

/** What the parts of a set add to other names than that of the set. */
function namedParts({ parts = [], weight, metric }: CheckResult): readonly CheckResult[] {
  return parts
    .filter(part => part.metric !== metric)
    .map(part => ({ ...part, weight: part.weight * weight }));
}
