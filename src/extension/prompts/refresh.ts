import type { Command } from '../shell/command';

/** Looks at the disk now. */
export const refresh: Command<'refresh'> = async ({ registryHost }) => {
  await (await registryHost.require()).registry.refresh();
  return undefined;
};
