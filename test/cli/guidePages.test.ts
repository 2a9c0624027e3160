import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { runHere } from '../support/cliHere';
import type { Ended } from '../support/cliProcess';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const pageOf = (name: string): string => readFileSync(projectPath(`media/docs/${name}`), 'utf8');

/** The blocks of a page in a language. */
function blocksOf(page: string, language: string): readonly string[] {
  const blocks = [...page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)];
  return blocks.filter(([, of]) => of === language).map(([, , text = '']) => text);
}

/** The words of each line of `promptledger`, as a shell would split them. */
function linesOf(page: string): readonly (readonly string[])[] {
  return blocksOf(page, 'sh')
    .flatMap(block => block.split('\n'))
    .filter(line => line.startsWith('promptledger '))
    .map(line => wordsOf(line.slice('promptledger '.length)));
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s"]+|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));
}

let server: ModelServer;
let folder: string;

before(async () => {
  server = await startModelServer();
});
after(() => server.close());

beforeEach(async () => {
  folder = await newFolder();
  await done('init');
});

function run(args: readonly string[]): Promise<Ended> {
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` };
  return runHere(folder, args, { env });
}

async function done(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args);
  equal(code, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Takes the newest version of a prompt through all environments. */
async function release(prompt: string): Promise<void> {
  await done('tag', prompt, 'development');
  for (const environment of ['staging', 'production'])
    await done('promote', prompt, environment, '-m', 'Tried');
}

async function write(path: string, text: string): Promise<void> {
  const file = join(folder, '.promptledger', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

describe('the page on trying a prompt', () => {
  it('has lines that work as they stand, in their order', async () => {
    const lines = linesOf(pageOf('run.md'));
    equal(lines.length, 7);
    const head = '---\ntype: chat\nmodel: openai/gpt-5-mini\n---\n';
    const text = `${head}user:\n{{query}} asks {{customer_name}}.\n`;
    await write('prompts/support/greeting.prompt', text);
    await write(
      'samples/support/greeting/first-contact.json',
      '{"customer_name":"Ada","query":"Hm"}',
    );
    await done('commit', 'support/greeting', '-m', 'First');
    await release('support/greeting');
    for (const line of lines) await done(...line);
    // The sample, the tent, and the sample again; an echo and a line for a shell ask nobody.
    equal(server.received.length, 3);
  });
});

describe('the page on experiments', () => {
  const page = pageOf('experiments.md');
  const [experiment = '', workflow = ''] = blocksOf(page, 'yaml');
  const [dataset = ''] = blocksOf(page, 'json');

  beforeEach(async () => {
    await write('datasets/capitals.jsonl', dataset);
    await write('experiments/capitals.yaml', experiment);
    for (const word of ['', 'Yes, ']) {
      await write('prompts/geography/capitals.prompt', `${word}{{city}} is in {{country}}.\n`);
      await done('commit', 'geography/capitals', '-m', 'Said');
    }
    await release('geography/capitals');
  });

  it('has lines that work as they stand, in their order', async () => {
    const lines = linesOf(page);
    const failed: string[] = [];
    for (const line of lines) {
      const { code, stderr } = await run(line);
      equal(stderr.includes('error:'), false, stderr);
      if (code !== 0) failed.push(line.join(' '));
    }
    equal(lines.length, 9);
    // Version 1 says no Yes, which is what the page shows.
    deepEqual(failed, ['experiment run capitals 1 2']);
  });

  it('says of the comparison what the command says', async () => {
    await run(['experiment', 'run', 'capitals', '1', '2']);
    const said = await done('experiment', 'compare', 'capitals', '2', '1');
    equal(page.includes(`    ${said}`), true, said);
  });

  it('replays in its workflow without a key, and without what git ignores', async () => {
    const { permissions, jobs } = parse(workflow) as {
      readonly permissions: object;
      readonly jobs: {
        readonly experiments: {
          readonly permissions: object;
          readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
        };
      };
    };
    deepEqual([permissions, jobs.experiments.permissions], [{}, { contents: 'read' }]);
    const { steps } = jobs.experiments;
    // The same actions, at the same commits, as in the workflow that is tried as a whole.
    const other = pageOf('prompt-changes.yml');
    for (const { uses } of steps) if (uses !== undefined) equal(other.includes(uses), true, uses);
    const [line = ''] = (steps.at(-1)?.run ?? '').split(' >> ');
    const args = wordsOf(line).slice(1);
    equal((await runHere(folder, args)).code, 1);
    await run(['experiment', 'run', 'capitals', 'latest']);
    await rm(join(folder, '.promptledger/cache'), { recursive: true, force: true });
    const replayed = await runHere(folder, args);
    equal(replayed.code, 0, replayed.stderr);
    match(replayed.stdout, /\| geography\/capitals@v2 \| echo\/echo \| 3 of 3 /);
    match(await readFile(join(folder, 'experiments.xml'), 'utf8'), /failures="0"/);
  });
});
