import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { runProgram } from '../host/childProcess';
import { KEY, PROVIDERS, SPEECHES } from '../support/askedModel';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { projectPath } from '../support/sourceFiles';

const require = createRequire(__filename);
const { providerParts, providersOnDemand } = require('../../src/providers/build.js') as {
  readonly providerParts: (common: BuildOptions, outdir: string) => BuildOptions;
  readonly providersOnDemand: Plugin;
};
const { buildCommandLine } = require('../../src/cli/build.js') as {
  readonly buildCommandLine: (folder: string, entries: Record<string, string>) => Promise<Metafile>;
};

const FOLDER = projectPath('out/providersOnDemand');
const ENTRY = join(FOLDER, 'entry.ts');

/** Opens a provider, asks it, and prints which files were loaded when. */
const ASKING = `
const [, , program, model, address, url] = process.argv;
const before = Object.keys(require.cache).length;
const { openProvider } = require(program);
const loaded = () => Object.keys(require.cache).slice(before);
const { provider } = openProvider(model, { variables: { [address]: url } });
const opened = loaded();
const request = { model, messages: [{ role: 'user', content: 'Hi there.' }] };
const options = { signal: new AbortController().signal, onPiece: () => undefined };
provider.ask(request, options).then(({ output }) => {
  console.log(JSON.stringify({ opened, asked: loaded(), text: output.text }));
});
`;

interface Told {
  readonly opened: readonly string[];
  readonly asked: readonly string[];
  readonly text: string;
}

describe('the SDKs of the providers', function () {
  this.timeout(300_000);
  let server: ModelServer;

  before(async () => {
    server = await startModelServer();
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    const source = projectPath('src/providers/configuration');
    await writeFile(ENTRY, `export { openProvider } from ${JSON.stringify(source)};\n`);
    await writeFile(join(FOLDER, 'asking.cjs'), ASKING);
  });

  after(async () => {
    await server.close();
    await rm(FOLDER, { recursive: true, force: true });
  });

  const ask = async (program: string, speech: (typeof SPEECHES)[number]): Promise<Told> => {
    const { name, path, address } = PROVIDERS[speech];
    const args = [join(FOLDER, 'asking.cjs'), program, `${name}/a`, address, server.url + path];
    return JSON.parse(await runProgram(process.execPath, args, { cwd: FOLDER })) as Told;
  };

  it('lie beside the extension, and are loaded with the first question, each alone', async () => {
    const common: BuildOptions = {
      bundle: true,
      minify: true,
      target: 'es2022',
      logLevel: 'warning',
    };
    const outdir = join(FOLDER, 'extension');
    await build(providerParts(common, outdir));
    await build({
      ...common,
      entryPoints: { extension: ENTRY },
      outdir,
      platform: 'node',
      format: 'cjs',
      plugins: [providersOnDemand],
      supported: { 'dynamic-import': false },
    });
    const parts = {
      chat: 'openai.js',
      responses: 'openai.js',
      anthropic: 'anthropic.js',
      google: 'google.js',
    };
    for (const speech of SPEECHES) {
      const { opened, asked, text } = await ask(join(outdir, 'extension.js'), speech);
      equal(text, 'Hi there.');
      deepEqual(opened.map(names), ['extension.js']);
      deepEqual(asked.map(names), ['extension.js', parts[speech]]);
    }
    const { length } = await readFile(join(outdir, 'extension.js'));
    ok(length < 40_000, String(length));
  });

  it('are parts of the command line that it loads with the first question', async () => {
    const outdir = join(FOLDER, 'cli');
    const { outputs } = await buildCommandLine(outdir, { asking: ENTRY });
    const holds = (file: string, sdk: string): boolean => {
      const output = Object.entries(outputs).find(([path]) => basename(path) === names(file));
      return Object.keys(output?.[1].inputs ?? {}).some(path => path.includes(`/${sdk}/`));
    };
    const sdks = { chat: 'openai', responses: 'openai', anthropic: 'sdk', google: 'genai' };
    for (const speech of SPEECHES) {
      const { opened, asked, text } = await ask(join(outdir, 'asking.cjs'), speech);
      equal(text, 'Hi there.');
      const all = ['openai', 'sdk', 'genai'];
      deepEqual(
        all.filter(sdk => opened.some(file => holds(file, sdk))),
        [],
      );
      deepEqual(
        all.filter(sdk => asked.some(file => holds(file, sdk))),
        [sdks[speech]],
      );
    }
  });

  it('are asked without anything of the environment that was not given', async () => {
    const { name, path, address } = PROVIDERS.chat;
    const script = join(FOLDER, 'asking.cjs');
    const args = [script, join(FOLDER, 'extension/extension.js'), `${name}/a`, address];
    const env = { ...process.env, OPENAI_API_KEY: KEY, OPENAI_ORG_ID: 'org', OPENAI_LOG: 'debug' };
    const printed = await runProgram(process.execPath, [...args, server.url + path], {
      cwd: FOLDER,
      env,
    });
    equal((JSON.parse(printed) as Told).text, 'Hi there.');
    const { headers } = server.received.at(-1)!;
    deepEqual([headers.authorization, headers['openai-organization']], [undefined, undefined]);
  });
});

function names(path: string): string {
  return basename(path);
}
