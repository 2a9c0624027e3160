// @ts-check
/**
 * Builds what ships: `node esbuild.js [--watch] [--production] [--extension]`, the last without the package
 * for npm. One list of targets, one loop.
 */
const { cp, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const esbuild = require('esbuild');
const subsetFont = require('subset-font');
const { buildCommandLine, watchCommandLine } = require('./src/cli/build.js');
const { buildPackage } = require('./src/npm/build.js');
const { buildPython } = require('./src/python/wheel.js');
const { providerParts, providersOnDemand } = require('./src/providers/build.js');
const icons = require('./src/webview/parts/icons.json');

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
    plugins: [providersOnDemand],
    // Loaded as everything else that an extension loads.
    supported: { 'dynamic-import': false },
  },
  providerParts(common, 'dist'),
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

/** VS Code's icons, those that the pages show: the whole font weighs as much as all pages together. */
async function copyIcons() {
  const font = await readFile(require.resolve('@vscode/codicons/dist/codicon.ttf'));
  const shown = String.fromCodePoint(...Object.values(icons));
  await mkdir('dist/webview', { recursive: true });
  await writeFile(
    'dist/webview/codicon.woff2',
    await subsetFont(font, shown, { targetFormat: 'woff2' }),
  );
}

/** The files whose code is in what was built: the licences of their packages are told. */
async function writeBundled(results) {
  const inputs = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(output => Object.entries(output.inputs)),
  );
  const paths = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  await writeFile('dist/bundled.json', JSON.stringify([...new Set(paths)].sort()));
}

async function main() {
  await rm('dist', { recursive: true, force: true });
  await Promise.all([copyWasm(), copyIcons()]);
  if (!watch) {
    await writeBundled(
      await Promise.all(targets.map(target => esbuild.build({ ...target, metafile: true }))),
    );
    if (extensionOnly) return;
    await buildPython('dist/python');
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
