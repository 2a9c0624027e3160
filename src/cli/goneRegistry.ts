import { dirname, join, resolve } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { REGISTRY_FOLDER } from '../store/findRegistry';
import type { Context } from './command';
import { openLedger, type OpenedLedger } from './openLedger';

/**
 * The registry to compare with a commit: the nearest one that is there or that the commit has, for one
 * that was deleted as a whole has lost every record, and another one further up says nothing of it.
 * Throws `registry-not-found`, `invalid-argument` for a commit that git does not know, `io`.
 */
export async function readSince(context: Context, since: string): Promise<OpenedLedger> {
  const { folder, options } = context;
  if (options.registry !== undefined) {
    return (await foundOr(context)) ?? goneAt(resolve(folder, options.registry), since, context);
  }
  const found = await foundOr(context);
  const above = found === undefined ? undefined : dirname(found.root);
  for (let current = folder; current !== above; current = dirname(current)) {
    const gone = openLedger(join(current, REGISTRY_FOLDER));
    if (await hadRecords(gone, since)) return gone;
    if (dirname(current) === current) break;
  }
  return found ?? context.read();
}

/** `undefined` where there is none. */
async function foundOr(context: Context): Promise<OpenedLedger | undefined> {
  try {
    return await context.read();
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'registry-not-found') return undefined;
    throw error;
  }
}

async function goneAt(root: string, since: string, context: Context): Promise<OpenedLedger> {
  const gone = openLedger(root);
  return (await hadRecords(gone, since)) ? gone : context.read();
}

/** Whether a commit holds a registry there; a folder outside of every repository was never one. */
async function hadRecords({ ledger }: OpenedLedger, since: string): Promise<boolean> {
  try {
    const held = await ledger.ports.history?.registryAt(since);
    return held !== undefined && (held.config !== undefined || held.folders.length > 0);
  } catch (error) {
    if (error instanceof LedgerError && error.code !== 'invalid-registry') return false;
    throw error;
  }
}
