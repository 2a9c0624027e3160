import type { TagState } from '../derive/tags';
import type { Environment } from '../environments/registryConfig';
import type { ReleaseRecord } from '../records/records';
import { unmetExperiments } from './unmetExperiments';
import { distinctProblems, forbiddenMoves, neverServed, type RuleProblem } from './rules';
import type { PromptState } from '../derive/model';

/** One prompt before and after records were added to it, and the rules that were in force before. */
export interface AddedRecords {
  readonly before: PromptState;
  readonly after: PromptState;
  readonly environments: readonly Environment[];
  readonly isAdded: (id: string) => boolean;
  /** What `before` is, as the person called it. */
  readonly since: string;
}

/**
 * What moved a protected environment or an immutable tag, and may not have by the rules of before.
 * Each added record is judged where it stands in order, among the old ones. Where a release says it
 * came from does not count here: the rules say where it must come from.
 */
export function forbiddenAdditions(added: AddedRecords): readonly RuleProblem[] {
  const { after, environments, isAdded } = added;
  const broken = forbiddenMoves(after, environments).filter(({ record }) => isAdded(record.id));
  return distinctProblems([
    ...broken,
    ...environments.flatMap(item => badPromotions(added, item)),
    ...environments.flatMap(item => comeBack(added, item)),
    ...[...added.before.tags.values()].flatMap(tag => movedFrozen(added, tag)),
  ]);
}

function badPromotions(
  { after, isAdded }: AddedRecords,
  environment: Environment,
): readonly RuleProblem[] {
  return (after.releases.get(environment.name)?.history ?? [])
    .filter(record => isAdded(record.id) && !record.rollback)
    .flatMap(record => [
      ...(environment.protected
        ? [neverServed(after, environment.promoteFrom, record)].filter(item => item !== undefined)
        : []),
      ...closedGates(environment, record),
      ...unmetExperiments(after, environment, record),
    ]);
}

/** A writer asks every gate, and writes down what it said. */
function closedGates({ gates, name }: Environment, record: ReleaseRecord): readonly RuleProblem[] {
  const results = record.verdict.gates;
  const said = new Map(Object.entries(typeof results === 'object' ? (results ?? {}) : {}));
  return gates
    .filter(gate => said.get(gate) !== 'passed')
    .map(gate => ({
      record,
      code: 'environment-protected',
      message: `It was released to "${name}", and does not say that it passed the gate "${gate}".`,
    }));
}

/** What is served now was there before, and something else was served: no release says so. */
function comeBack(
  { before, after, isAdded, since }: AddedRecords,
  environment: Environment,
): readonly RuleProblem[] {
  const [then, now] = [before, after].map(state => state.tags.get(environment.name));
  if (!environment.protected || then === undefined || now === undefined) return [];
  if (then.served.id === now.served.id || isAdded(now.served.id)) return [];
  const message = `"${environment.name}" serves this again instead of what it served at ${since}, and no release says so.`;
  return [{ record: now.served, code: 'environment-protected', message }];
}

function movedFrozen(
  { after, isAdded, since }: AddedRecords,
  { tag, version, immutable }: TagState,
): readonly RuleProblem[] {
  const now = after.tags.get(tag);
  if (!immutable || now === undefined) return [];
  const message = `It moves "${tag}", which is immutable at ${since}.`;
  const moves = now.moves
    .map(({ record }) => record)
    .filter(record => isAdded(record.id))
    .filter(record => record.version !== version || record.kind === 'release');
  if (moves.length === 0 && now.version !== version) moves.push(now.served);
  return moves.map(record => ({ record, code: 'tag-immutable', message }));
}

/** One prompt with all records of before and now, as the rules of before and as today's have it. */
export interface ChangedRules {
  readonly prompt: string;
  readonly before: PromptState;
  /** With the environments of before, whose tags move freely. */
  readonly after: PromptState;
  /** With today's. */
  readonly today: PromptState;
  readonly environments: readonly Environment[];
  readonly since: string;
}

/**
 * What no record moves, and registry.json does: where it makes an environment of an immutable tag, that
 * tag is free from then on, and moves that counted for nothing count at once.
 */
export function movedByRules(changed: ChangedRules): readonly string[] {
  const { prompt, before, after, today, environments, since } = changed;
  const isProtected = new Set(environments.filter(item => item.protected).map(({ name }) => name));
  return [...before.tags.values()].flatMap(({ tag, immutable }) => {
    const [was, is] = [after.tags.get(tag), today.tags.get(tag)];
    if (!immutable && !isProtected.has(tag)) return [];
    const isFreed = immutable && is?.immutable !== true;
    if (!isFreed && was?.version === is?.version) return [];
    return [
      isFreed
        ? `"${tag}" of "${prompt}" is immutable at ${since}, and would be an environment, which can always move. Name the environment otherwise.`
        : `"${tag}" of "${prompt}" would serve something else than at ${since}, and no record says so. Undo the change of environments.`,
    ];
  });
}
