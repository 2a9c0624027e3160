import { rm } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../../host/driver';
import { prepareExampleWorkspace } from '../../host/exampleWorkspace';
import { packedExtension } from '../../host/projectPaths';
import { openRegistry, type OpenedRegistry } from '../../support/openedRegistry';

/** The view container of the extension, by its title. */
export const CONTAINER = 'Prompt Ledger';

/** A window with the packed extension on a fresh copy of the example workspace. */
export interface ExampleWindow {
  readonly window: Workbench;
  readonly folder: string;
  /** The registry's folder. */
  readonly root: string;
  /** Another program that writes to the same registry: a colleague's clone after a pull. */
  colleague(): Promise<OpenedRegistry>;
  close(): Promise<void>;
}

/** Opens the example workspace and shows the view container. */
export async function openExample(options: Partial<WorkbenchOptions> = {}): Promise<ExampleWindow> {
  const folder = await prepareExampleWorkspace();
  // In a browser VS Code saves by itself, on a desktop it does not.
  const settings = { 'files.autoSave': 'off' };
  const window = await openWorkbench({ folder, vsix: packedExtension, settings, ...options });
  const root = path.join(folder, '.promptledger');
  const opened: OpenedRegistry[] = [];
  await window.openContainer(CONTAINER);
  return {
    window,
    folder,
    root,
    colleague: async () => {
      const registry = await openRegistry(root, { clock: Date.now });
      opened.push(registry);
      await registry.registry.refresh();
      return registry;
    },
    close: async () => {
      for (const registry of opened) registry.close();
      await window.close();
      await rm(path.dirname(folder), { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
