// @ts-check
/**
 * Builds what npm gets, beside the command line in `dist/npm`: the client, the reader of bundles, their
 * declarations, the Python file and package.json.
 */
const { execFile } = require('node:child_process');
const { cp, mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join, resolve } = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { joinPython } = require('../python/join.js');
const manifest = require('../../package.json');
const { licenceOf } = require('./licences');

const project = join(__dirname, '../..');

/**
 * Modules do nothing when they are loaded but define things, so what is not used is left out: the
 * reader of bundles comes without YAML.
 * @type {import('esbuild').Plugin}
 */
const pureModules = {
  name: 'pure-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === pureModules.name) return undefined;
      const found = await build.resolve(path, { ...options, pluginData: pureModules.name });
      return { ...found, sideEffects: false };
    });
  },
};

/**
 * Jinja2 is as much code as all the rest, and few prompts are written in it: it lies in a file of its
 * own, which is loaded when the first of them is read.
 * @type {import('esbuild').Plugin}
 */
const jinjaOnDemand = {
  name: 'jinja-on-demand',
  setup(build) {
    build.onResolve({ filter: /jinja\/engine$/ }, () => ({
      path: 'jinja',
      namespace: 'on-demand',
    }));
    build.onResolve({ filter: /^\.\/jinja2\.cjs$/ }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'on-demand' }, () => ({
      contents:
        "export const jinjaEngine = { parse: text => require('./jinja2.cjs').jinja2.parse(text) };",
    }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  logLevel: 'warning',
  target: 'es2022',
  absWorkingDir: project,
  mainFields: ['module', 'main'],
  plugins: [pureModules],
};

/**
 * Node's client is one CommonJS file, and its ES module passes on what that exports: an application
 * that loads it both ways has one `PromptNotFoundError` and one memory. It is not minified, so that what
 * an application logs of an error can be read.
 * @param {string} outdir
 * @returns {import('esbuild').BuildOptions[]}
 */
function targets(outdir) {
  const readers = Object.fromEntries(
    ENTRIES.slice(1).map(entry => [entry, `src/client/${entry}.ts`]),
  );
  const forReaders = { ...common, minify: true, entryPoints: readers, outdir };
  return [
    {
      ...common,
      entryPoints: { index: 'src/client/index.ts' },
      outdir,
      outExtension: { '.js': '.cjs' },
      platform: 'node',
      format: 'cjs',
      plugins: [jinjaOnDemand, pureModules],
    },
    { ...forReaders, outExtension: { '.js': '.mjs' }, platform: 'neutral', format: 'esm' },
    { ...forReaders, outExtension: { '.js': '.cjs' }, platform: 'neutral', format: 'cjs' },
  ];
}

const ENTRIES = ['index', 'bundle', 'published', 'providers', 'fstring', 'jinja2'];

/**
 * Builds the package into a folder; what is there already (the command line) stays.
 * @param {string} folder
 * @param {readonly import('esbuild').Metafile[]} [others] what the command line was built from
 */
async function buildPackage(folder, others = []) {
  const outdir = resolve(folder);
  await mkdir(outdir, { recursive: true });
  const built = await Promise.all(
    targets(outdir).map(target => esbuild.build({ ...target, metafile: true })),
  );
  await writeDeclarations(outdir);
  await writeFile(join(outdir, 'index.mjs'), passOn(await exportsOf(join(outdir, 'index.cjs'))));
  for (const entry of ENTRIES.slice(1)) await writeStub(outdir, entry);
  await writeFile(join(outdir, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
  await cp(join(__dirname, 'README.md'), join(outdir, 'README.md'));
  await cp(join(project, 'LICENSE'), join(outdir, 'LICENSE'));
  await mkdir(join(outdir, 'python'), { recursive: true });
  await writeFile(join(outdir, 'python/promptledger.py'), joinPython());
  const metafiles = built.map(({ metafile }) => metafile);
  await writeFile(
    join(outdir, 'THIRD-PARTY-NOTICES.txt'),
    await notices([...metafiles, ...others]),
  );
  return metafiles;
}

/** For tools that do not know `exports`: the entry as a folder. */
async function writeStub(outdir, entry) {
  await mkdir(join(outdir, entry), { recursive: true });
  const stub = { main: `../${entry}.cjs`, types: `../${entry}.d.cts` };
  await writeFile(join(outdir, entry, 'package.json'), `${JSON.stringify(stub, null, 2)}\n`);
}

/** The licences of the packages whose code is in what was built. */
async function notices(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const found = inputs.flatMap(
    path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  const parts = [...new Set(found)].sort().map(async name => {
    const folder = join(project, 'node_modules', name);
    const { version, license, text } = await licenceOf(folder);
    return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
  });
  const intro = 'promptledger contains the code of these packages. Their licences follow.\n';
  return [intro, ...(await Promise.all(parts))].join('\n\n');
}

async function exportsOf(file) {
  delete require.cache[require.resolve(file)];
  return Object.keys(require(file)).sort();
}

function passOn(names) {
  return `export { ${names.join(', ')} } from './index.cjs';\n`;
}

/** One folder of declarations, of which each entry has its part; nothing else of it is public. */
async function writeDeclarations(outdir) {
  const types = join(outdir, 'types');
  await rm(types, { recursive: true, force: true });
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const options = ['-p', join(__dirname, 'tsconfig.json'), '--outDir', types];
  await promisify(execFile)(process.execPath, [tsc, ...options], { cwd: project });
  await removeUnreachable(
    types,
    ENTRIES.map(entry => join(types, 'client', `${entry}.d.ts`)),
  );
  for (const entry of ENTRIES) {
    const text = `export * from './types/client/${entry}.js';\n`;
    await writeFile(join(outdir, `${entry}.d.mts`), text);
    await writeFile(join(outdir, `${entry}.d.cts`), text);
  }
}

/** Removes the declarations that no entry leads to. */
async function removeUnreachable(folder, entries) {
  const reached = new Set();
  const visit = async file => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = await readFile(file, 'utf8');
    for (const [, path] of text.matchAll(
      /(?:^(?:import|export)\b[^;]*?from |import\()['"](\.[^'"]*)['"]/gm,
    )) {
      await visit(resolve(dirname(file), `${path.replace(/\.js$/, '')}.d.ts`));
    }
  };
  for (const entry of entries) await visit(entry);
  for (const path of await readdir(folder, { recursive: true })) {
    const file = join(folder, path);
    if (path.endsWith('.d.ts') && !reached.has(file)) await rm(file);
  }
  for (const path of (await readdir(folder, { recursive: true })).sort().reverse()) {
    const file = join(folder, path);
    const isEmpty = (await readdir(file).catch(() => [''])).length === 0;
    if (isEmpty) await rm(file, { recursive: true });
  }
}

function packageJson() {
  const { version, description, license, engines, repository } = manifest;
  const entry = name => ({
    import: { types: `./${name}.d.mts`, default: `./${name}.mjs` },
    require: { types: `./${name}.d.cts`, default: `./${name}.cjs` },
  });
  return {
    name: 'promptledger',
    version,
    description,
    keywords: ['prompt', 'llm', 'prompt management', 'versioning', 'registry'],
    license,
    ...(repository === undefined ? {} : { repository }),
    type: 'commonjs',
    engines: { node: engines.node },
    main: './index.cjs',
    types: './index.d.cts',
    bin: { promptledger: 'bin/promptledger.cjs' },
    exports: {
      '.': entry('index'),
      ...Object.fromEntries(ENTRIES.slice(1).map(name => [`./${name}`, entry(name)])),
      './package.json': './package.json',
    },
    sideEffects: false,
    files: [
      ...['*.cjs', '*.mjs', '*.d.cts', '*.d.mts', 'types', ...ENTRIES.slice(1)],
      ...['bin/*.cjs', 'bin/*.wasm', 'python', 'THIRD-PARTY-NOTICES.txt'],
    ],
  };
}

module.exports = { buildPackage, packageJson };
