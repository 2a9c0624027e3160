import { promptNameProblem, tagNameProblem } from '../../base/names';
import { LedgerError } from '../../base/errors';

/** An experiment that an environment asks for. */
export interface ExperimentGate {
  readonly name: string;
  /** The environment than whose version a new one must not be significantly worse; none without it. */
  readonly against?: string;
}

/** The keys that are known: with another one, a newer Prompt Ledger asks for more than this one can see. */
const KEYS: ReadonlySet<string> = new Set(['name', 'against']);

/** What is wrong with `experiments` of an environment, as a sentence; `undefined` where nothing is. */
export function experimentGatesProblem(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return '"experiments" must be a list.';
  return value.map(gateProblem).find(problem => problem !== undefined);
}

function gateProblem(item: unknown): string | undefined {
  const expected = 'must be objects such as {"name":"support","against":"production"}.';
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return `"experiments" ${expected}`;
  const unknown = Object.keys(item).find(key => !KEYS.has(key));
  if (unknown !== undefined)
    return `"experiments" ${expected} "${unknown}" is nothing that is known of one.`;
  const { name, against } = item as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string') return '"experiments" must say the "name" of each experiment.';
  const isAgainst = against === undefined || typeof against === 'string';
  if (!isAgainst) return '"against" must be the name of an environment.';
  return promptNameProblem(name);
}

/** The experiments of an environment without problems, each once. */
export function experimentGates(
  written: readonly ExperimentGate[] | undefined,
): readonly ExperimentGate[] {
  const gates = new Map((written ?? []).map(gate => [experimentGateText(gate), gate]));
  return [...gates.values()];
}

/** `support`, or `support:production` for one that compares with what an environment serves. */
export function experimentGateText({ name, against }: ExperimentGate): string {
  return against === undefined ? name : `${name}:${against}`;
}

/** Reads what `experimentGateText` prints. Throws `invalid-argument`. */
export function parseExperimentGate(text: string): ExperimentGate {
  const [name = '', against, ...more] = text.split(':');
  const problem =
    promptNameProblem(name) ?? (against === undefined ? undefined : tagNameProblem(against));
  if (problem === undefined && more.length === 0)
    return { name, ...(against !== undefined && { against }) };
  throw new LedgerError(
    'invalid-argument',
    { experiment: text },
    `"${text}" names no experiment: ${problem ?? 'there is one ":" too many.'} Write "support", or "support:production" to compare with what production serves.`,
  );
}
