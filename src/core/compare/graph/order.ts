import { orderByCause } from '../../ledger/derive/order';

/** What the graph of a prompt needs to know of a version. */
export interface GraphVersion {
  readonly id: string;
  readonly at: string;
  readonly parents: readonly string[];
}

/** Newest first, and every version before those that it follows from, even where a clock ran back. */
export function orderVersions<T extends GraphVersion>(versions: readonly T[]): T[] {
  return orderByCause(versions, ({ parents }) => parents).reverse();
}
