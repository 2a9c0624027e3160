// @ts-check
/**
 * Builds what ships: `node esbuild.js [--watch] [--production] [--extension]`, the last without the package
 * for npm. One list of targets, one loop.
 */
const { cp, mkdir, rm } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const esbuild = require('esbuild');
const { buildCommandLine, watchCommandLine } = require('./src/cli/build.js');
const { buildPackage } = require('./src/npm/build.js');

const watch = process.argv.includes('--watch');
const extensionOnly = process.argv.includes('--extension');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  target: 'es2022',
};

/** @type {import('esbuild').BuildOptions[]} */
const targets = [
  {
    ...common,
    entryPoints: {
      extension: 'src/extension/extension.ts',
      queryWorker: 'src/extension/query/queryWorker.ts',
    },
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...common,
    entryPoints: {
      diff: 'src/webview/diff/main.ts',
      history: 'src/webview/history/main.ts',
      preview: 'src/webview/preview/main.ts',
      query: 'src/webview/query/main.ts',
      releases: 'src/webview/releases/main.ts',
      audit: 'src/webview/audit/main.ts',
      promptSets: 'src/webview/promptSets/main.ts',
    },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'iife',
  },
];

/** Beside the program that loads it. */
async function copyWasm() {
  await mkdir('dist', { recursive: true });
  const wasm = join(dirname(require.resolve('sql.js')), 'sql-wasm.wasm');
  await cp(wasm, 'dist/sql-wasm.wasm');
}

async function main() {
  await rm('dist', { recursive: true, force: true });
  await copyWasm();
  if (!watch) {
    await Promise.all(targets.map(target => esbuild.build(target)));
    if (extensionOnly) return;
    await buildPackage('dist/npm', [await buildCommandLine('dist/npm/bin')]);
    return;
  }
  console.log('Building …');
  const contexts = await Promise.all(targets.map(target => esbuild.context(target)));
  await Promise.all([
    ...contexts.map(context => context.watch()),
    watchCommandLine('dist/npm/bin'),
  ]);
  console.log('Watching …');
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
