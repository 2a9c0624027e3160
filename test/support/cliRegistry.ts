import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openFiles, type OpenedFiles } from '../../src/store/openFiles';
import { steppingClock } from './openedRegistry';
import { ada } from './recordBuilder';

/** A folder with a registry that a test prepares in its own process, for the command line to work on. */
export interface CliRegistry extends OpenedFiles {
  readonly folder: string;
  /** Writes a file below the registry's folder, as an editor would. */
  readonly type: (path: string, text: string | Uint8Array) => Promise<void>;
}

/** A registry with `support/greeting` in two versions; staging serves both in turn. */
export async function greetingRegistry(folder: string): Promise<CliRegistry> {
  const opened = openFiles(
    join(folder, '.promptledger'),
    () => Promise.resolve(ada),
    steppingClock(),
  );
  const { registry, root } = opened;
  await registry.initialize();
  const prompt = 'support/greeting';
  await registry.commit({ prompt, source: 'Hello {{name}}.\n', message: 'Begun' });
  await registry.promote({ prompt, environment: 'staging', version: '1' });
  await registry.commit({ prompt, source: 'Good day {{name}}.\n', message: 'More polite' });
  await registry.promote({ prompt, environment: 'staging', version: '2' });
  const type: CliRegistry['type'] = async (path, text) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  return { ...opened, folder, type };
}
