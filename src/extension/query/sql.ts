import { rowObjects } from '../../core/base/rows';
import type { Command } from '../shell/command';

/** Asks the registry in SQL: a page to write queries in for a person, the rows for a program. */
export const sql: Command<'sql'> = async ({ registryHost, surfaces }, { input, isInteractive }) => {
  const session = await registryHost.require();
  const { query } = input;
  if (isInteractive || query === undefined) {
    surfaces.query(query);
    return undefined;
  }
  return rowObjects(await session.query({ sql: query }));
};
