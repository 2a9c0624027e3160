import { diffSchemas, type SchemaChange } from './schemas';
import { isMapping, type Mapping } from './values';

/**
 * What differs between two declarations of one input: its type as a type, the rest by keyword. A
 * caller must give an input unless `required: false` is written or it has a default.
 */
export function diffInput(left: unknown, right: unknown): SchemaChange[] {
  const [before, after] = [membersOf(left), membersOf(right)];
  const [wasRequired, isRequired] = [before.required !== false, after.required !== false];
  return [
    ...(wasRequired === isRequired
      ? []
      : [{ path: '', kind: isRequired ? ('madeRequired' as const) : ('madeOptional' as const) }]),
    ...diffSchemas(withoutRequired(before), withoutRequired(after)),
  ];
}

function withoutRequired(declaration: Mapping): Mapping {
  return Object.fromEntries(Object.entries(declaration).filter(([key]) => key !== 'required'));
}

function membersOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
