import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './childProcess';
import { desktopArguments } from './suitesOnDesktop';
import { findDesktopVSCode, hasScreen, wantedVSCode } from './desktopVSCode';
import { prepareExampleWorkspace } from './exampleWorkspace';
import { programOnPath } from './programOnPath';
import { cacheDirectory, projectRoot } from './projectPaths';
import { startServer } from './vscodeServer';

/** `npm start [-- --npm]`: builds the extension and opens a VS Code with it on an example. */
async function main(): Promise<void> {
  const options = { npm: { type: 'boolean', default: false } } as const;
  const { npm } = parseArgs({ options }).values;
  console.log('Building ...');
  await runProgram(process.execPath, [path.join(projectRoot, 'esbuild.js'), '--extension'], {
    cwd: projectRoot,
  });
  const workspace = await prepareExampleWorkspace();
  const program = npm ? undefined : await desktopProgram();
  if (program === undefined) await openInBrowser(workspace);
  else await openOnDesktop(program, workspace);
  await rm(path.dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
}

/** The person's own VS Code, else a downloaded one; nothing where there is neither. */
async function desktopProgram(): Promise<string | undefined> {
  const wanted = wantedVSCode();
  const own = hasScreen() && wanted !== 'npm' ? programOnPath(['code']) : undefined;
  return own ?? findDesktopVSCode(wanted);
}

async function openOnDesktop(program: string, workspace: string): Promise<void> {
  console.log(`Opening VS Code on ${workspace}. Close its window to end.`);
  // Folders of its own, kept: the next start finds the window as it was left.
  const home = path.join(cacheDirectory, 'desktop');
  const child = spawn(program, [...desktopArguments(home), '--wait', '--new-window', workspace], {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
    shell: process.platform === 'win32',
  });
  await new Promise((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
}

async function openInBrowser(workspace: string): Promise<void> {
  const server = await startServer({
    linkedExtensions: [projectRoot],
    settings: { 'window.autoDetectColorScheme': true },
  });
  const url = server.url(workspace);
  console.log(`\nVS Code with Prompt Ledger is open on ${workspace}:\n\n  ${url}\n`);
  console.log('Press Ctrl+C to end it.');
  if (hasScreen()) openAddress(url);
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  await server.dispose();
}

/** Opens the address in the person's browser; without one, the printed address has to do. */
function openAddress(url: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
