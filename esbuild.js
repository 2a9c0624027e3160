// @ts-check
/** Builds what ships: `node esbuild.js [--watch] [--production]`. One list of targets, one loop. */
const { cp, mkdir, rm } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const esbuild = require('esbuild');
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

/** @type {import('esbuild').BuildOptions[]} */
const targets = [
  {
    ...common,
    entryPoints: { extension: 'src/extension/extension.ts' },
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  },
  {
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
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: {
      diff: 'src/webview/diff/main.ts',
      preview: 'src/webview/preview/main.ts',
    },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'iife',
  },
];

async function copyWasm() {
  const wasm = join(dirname(require.resolve('sql.js')), 'sql-wasm.wasm');
  await mkdir('dist', { recursive: true });
  await cp(wasm, 'dist/sql-wasm.wasm');
  await cp(wasm, 'dist/npm/bin/sql-wasm.wasm');
}

async function main() {
  await rm('dist', { recursive: true, force: true });
  await copyWasm();
  if (!watch) {
    await Promise.all(targets.map(target => esbuild.build(target)));
    return;
  }
  const contexts = await Promise.all(targets.map(target => esbuild.context(target)));
  await Promise.all(contexts.map(context => context.watch()));
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
