import { standsBefore } from '../derive/order';
import { experimentGateText } from '../environments/experimentGates';
import type { Environment } from '../environments/registryConfig';
import { isMet } from '../plan/experimentGate';
import type { ReleaseRecord } from '../records/records';
import type { RuleProblem } from './rules';
import type { PromptState } from '../derive/model';

/**
 * The experiments of an environment of which a promotion does not say that they were met, or says so of records
 * that do not. What the experiment meant then, and how its rows compared, no record tells: that is as good as
 * the word of whoever wrote the release.
 */
export function unmetExperiments(
  state: Pick<PromptState, 'records'>,
  { experiments, name }: Environment,
  release: ReleaseRecord,
): readonly RuleProblem[] {
  return experiments
    .filter(gate => {
      const said = saidOf(release).find(
        ({ experiment, against }) =>
          experiment === gate.name && (against ?? undefined) === gate.against,
      );
      return said === undefined || !isBacked(state, release, said);
    })
    .map(gate => ({
      record: release,
      code: 'experiment-unmet',
      message: `It was released to "${name}", and no record before it shows that it met the experiment "${experimentGateText(gate)}".`,
    }));
}

type Said = Readonly<Record<string, unknown>>;

function saidOf({ verdict }: ReleaseRecord): readonly Said[] {
  return listOf(verdict.experiments);
}

function isBacked(
  state: Pick<PromptState, 'records'>,
  release: ReleaseRecord,
  { result, runs, experiment }: Said,
): boolean {
  if (result === 'not-asked') return true;
  const records = listOf(runs).map(({ record }) => state.records.get(String(record)));
  return (
    result === 'passed' &&
    records.length > 0 &&
    records.every(
      record =>
        record?.kind === 'experiment' &&
        record.experiment === experiment &&
        record.version === release.version &&
        isMet(record) &&
        standsBefore(state.records, record, release),
    )
  );
}

function listOf(value: unknown): readonly Said[] {
  const isObject = (item: unknown): item is Said => typeof item === 'object' && item !== null;
  return Array.isArray(value) ? value.filter(isObject) : [];
}
