import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endGroup, logTail, startLogged } from './childProcess';
import { installVSCodeServer } from './npmVSCode';
import { BEGUN_WITHIN_MS, SHOWN_WITHIN_MS } from './patience';
import { cacheDirectory } from './projectPaths';
import { waitUntil } from './timed';

/** What a server is started with; what is left out is fresh and empty. */
export interface ServerOptions {
  readonly extensionsDir?: string;
  readonly userDataDir?: string;
  /** The person's settings, beside those that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** True: folders are untrusted until the person says otherwise (Restricted Mode). */
  readonly workspaceTrust?: boolean;
  /** Extensions by folder: used as they stand, seen anew when reloaded. */
  readonly linkedExtensions?: readonly string[];
  /**
   * True: the address may carry start options, such as a module of tests to run. Such a window
   * shows no notifications: they wait in the notification centre.
   */
  readonly startOptions?: boolean;
  /** Added to the environment of the server and of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A running VS Code server. */
export interface VSCodeServer {
  readonly port: number;
  readonly logFile: string;
  /** The address of a window on `folder`; `payload` are the workbench's own start options. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The same file, as an address that the start options understand. */
  remoteUri(file: string): string;
  /** The end of the server's log, for an error message. */
  logTail(): string;
  /** Ends the server with all its processes and removes its own folders. */
  dispose(): Promise<void>;
}

const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/**
 * Starts VS Code's server on a free port, with folders of its own, and returns when it answers.
 * Throws an Error with the end of the server's log when it does not.
 */
export async function startServer(options: ServerOptions = {}): Promise<VSCodeServer> {
  const vscode = await installVSCodeServer();
  const home = await mkdtemp(path.join(tmpdir(), 'prompt-ledger-vscode-'));
  const folders = [
    ...['--server-data-dir', path.join(home, 'server')],
    ...['--user-data-dir', options.userDataDir ?? path.join(home, 'user')],
    ...['--extensions-dir', options.extensionsDir ?? path.join(home, 'extensions')],
  ];
  await linkExtensions(options.extensionsDir ?? path.join(home, 'extensions'), options);
  await writeSettings(options.userDataDir ?? path.join(home, 'user'), options.settings);
  const logFile = await newLogFile(path.basename(home));
  const child = startLogged(vscode.node, serverArguments(folders, options), {
    cwd: vscode.directory,
    logFile,
    // As where it was started by a command: it need not start a shell to learn what is set there.
    env: { VSCODE_CLI: '1', ...options.env },
  });
  try {
    const port = await listeningPort(child, logFile);
    return server({ home, logFile, child, port });
  } catch (error) {
    endGroup(child);
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`VS Code's server did not start. ${cause}\n${logTail(logFile)}`, {
      cause: error,
    });
  }
}

function serverArguments(folders: readonly string[], options: ServerOptions): string[] {
  return [
    path.join('out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    // A built VS Code takes start options from the address with this flag alone.
    ...(options.startOptions === true ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...folders,
  ];
}

/** VS Code takes in what lies in a fresh extensions folder, links included. */
async function linkExtensions(extensionsDir: string, { linkedExtensions = [] }: ServerOptions) {
  await mkdir(extensionsDir, { recursive: true });
  for (const folder of linkedExtensions) {
    const manifest = await readFile(path.join(folder, 'package.json'), 'utf8');
    const { publisher, name, version } = JSON.parse(manifest) as Record<string, string>;
    const link = path.join(extensionsDir, `${publisher}.${name}-${version}`);
    await symlink(folder, link, 'junction');
  }
}

/** Logs outlive their server: they are what is left to look at after a failed run. */
async function newLogFile(name: string): Promise<string> {
  const folder = path.join(cacheDirectory, 'logs');
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name}.log`);
}

async function writeSettings(userDataDir: string, settings: ServerOptions['settings']) {
  const folder = path.join(userDataDir, 'User');
  await mkdir(folder, { recursive: true });
  const all = { ...QUIET_SETTINGS, ...settings };
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(all, null, 2));
}

async function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  const port = await waitUntil("the server's port in its log", BEGUN_WITHIN_MS, async () => {
    const log = await readFile(logFile, 'utf8');
    return /agent listening on (\d+)/.exec(log)?.[1] ?? (child.exitCode === null ? false : 'none');
  });
  if (port === 'none') throw new Error(`It ended with exit code ${child.exitCode ?? 'none'}.`);
  await waitUntil("the server's first answer", BEGUN_WITHIN_MS, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/version`, {
      signal: AbortSignal.timeout(SHOWN_WITHIN_MS),
    });
    return answer.ok;
  });
  return Number(port);
}

interface Running {
  readonly home: string;
  readonly logFile: string;
  readonly child: ChildProcess;
  readonly port: number;
}

function server({ home, logFile, child, port }: Running): VSCodeServer {
  return {
    port,
    logFile,
    url: (folder, payload = []) => {
      const start = [...payload, ['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
      const query = new URLSearchParams({ folder, payload: JSON.stringify(start) });
      return `http://127.0.0.1:${port}/?${query.toString()}`;
    },
    remoteUri: file => `vscode-remote://127.0.0.1:${port}${file}`,
    logTail: () => logTail(logFile),
    dispose: async () => {
      endGroup(child);
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
