import { LedgerError } from '../core/errors';

/**
 * Refuses `--after` an item that is not in the list: a script that pages would take the empty answer
 * for the end. Throws `invalid-argument`.
 */
export function requireItem(
  items: readonly { readonly id: string }[],
  after: string | undefined,
): void {
  if (after === undefined || items.some(({ id }) => id === after)) return;
  throw new LedgerError(
    'invalid-argument',
    { after },
    `The list has no item with the id "${after}". Give --after the whole id of the last one that you have.`,
  );
}
