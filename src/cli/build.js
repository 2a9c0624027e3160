// @ts-check
/**
 * Builds the command line as npm gets it: one program, and beside it the parts that its commands load
 * when they are called. Reading the whole program would take longer than most commands do.
 */
const { cp, mkdir, readdir, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, resolve } = require('node:path');
const esbuild = require('esbuild');
const { pythonFile } = require('../python/wheel.js');
const { version } = require('../../package.json');
const { withoutWebhooks } = require('../providers/build.js');

const PROGRAM = 'promptledger.cjs';

/**
 * Modules do nothing when they are loaded but define things, so a part holds no import for nothing.
 * @type {import('esbuild').Plugin}
 */
const pureModules = {
  name: 'pure-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === pureModules.name || options.kind === 'entry-point') return undefined;
      const found = await build.resolve(path, { ...options, pluginData: pureModules.name });
      return { ...found, sideEffects: false };
    });
  },
};

const ENTRIES = { promptledger: 'src/cli/main.ts' };

/**
 * ES modules, for esbuild splits nothing else. They never reach a disk.
 * @param {string} outdir
 * @param {Record<string, string>} entryPoints
 * @returns {import('esbuild').BuildOptions & { metafile: true; write: false }}
 */
const options = (outdir, entryPoints = ENTRIES) => ({
  bundle: true,
  logLevel: 'warning',
  entryPoints,
  absWorkingDir: join(__dirname, '../..'),
  outdir,
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'esm',
  splitting: true,
  chunkNames: 'part-[hash]',
  target: 'node20',
  minify: true,
  define: { VERSION: JSON.stringify(version) },
  plugins: [pythonFile, pureModules, withoutWebhooks],
  metafile: true,
  write: false,
});

/**
 * Builds the command line into a folder.
 * @param {string} folder
 * @param {Record<string, string>} [entryPoints] another program than the command line, built alike
 * @returns {Promise<import('esbuild').Metafile>} what it was built from
 */
async function buildCommandLine(folder, entryPoints) {
  const outdir = resolve(folder);
  const { metafile, outputFiles } = await esbuild.build(options(outdir, entryPoints));
  await writeParts(outdir, outputFiles);
  return metafile;
}

/**
 * Builds it again whenever a source changes.
 * @param {string} folder
 */
async function watchCommandLine(folder) {
  const outdir = resolve(folder);
  /** @type {import('esbuild').Plugin} */
  const write = {
    name: 'write-parts',
    setup(build) {
      build.onEnd(({ outputFiles = [] }) => writeParts(outdir, outputFiles));
    },
  };
  const watched = options(outdir);
  const context = await esbuild.context({
    ...watched,
    plugins: [pythonFile, pureModules, withoutWebhooks, write],
  });
  await context.watch();
}

/**
 * Node starts CommonJS faster than ES modules.
 * @param {string} outdir
 * @param {readonly import('esbuild').OutputFile[]} files
 */
async function writeParts(outdir, files) {
  await mkdir(outdir, { recursive: true });
  const names = new Set(files.map(({ path }) => basename(path)));
  for (const { path, text } of files) {
    const { code } = await esbuild.transform(text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      supported: { 'dynamic-import': false },
      minify: true,
    });
    const shebang = basename(path) === PROGRAM ? '#!/usr/bin/env node\n' : '';
    await writeFile(path, shebang + code);
  }
  for (const old of await readdir(outdir)) {
    if (old.endsWith('.cjs') && !names.has(old)) await rm(join(outdir, old));
  }
  const wasm = join(dirname(require.resolve('sql.js')), 'sql-wasm.wasm');
  await cp(wasm, join(outdir, 'sql-wasm.wasm'));
}

module.exports = { buildCommandLine, watchCommandLine };
