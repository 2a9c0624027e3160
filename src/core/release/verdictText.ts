import { printJson } from '../base/json';
import type {
  ExperimentRun,
  ExperimentVerdict,
  FailingSample,
  RetypedVariable,
  Verdict,
} from '../ledger/records/verdict';

/**
 * Reads the verdict of a release record: what an older or another writer left out counts as empty,
 * and what has another form is not taken.
 */
export function readVerdict(value: Readonly<Record<string, unknown>>): Verdict {
  const variables = mapOf(value.variables);
  const samples = isMap(value.samples) ? value.samples : undefined;
  return {
    breaking: value.breaking === true,
    why: textsOf(value.why),
    variables: {
      added: textsOf(variables.added),
      removed: textsOf(variables.removed),
      retyped: listOf(variables.retyped, isRetyped),
      required: textsOf(variables.required),
    },
    changed: changesOf(value.changed),
    ...(samples === undefined
      ? {}
      : {
          samples: {
            checked: typeof samples.checked === 'number' ? samples.checked : 0,
            failing: listOf(samples.failing, isFailing),
          },
        }),
    ...(isMap(value.gates) ? { gates: gatesOf(value.gates) } : {}),
    ...(Array.isArray(value.experiments)
      ? { experiments: listOf(value.experiments, isExperiment) }
      : {}),
  };
}

/**
 * What a release changes for callers, one short phrase each: what breaks them first. Empty where
 * only words changed.
 */
export function verdictPhrases(verdict: Verdict): readonly string[] {
  const { variables, changed, samples, gates, experiments = [] } = verdict;
  const needed = new Set(variables.required);
  const optional = variables.added.filter(name => !needed.has(name));
  const failing = samples?.failing ?? [];
  return [
    ...named('now required', variables.required),
    ...named(
      'retyped',
      variables.retyped.map(({ name, from, to }) => `${name} (${from} → ${to})`),
    ),
    ...named('new variables', optional),
    ...named('variables gone', variables.removed),
    ...Object.entries(changed).map(([key, { from, to }]) => changePhrase(key, from, to)),
    ...named(
      'samples that fail',
      failing.map(({ sample, regressed }) => (regressed ? `${sample} (rendered before)` : sample)),
    ),
    ...(gates?.samples === 'passed' ? ['all samples render'] : []),
    ...experiments.filter(({ result }) => result !== 'not-asked').map(experimentPhrase),
  ];
}

/** `experiment support is met: 38 of 40 rows pass, 3 better and 1 worse than in production`. */
function experimentPhrase({ experiment, against, result, runs }: ExperimentVerdict): string {
  const said = runs.map(({ passed, rows, model, compared }) => {
    const of = runs.length > 1 ? ` with ${model}` : '';
    const than =
      compared === null
        ? ''
        : `, ${compared.wins} better and ${compared.losses} worse than in ${against ?? ''}`;
    return `${passed} of ${rows} rows pass${of}${than}`;
  });
  const found = said.length === 0 ? '' : `: ${said.join('; ')}`;
  return `experiment ${experiment} is ${result === 'passed' ? 'met' : 'not met'}${found}`;
}

function named(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
}

const LONGEST_VALUE = 40;

/** Short values are told, long ones only named. */
function changePhrase(key: string, from: unknown, to: unknown): string {
  const [was, is] = [from, to].map(value => (value === null ? 'none' : short(value)));
  const name = key.replaceAll('_', ' ');
  const isTold = was !== undefined && is !== undefined;
  if (!isTold || key === 'tools') return `${name} changed`;
  return `${name}: ${was} → ${is}`;
}

function short(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : printJson(value);
  return text.length <= LONGEST_VALUE ? text : undefined;
}

function changesOf(value: unknown): Verdict['changed'] {
  const changes = Object.entries(mapOf(value)).filter(([, change]) => isMap(change));
  return Object.fromEntries(
    changes.map(([key, change]) => {
      const { from = null, to = null } = mapOf(change);
      return [key, { from, to }];
    }),
  );
}

function gatesOf(value: Readonly<Record<string, unknown>>): NonNullable<Verdict['gates']> {
  const { samples } = value;
  return samples === 'passed' || samples === 'failed' ? { samples } : {};
}

function isExperiment(value: unknown): value is ExperimentVerdict {
  return (
    isMap(value) &&
    typeof value.experiment === 'string' &&
    (value.against === null || typeof value.against === 'string') &&
    ['passed', 'failed', 'not-asked'].includes(String(value.result)) &&
    Array.isArray(value.runs) &&
    value.runs.every(isRun)
  );
}

function isRun(value: unknown): value is ExperimentRun {
  return (
    isMap(value) &&
    [value.record, value.model].every(item => typeof item === 'string') &&
    [value.rows, value.passed].every(item => typeof item === 'number') &&
    (value.compared === null || isComparison(value.compared))
  );
}

function isComparison(value: unknown): boolean {
  return (
    isMap(value) &&
    typeof value.version === 'string' &&
    [value.wins, value.losses, value.p].every(item => typeof item === 'number')
  );
}

function isRetyped(value: unknown): value is RetypedVariable {
  return isMap(value) && [value.name, value.from, value.to].every(item => typeof item === 'string');
}

function isFailing(value: unknown): value is FailingSample {
  return (
    isMap(value) &&
    typeof value.sample === 'string' &&
    typeof value.message === 'string' &&
    typeof value.regressed === 'boolean'
  );
}

function listOf<T>(value: unknown, is: (item: unknown) => item is T): readonly T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value, item => typeof item === 'string');
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
