/** Builds and packs the extension, and checks what was packed: `npm run package`. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { runProgram } from '../host/childProcess';
import { packedExtension, projectRoot } from '../host/projectPaths';
import { contentsProblem, formatSize, parseAllowList, sizeProblem } from './contents';
import { COPIED_PACKAGES, packagesOf, printNotices, type BundledPackage } from './notices';

interface Licences {
  readonly licenceOf: (folder: string) => Promise<BundledPackage>;
}

const { licenceOf } = createRequire(__filename)('../../src/npm/licences.js') as Licences;
const ALLOW_LIST = path.join(__dirname, 'allow-list.txt');

interface Manifest {
  readonly repository?: unknown;
}

async function pack(): Promise<void> {
  await runProgram(process.execPath, ['esbuild.js', '--production'], {
    cwd: projectRoot,
    echo: true,
  });
  await writeNotices();
  const files = await listFiles({ cwd: projectRoot, packageManager: PackageManager.None });
  refuse(contentsProblem(files, parseAllowList(await readFile(ALLOW_LIST, 'utf8'))));
  const { repository } = await readManifest(projectRoot);
  await createVSIX({
    cwd: projectRoot,
    packagePath: packedExtension,
    dependencies: false,
    allowMissingRepository: true,
    // Without a repository there is nothing that relative links could lead to.
    rewriteRelativeLinks: repository !== undefined,
  });
  const { size } = await stat(packedExtension);
  refuse(sizeProblem(size));
  console.log(`${packedExtension}: ${files.length} files, ${formatSize(size)}`);
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(problem);
}

/** Writes the licences of everything that was bundled beside the bundles. */
async function writeNotices(): Promise<void> {
  const bundled = path.join(projectRoot, 'dist', 'bundled.json');
  const files = JSON.parse(await readFile(bundled, 'utf8')) as readonly string[];
  const packages = await readPackages([...packagesOf(files), ...COPIED_PACKAGES]);
  const notices = path.join(projectRoot, 'dist', 'THIRD-PARTY-NOTICES.txt');
  await writeFile(notices, printNotices(packages));
}

/** These packages, sorted by name. */
async function readPackages(names: readonly string[]): Promise<readonly BundledPackage[]> {
  const found = names.map(name => licenceOf(path.join(projectRoot, 'node_modules', name)));
  return (await Promise.all(found)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

pack().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
