import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot, suitesDirectory } from './projectPaths';

/** The suites that run inside VS Code. */
const SOURCES = path.join(projectRoot, 'test', 'vscode', 'suites');

/**
 * Bundles each suite, and the module that runs them, into `out/suites/`, and returns the
 * names of the suites' files there. Throws esbuild's error when one does not build.
 */
export async function bundleSuites(): Promise<readonly string[]> {
  const suites = await suiteSources();
  await rm(suitesDirectory, { recursive: true, force: true });
  await build({
    entryPoints: [
      { in: path.join(projectRoot, 'test', 'host', 'suiteRunner.ts'), out: 'index' },
      ...suites.map(name => ({
        in: path.join(SOURCES, name),
        out: name.slice(0, -path.extname(name).length),
      })),
    ],
    outdir: suitesDirectory,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return suites.map(name => name.replace(/\.ts$/, '.js'));
}

async function suiteSources(): Promise<string[]> {
  try {
    const names = await readdir(SOURCES, { recursive: true });
    return names.filter(name => name.endsWith('.test.ts')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
