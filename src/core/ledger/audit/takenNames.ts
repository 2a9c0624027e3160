import type { NameTable } from '../derive/nameTable';

/** A name that leads to another prompt than it did. */
export interface TakenName {
  readonly name: string;
  /** The folders of both prompts: their first names. */
  readonly before: string;
  readonly after: string;
}

/**
 * The names whose prompt is another one now: whoever asks for them gets what somebody else wrote,
 * whatever the releases of the first prompt say.
 * @param names those that had a prompt before, current or former
 */
export function takenNames(
  names: Iterable<string>,
  before: NameTable,
  after: NameTable,
): readonly TakenName[] {
  return [...names]
    .map(name => ({ name, before: before.folderOf(name), after: after.folderOf(name) }))
    .filter(item => item.before !== item.after);
}
