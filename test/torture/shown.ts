import { openRegistry, type OpenedRegistry } from '../support/openedRegistry';

/**
 * All that a window shows of a registry as it follows from the records, as text to be compared: how
 * the working documents stand is left out, for git merges them by itself.
 */
export async function shownBy({ registry, index }: OpenedRegistry): Promise<string> {
  const { queries } = index;
  const prompts = queries.prompts().map(info => ({ ...info, state: undefined }));
  const recorded = prompts.filter(({ versions }) => versions > 0);
  const shown = {
    prompts: recorded,
    tags: queries.tags(),
    releases: recorded.map(({ prompt }) => queries.releases(prompt)),
    deployments: await registry.deployments(),
    served: await registry.servedAt({ environment: 'production' }),
  };
  return JSON.stringify(shown, null, 1);
}

/** The same of the registry in `root`, worked out anew from its files. */
export async function shownAnew(root: string): Promise<string> {
  const opened = await openRegistry(root);
  try {
    await opened.registry.refresh();
    return await shownBy(opened);
  } finally {
    opened.close();
  }
}
