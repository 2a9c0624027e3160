import type { PromptRecord } from '../records/records';
import { namedAtMost } from './named';
import type { PromptState } from '../derive/model';

/** What somebody wants to say of a prompt; what is left out stays. */
export type Facts = Pick<PromptRecord, 'description' | 'labels' | 'archived'>;

/** What a record of facts says besides who and when. */
export type FactsPlan = Facts & Pick<PromptRecord, 'kind' | 'previous' | 'heads'>;

/** Decides what is written: only what changes; `undefined` where all of it is already so. */
export function planFacts(state: PromptState, facts: Facts): FactsPlan | undefined {
  const known: Facts = {
    description: state.description,
    labels: state.labels,
    archived: state.archived,
  };
  const changed = Object.entries(facts).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof Facts]),
  );
  if (changed.length === 0) return undefined;
  return { kind: 'prompt', previous: tipsOf(state), ...Object.fromEntries(changed) };
}

/**
 * Decides what archives a prompt: a record that names the newest versions, so that one which was committed
 * on another branch is told from them; `undefined` where it is archived and there is none of those.
 */
export function planArchive(state: PromptState): FactsPlan | undefined {
  if (state.archived && state.archiveDivergence === undefined) return undefined;
  const heads = namedAtMost(state.heads.map(({ id }) => id));
  return { kind: 'prompt', previous: tipsOf(state), archived: true, heads };
}

/** The records of facts that no other one names. The last in order is always among them. */
function tipsOf({ records }: PromptState): readonly string[] {
  const facts = [...records.values()].filter(record => record.kind === 'prompt');
  const replaced = new Set(facts.flatMap(({ previous = [] }) => previous));
  return namedAtMost(facts.map(({ id }) => id).filter(id => !replaced.has(id)));
}
