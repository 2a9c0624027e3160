import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { runProgram } from './childProcess';
import { installOnce } from './installOnce';
import { unpackPackage } from './npmPackage';
import { isExecutable, programOnPath } from './programOnPath';

/** A Chromium inside an npm package, for machines that have none (Linux, x64). */
const CHROMIUM_PACKAGE = '@sparticuz/chromium@153.0.0';
const NAMES_ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const MAC_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A browser that Playwright can drive. */
export interface Chromium {
  readonly executable: string;
  /** What the browser needs in its environment beside this process's own. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds a Chromium: $CHROME_PATH, then one that is installed, then npm's package of it, then
 * Debian's by apt-get. Throws an AggregateError with what each attempt met when none can be had.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return { executable: named, env: {} };
  const installed = installedBrowser();
  if (installed !== undefined) return { executable: installed, env: {} };
  const problems: unknown[] = [];
  for (const attempt of [chromiumFromNpm, chromiumFromDebian]) {
    try {
      return await attempt();
    } catch (error) {
      problems.push(error);
    }
  }
  throw new AggregateError(problems, 'No Chromium found. Install one, or set CHROME_PATH to it.');
}

function installedBrowser(): string | undefined {
  return programOnPath(NAMES_ON_PATH) ?? MAC_BROWSERS.find(isExecutable);
}

async function chromiumFromNpm(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`${CHROMIUM_PACKAGE} is for Linux on x64.`);
  }
  const directory = await installOnce('chromium-npm-153', async draft => {
    await unpackPackage(CHROMIUM_PACKAGE, draft);
    await unpackChromium(draft);
  });
  // The system's own libraries go first; the package's are for machines without them.
  const libraries = [
    process.env.LD_LIBRARY_PATH,
    '/lib/x86_64-linux-gnu',
    directory,
    `${directory}/lib`,
  ];
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: directory };
  return {
    executable: path.join(directory, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries.filter(Boolean).join(path.delimiter), ...fonts },
  };
}

/** Leaves `chromium` in the folder, its graphics library beside it, system libraries in `lib`. */
async function unpackChromium(directory: string): Promise<void> {
  const packed = path.join(directory, 'bin');
  for (const file of await readdir(packed)) {
    const unpacked = path.join(directory, path.basename(file, '.br'));
    await writeFile(unpacked, brotliDecompressSync(await readFile(path.join(packed, file))));
    if (unpacked.endsWith('.tar')) {
      await runProgram('tar', ['-xvf', unpacked], { cwd: directory });
      await rm(unpacked);
    }
  }
  await rm(packed, { recursive: true });
  await chmod(path.join(directory, 'chromium'), 0o755);
}

async function chromiumFromDebian(): Promise<Chromium> {
  if (process.getuid?.() !== 0) throw new Error('apt-get needs root.');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env };
  await runProgram('apt-get', ['update', '-qq'], options);
  await runProgram('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
  return { executable: '/usr/bin/chromium', env: {} };
}
