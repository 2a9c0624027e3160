// @ts-check
/** Builds what ships: `node esbuild.js [--watch] [--production]`. One list of targets, one loop. */
const { cp, mkdir, rm } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const esbuild = require('esbuild');
const { buildPackage } = require('./src/npm/build.js');
const { version } = require('./package.json');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  target: 'es2022',
};

/**
 * The command line, as npm gets it; its tests build it for themselves.
 * @type {import('esbuild').BuildOptions}
 */
const commandLine = {
  ...common,
  entryPoints: { promptledger: 'src/cli/main.ts' },
  outdir: 'dist/npm/bin',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Read at every start, so it is small in every build.
  minify: true,
  define: { VERSION: JSON.stringify(version) },
  // As text, its lines would look like those of an ES module.
  loader: { '.py': 'base64' },
  metafile: true,
  banner: { js: '#!/usr/bin/env node' },
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
  commandLine,
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

/** Beside each program that loads it. */
async function copyWasm(...folders) {
  const wasm = join(dirname(require.resolve('sql.js')), 'sql-wasm.wasm');
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await cp(wasm, join(folder, 'sql-wasm.wasm'));
  }
}

/** Builds the command line into a folder. */
async function buildCommandLine(outdir) {
  await copyWasm(outdir);
  await esbuild.build({ ...commandLine, outdir, sourcemap: false });
}

async function main() {
  await rm('dist', { recursive: true, force: true });
  await copyWasm('dist', 'dist/npm/bin');
  if (!watch) {
    const built = await Promise.all(targets.map(target => esbuild.build(target)));
    await buildPackage(
      'dist/npm',
      built.flatMap(({ metafile }) => metafile ?? []),
    );
    return;
  }
  const contexts = await Promise.all(targets.map(target => esbuild.context(target)));
  await Promise.all(contexts.map(context => context.watch()));
}

module.exports = { buildCommandLine };

if (require.main === module) {
  main().catch(error => {
    console.error(error);
    process.exitCode = 1;
  });
}
