import { leftOut } from '../leftOut';
import { isNothing, type Mapping } from '../plainValues';
import type { Loss } from '../loss';

/** Google's interfaces take each name in both spellings: `inlineData` and `inline_data`. */
function spellingsOf(name: string): readonly [string, string] {
  return [name, name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)];
}

/** The value of a key, whichever way it is spelled, and the spelling that is there. */
export function spelled(
  fields: Mapping,
  name: string,
): { readonly key: string; readonly value: unknown } {
  const key = spellingsOf(name).find(spelling => !isNothing(fields[spelling])) ?? name;
  return { key, value: fields[key] };
}

/** The names in both spellings. */
export function allSpellings(names: readonly string[]): readonly string[] {
  return names.flatMap(spellingsOf);
}

/** `leftOut` for keys that may be spelled in both ways. */
export function leftOutSpelled(fields: Mapping, known: readonly string[], path: string): Loss[] {
  return leftOut(fields, allSpellings(known), path);
}
