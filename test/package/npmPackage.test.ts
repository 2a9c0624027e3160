import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { openPage } from '../host/browser';
import { runNpm, runProgram } from '../host/childProcess';
import { openFiles } from '../../src/store/openFiles';
import { greetingRegistry } from '../support/cliRegistry';
import { itAtLength, someOf } from '../support/longForm';
import { runPython } from '../support/python';
import { ada } from '../support/recordBuilder';
import { projectPath } from '../support/sourceFiles';
import { codeBlocks, OPENAI, OPENAI_TYPES } from './readmeBlocks';
import { MISTAKES, TYPED, VERSIONS } from './typedApplication';

const BUILT = projectPath('out/npm');

interface Build {
  readonly buildCommandLine: (outdir: string) => Promise<void>;
  readonly buildPackage: (folder: string) => Promise<readonly { readonly outputs: Outputs }[]>;
}

interface Output {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly unknown[];
}

type Outputs = Readonly<Record<string, Output>>;

/** A page that opens a bundle. What it shows is what the test reads. */
const PAGE = `
import { LedgerError, openBundle } from 'promptledger/bundle';
import { toOpenAI } from 'promptledger/providers';
import data from './prompts.json';
const prompt = openBundle(data).get('support/greeting', { tag: 'staging' });
let code = '';
try { prompt.render({}); } catch (error) { if (error instanceof LedgerError) code = error.code; }
document.title = [toOpenAI(prompt, { name: '<Ada>' }).messages[0].content.trim(), code].join(' | ');
`;

describe('the package that npm gets', function () {
  this.timeout(600_000);
  let folder = '';
  let archive = '';
  let outputs: Outputs = {};

  before(async () => {
    const require = createRequire(__filename);
    const { buildPackage } = require('../../src/npm/build.js') as Build;
    const { buildCommandLine } = require('../../src/cli/build.js') as Build;
    await rm(BUILT, { recursive: true, force: true });
    await buildCommandLine(join(BUILT, 'bin'));
    const built = await buildPackage(BUILT);
    outputs = Object.assign({}, ...built.map(metafile => metafile.outputs)) as Outputs;
    folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-npm-'));
    const options = { cwd: BUILT };
    const printed = await runNpm(['pack', '--json', '--pack-destination', folder], options);
    archive = join(folder, (JSON.parse(printed) as { filename: string }[])[0]!.filename);
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    await greetingRegistry(folder);
    const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await runNpm(['install', ...quiet, archive], { cwd: folder });
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const run = (program: string, args: readonly string[]): Promise<string> =>
    runProgram(program, args, { cwd: folder });
  const runFile = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return (await run(process.execPath, [name])).trim();
  };

  const compile = async (
    files: readonly string[],
    moduleResolution: 'node16' | 'nodenext' | 'bundler',
  ): Promise<string> => {
    const compiler = createRequire(__filename).resolve('typescript/package.json');
    const module = moduleResolution === 'bundler' ? 'esnext' : moduleResolution;
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const options = ['--noEmit', '--target', 'es2022', '--resolveJsonModule', ...strict];
    const how = ['--module', module, '--moduleResolution', moduleResolution];
    const args = [join(dirname(compiler), 'bin/tsc'), ...options, ...how, ...files];
    return run(process.execPath, args).catch(String);
  };

  it('works in an ES module', async () => {
    const script = `
import { openRegistry, PromptNotFoundError } from 'promptledger';
const registry = openRegistry();
console.log(registry.get('support/greeting', { tag: 'staging' }).render({ name: 'Ada' }).text.trim());
try { registry.get('greeting'); } catch (error) { console.log(error instanceof PromptNotFoundError, error.similar.join()); }
console.log((await registry.list()).length);
`;
    strictEqual(await runFile('a.mjs', script), 'Good day Ada.\ntrue support/greeting\n1');
  });

  it('works in CommonJS, and is one with the ES module', async () => {
    const script = `
const { openRegistry, PromptNotFoundError, renderDocument } = require('promptledger');
console.log(openRegistry('.promptledger').get('support/greeting').number);
console.log(renderDocument('---\\nformat: jinja2\\n---\\n{{ a }}', { a: 1 }).text);
import('promptledger').then(other => console.log(other.PromptNotFoundError === PromptNotFoundError));
`;
    strictEqual(await runFile('b.cjs', script), '2\n1\ntrue');
  });

  it('has a program, a bundle of which works without Node’s modules, and in Python', async () => {
    const program = join(folder, 'node_modules/promptledger/bin/promptledger.cjs');
    await run(process.execPath, [program, 'export', '--all', '-f', 'bundle', '-o', 'prompts.json']);
    const script = `
import { readFileSync } from 'node:fs';
import { openBundle } from 'promptledger/bundle';
import { jinja2 } from 'promptledger/jinja2';
const bundle = openBundle(JSON.parse(readFileSync('prompts.json', 'utf8')), { jinja2 });
console.log(bundle.get('support/greeting', { tag: 'staging' }).render({ name: 'Ada' }).text.trim());
`;
    strictEqual(await runFile('c.mjs', script), 'Good day Ada.');
    const python = `
import sys
sys.path.insert(0, sys.argv[1])
from promptledger import open_bundle
prompt = open_bundle(sys.argv[2]).get("support/greeting", tag="staging")
print(prompt.render({"name": "Ada"})["text"].strip())
`;
    const args = [join(folder, 'node_modules/promptledger/python'), join(folder, 'prompts.json')];
    strictEqual((await runPython(['-c', python, ...args])).trim(), 'Good day Ada.');
  });

  it('reads bundles in a few kilobytes: no YAML, no Jinja2, nothing of Node', async () => {
    const [, output] = Object.entries(outputs).find(([file]) => file.endsWith('bundle.mjs'))!;
    const inputs = Object.keys(output.inputs);
    deepStrictEqual(
      inputs.filter(path =>
        /yaml|frontMatter\.ts|\/jinja|\/fstring|\/providers|\/store\//.test(path),
      ),
      [],
    );
    deepStrictEqual(output.imports, []);
    const [, followed] = Object.entries(outputs).find(([file]) => file.endsWith('published.mjs'))!;
    deepStrictEqual(followed.imports, []);
    const sizes = ['bundle', 'published', 'providers', 'fstring', 'jinja2'].map(async name => {
      return gzipSync(await readFile(join(BUILT, `${name}.mjs`))).length / 1000;
    });
    const [bundle = 0, published = 0, providers = 0, fstring = 0, jinja2 = 0] =
      await Promise.all(sizes);
    // What the README says of them.
    ok(bundle < 12, `promptledger/bundle: ${bundle} kB`);
    ok(published < 15, `promptledger/published: ${published} kB`);
    ok(providers < 6, `promptledger/providers: ${providers} kB`);
    ok(fstring < 7, `promptledger/fstring: ${fstring} kB`);
    ok(jinja2 < 23, `promptledger/jinja2: ${jinja2} kB`);
  });

  it('opens a bundle in a browser', async () => {
    const program = join(folder, 'node_modules/promptledger/bin/promptledger.cjs');
    const asked = ['export', '--tag', 'staging', '-f', 'bundle', '-o', 'prompts.json'];
    await run(process.execPath, [program, ...asked]);
    await writeFile(join(folder, 'page.mjs'), PAGE);
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'page.mjs')],
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'iife',
      write: false,
    });
    const html = join(folder, 'page.html');
    await writeFile(html, `<!doctype html><title></title><script>${outputFiles[0]!.text}</script>`);
    const { page, close } = await openPage({ url: pathToFileURL(html).href });
    try {
      strictEqual(await page.title(), 'Good day <Ada>. | missing-variables');
    } finally {
      await close();
    }
  });

  it('asks the disk no more for a prompt when there are many others', async () => {
    const root = join(folder, '.promptledger');
    const { registry } = openFiles(root, () => Promise.resolve(ada));
    const calls = async (): Promise<number> => {
      const script = `require('promptledger').openRegistry('.promptledger').get('support/greeting')`;
      const trace = ['--trace-event-categories', 'node.fs.sync', '--trace-event-file-pattern'];
      await run(process.execPath, [...trace, 'trace.json', '-e', script]);
      const text = await readFile(join(folder, 'trace.json'), 'utf8');
      const { traceEvents } = JSON.parse(text) as { traceEvents: { name: string }[] };
      return traceEvents.filter(({ name }) => name.startsWith('fs.sync.')).length;
    };
    const alone = await calls();
    ok(alone > 10, String(alone));
    for (let count = 0; count < 20; count++) {
      await registry.commit({ prompt: `support/other-${count}`, source: 'Other.' });
    }
    strictEqual(await calls(), alone);
  });

  it('has one LedgerError, whichever entry throws it', async () => {
    const script = `
import { LedgerError, openBundle } from 'promptledger/bundle';
import { LedgerError as Other } from 'promptledger';
import { jinja2 } from 'promptledger/jinja2';
const template = '{% for a in n %}{% for b in n %}{% for c in n %}{% for d in n %}{{ d }}{% endfor %}{% endfor %}{% endfor %}{% endfor %}';
const version = { prompt: 'a', number: 1, at: '2026-11-20T09:00:00.000Z', includes: {}, format: 'jinja2', frontMatter: {}, body: { type: 'text', text: template }, places: { templates: [], messages: [] } };
const prompts = { a: { latest: 'x', tags: {}, versions: ['x'] } };
const bundle = openBundle({ promptledger: { bundle: 1 }, prompts, aliases: {}, versions: { x: version } }, { jinja2 });
try { bundle.get('a').render({ n: Array(100).fill(1) }); } catch (error) {
  console.log(error.code, error instanceof LedgerError, error instanceof Other);
}
`;
    strictEqual(await runFile('e.mjs', script), 'too-large true true');
  });

  it('does not load Jinja2 with the client', async () => {
    const script = `
require('promptledger');
console.log(Object.keys(require.cache).some(path => path.includes('jinja2')));
`;
    strictEqual(await runFile('d.cjs', script), 'false');
  });

  describe('in the words of a README', () => {
    const SOURCE = 'You work for {{company_name}}.\n{{query}}\n';
    const pages: readonly (readonly [page: string, heading: string, least: number])[] = [
      ['README.md', '', 1],
      ['media/docs/applications.md', '', 4],
      ['src/npm/README.md', '', 2],
    ];
    let work = '';

    before(async () => {
      work = join(folder, 'readme');
      const { registry } = openFiles(join(work, '.promptledger'), () => Promise.resolve(ada));
      await registry.initialize();
      const prompt = 'support/greeting';
      await registry.commit({ prompt, source: SOURCE });
      await registry.promote({ prompt, environment: 'staging', version: '1' });
      await registry.promote({ prompt, environment: 'production' });
      await writeFile(join(work, 'prompts.json'), JSON.stringify(await registry.bundle()));
    });

    for (const [page, heading, least] of pages) {
      it(`runs every block of ${page} for JavaScript and Python`, async () => {
        const blocks = codeBlocks(page, 'ts', heading);
        ok(blocks.length >= least, String(blocks.length));
        for (const [index, block] of blocks.entries()) {
          const script = `block${index}.mjs`;
          await writeFile(join(work, script), `${OPENAI}${block}`);
          await runProgram(process.execPath, [script], { cwd: work });
        }
        for (const block of codeBlocks(page, 'python', heading)) {
          const path = join(folder, 'node_modules/promptledger/python');
          const printed = await runPython(
            ['-c', `import sys\nsys.path.insert(0, sys.argv[1])\n${block}`, path],
            '',
            work,
          );
          ok(printed === '' || printed.includes('You work for Acme.'), printed);
        }
      });

      itAtLength(`compiles every block of ${page}`, async () => {
        const names = codeBlocks(page, 'ts', heading).map(async (block, index) => {
          const name = join('readme', `block${index}.mts`);
          await writeFile(join(folder, name), `${OPENAI_TYPES}${block}`);
          return name;
        });
        strictEqual(await compile(await Promise.all(names), 'nodenext'), '');
      });
    }
  });

  describe('in TypeScript', () => {
    before(async () => {
      const { registry } = openFiles(join(folder, '.promptledger'), () => Promise.resolve(ada));
      for (const [prompt, source] of VERSIONS) await registry.commit({ prompt, source });
      const program = join(folder, 'node_modules/promptledger/bin/promptledger.cjs');
      await run(process.execPath, [program, 'types', '-o', 'prompts.d.ts']);
    });

    const resolutions = [
      ['typed.mts', 'nodenext'],
      ['typed16.mts', 'node16'],
      ['bundled.mts', 'bundler'],
    ] as const;
    for (const [name, resolution] of someOf(resolutions, 3)) {
      it(`compiles with moduleResolution ${resolution}`, async () => {
        await writeFile(join(folder, name), TYPED);
        strictEqual(await compile(['prompts.d.ts', name], resolution), '');
      });
    }

    itAtLength('compiles in CommonJS', async () => {
      await writeFile(
        join(folder, 'typed.cts'),
        TYPED.replace('await registry', '(undefined as never) ?? await registry').replace(
          /^const page[^]*$/m,
          '',
        ),
      );
      strictEqual(await compile(['prompts.d.ts', 'typed.cts'], 'nodenext'), '');
    });

    it('finds every mistake', async () => {
      const lines = MISTAKES.map(([what, line]) => `// @ts-expect-error ${what}\n${line}`);
      await writeFile(join(folder, 'wrong.mts'), `${TYPED}\n${lines.join('\n')}\n`);
      strictEqual(await compile(['prompts.d.ts', 'wrong.mts'], 'nodenext'), '');
    });

    itAtLength('allows every name without a declaration file', async () => {
      await mkdir(join(folder, 'free'), { recursive: true });
      const text = `
import { openRegistry } from 'promptledger';
openRegistry().get('any/name', { tag: 'any' }).render({ any: 1 });
openRegistry().get('any/name').render();
`;
      await writeFile(join(folder, 'free/free.mts'), text);
      await writeFile(join(folder, 'free/prompts.d.ts'), 'export {};\n');
      strictEqual(
        (await compile(['prompts.d.ts', 'free/free.mts'], 'nodenext')).includes('error'),
        true,
      );
      await rm(join(folder, 'prompts.d.ts'));
      await writeFile(join(folder, 'prompts.d.ts'), 'export {};\n');
      strictEqual(await compile(['prompts.d.ts', 'free/free.mts'], 'nodenext'), '');
    });
  });

  itAtLength('is clean under publint and @arethetypeswrong/cli', async () => {
    const bin = (name: string, file: string) => projectPath(`node_modules/${name}/${file}`);
    await run(process.execPath, [bin('publint', 'src/cli.js'), 'run', BUILT, '--strict']);
    await run(process.execPath, [bin('@arethetypeswrong/cli', 'dist/index.js'), archive]);
  });
});
