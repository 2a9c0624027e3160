import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from './childProcess';
import { installOnce } from './installOnce';
import { installVSCodeServer } from './npmVSCode';
import { cacheDirectory } from './projectPaths';

const NAME = 'extension-';

/**
 * The folder of a packed extension as VS Code's own command installed it, once for all servers that
 * are to have it. Throws an Error with what VS Code printed when it refuses.
 */
export async function installedExtension(vsix: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(vsix))
    .digest('hex')
    .slice(0, 12);
  const name = `${NAME}${hash}`;
  const folder = await installOnce(name, draft => install(vsix, draft));
  await removeOthers(name);
  const installed = (await readdir(folder, { withFileTypes: true })).find(it => it.isDirectory());
  if (installed === undefined) throw new Error(`VS Code installed nothing of ${vsix}.`);
  return path.join(folder, installed.name);
}

async function install(vsix: string, extensionsDir: string): Promise<void> {
  const vscode = await installVSCodeServer();
  const home = await mkdtemp(path.join(tmpdir(), 'prompt-ledger-install-'));
  const folders = [
    ...['--server-data-dir', path.join(home, 'server')],
    ...['--user-data-dir', path.join(home, 'user')],
    ...['--extensions-dir', extensionsDir],
  ];
  const args = ['--accept-server-license-terms', '--install-extension', path.resolve(vsix)];
  try {
    await runProgram(
      vscode.node,
      [path.join('out', 'server-main.js'), ...args, '--force', ...folders],
      { cwd: vscode.directory },
    );
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Each package that was ever tried would stay. */
async function removeOthers(name: string): Promise<void> {
  for (const other of await readdir(cacheDirectory)) {
    if (!other.startsWith(NAME) || other === name) continue;
    await rm(path.join(cacheDirectory, other), { recursive: true, force: true });
  }
}
