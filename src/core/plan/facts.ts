import type { PromptState } from '../derive/derivePrompt';
import type { PromptRecord } from '../records/records';
import { namedAtMost } from './named';

/** What somebody wants to say of a prompt; what is left out stays. */
export type Facts = Pick<PromptRecord, 'description' | 'labels' | 'archived'>;

/** What a record of facts says besides who and when. */
export type FactsPlan = Facts & Pick<PromptRecord, 'kind' | 'previous'>;

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

/** The records of facts that no other one names. The last in order is always among them. */
function tipsOf({ records }: PromptState): readonly string[] {
  const facts = [...records.values()].filter(record => record.kind === 'prompt');
  const replaced = new Set(facts.flatMap(({ previous = [] }) => previous));
  return namedAtMost(facts.map(({ id }) => id).filter(id => !replaced.has(id)));
}
