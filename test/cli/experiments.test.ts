import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ExperimentComparison, ExperimentInfo } from '../../src/registry/experimentRecords';
import type { ExperimentResult } from '../../src/registry/experimenting';
import { runHere, runJsonHere } from '../support/cliHere';
import { builtCli, cliEnvironment } from '../support/cliProcess';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let server: ModelServer;
let folder: string;
let asked: number;

const PROMPT = (word: string): string =>
  `---\nmodel: openai/gpt-5-mini\n---\n${word} {{city}} is the capital of {{country}}.\n`;
const EXPERIMENT = `prompt: capitals
dataset: capitals
checks:
  - { type: icontains, value: "{{country}}" }
  - { type: starts-with, value: "Yes:" }
require: { passRate: 0.9 }
keep: all
`;
const ROWS = [
  { city: 'Paris', country: 'France' },
  { city: 'Rome', country: 'Italy' },
  { city: 'Lima', country: 'Peru' },
];

describe('experiments on a command line', () => {
  before(async () => {
    server = await startModelServer();
  });
  after(() => server.close());

  beforeEach(async () => {
    folder = await newFolder();
    await done('init');
    await write('experiments/geo.yaml', EXPERIMENT);
    await write('datasets/capitals.jsonl', ROWS.map(row => `${JSON.stringify(row)}\n`).join(''));
    await commit('No:');
    await commit('Yes:');
    asked = server.received.length;
  });

  const env = (): Record<string, string> => ({
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${server.url}/v1`,
  });
  const newlyAsked = (): number => server.received.length - asked;

  async function write(path: string, text: string): Promise<void> {
    const file = join(folder, '.promptledger', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async function done(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runHere(folder, args, { env: env() });
    equal(code, 0, stderr);
    return stdout;
  }

  async function commit(word: string): Promise<void> {
    await write('prompts/capitals.prompt', PROMPT(word));
    await done('commit', 'capitals', '-m', word);
  }

  const run = (...args: readonly string[]) =>
    runJsonHere<ExperimentResult>(folder, ['experiment', 'run', 'geo', ...args], { env: env() });

  it('asks every row of two versions, checks the answers and records what came of each', async () => {
    const { code, value } = await run('1', '2');
    equal(code, 1);
    deepEqual(
      value.columns.map(({ number, rows, passed, failed, required }) => [
        ...[number, rows, passed, failed, required],
      ]),
      [
        [1, 3, 0, 3, 'unmet'],
        [2, 3, 3, 0, 'met'],
      ],
    );
    equal(newlyAsked(), 6);
    const shown = await runJsonHere<ExperimentInfo[]>(folder, ['experiment', 'show', 'geo']);
    deepEqual(
      shown.value.map(item => [item.number, item.model, item.current, item.score]),
      [
        [2, 'openai/gpt-5-mini', true, 1],
        [1, 'openai/gpt-5-mini', true, 0.5],
      ],
    );
    match(await done('experiment', 'list'), /geo +capitals +v2 3 of 3 \(100 %/);
    match(await done('verify'), /records are sound/);
  });

  it('asks nothing twice, and records nothing twice', async () => {
    const first = await run('2');
    const again = await run('2');
    equal(newlyAsked(), 3);
    deepEqual([again.value.asked, again.value.replayed], [0, 3]);
    equal(again.value.columns[0]?.record, first.value.columns[0]?.record);
  });

  it('replays in a clone without a key, where the answers were kept, and names what is missing', async () => {
    await run('2');
    await rm(join(folder, '.promptledger/cache'), { recursive: true });
    const replay = ['experiment', 'run', 'geo', '2', '--replay'];
    const clean = await runHere(folder, replay);
    equal(clean.code, 0, clean.stderr + clean.stdout);
    const missing = await runJsonHere<ExperimentResult>(folder, [...replay, '1']);
    equal(missing.code, 1);
    deepEqual(
      missing.value.columns.map(column => column.missing),
      [0, 3],
    );
    equal((await runHere(folder, [...replay, '1', '--missing', 'ok'])).code, 1);
    equal(newlyAsked(), 3);
  });

  it('says what CI and a pull request read', async () => {
    const args = ['experiment', 'run', 'geo', '1', '2', '--markdown', '--junit', 'out/report.xml'];
    const { stdout } = await runHere(folder, args, { env: env() });
    match(stdout, /\| capitals@v1 \| openai\/gpt-5-mini \| 0 of 3 .* \| unmet \|/);
    match(stdout, /- \*\*v1\*\* .*starts-with/);
    const xml = await readFile(join(folder, 'out/report.xml'), 'utf8');
    match(xml, /<testsuite name="geo capitals@v1 .*" tests="3" failures="3" errors="0">/);
    equal(xml.match(/<testcase /g)?.length, 6);
  });

  it('compares two versions row by row', async () => {
    await run('1', '2');
    const args = ['experiment', 'compare', 'geo', '2', '1'];
    const { code, value } = await runJsonHere<ExperimentComparison>(folder, args);
    deepEqual([code, value.wins, value.losses, value.worse], [0, 3, 0, false]);
    equal(value.p.toFixed(3), '0.250');
    match(await done(...args), /3 better, 0 worse.*not significantly different \(p = 0\.250\)/);
    const other = await runHere(folder, ['experiment', 'compare', 'geo', 'latest', '7']);
    match(other.stderr, /"capitals" has no version|no version/);
  });

  it('tries what is being written, and records nothing of it', async () => {
    await write('prompts/capitals.prompt', PROMPT('Maybe:'));
    const { value } = await run('working');
    deepEqual(
      value.columns.map(({ label, version, record, failed }) => [label, version, record, failed]),
      [['working', null, null, 3]],
    );
  });

  it('goes on after rows that fail: refused ones and values that are missing', async () => {
    await write('datasets/capitals.jsonl', '{"city":"Paris"}\n{"city":"Rome","country":"Italy"}\n');
    const { value } = await run('2', '--concurrency', '1');
    const [column] = value.columns;
    deepEqual([column?.rows, column?.passed, column?.errors], [2, 1, 1]);
    match(column?.results[0]?.error?.message ?? '', /country/);
  });

  it('ends at once where nobody can be asked', async () => {
    const { code, stderr } = await runHere(folder, ['experiment', 'run', 'geo', '2']);
    equal(code, 1);
    match(stderr, /OPENAI_API_KEY/);
  });

  it('says where the file of an experiment is wrong', async () => {
    await write('experiments/geo.yaml', 'prompt: capitals\ncheks: []\n');
    const { code, stderr } = await runHere(folder, ['experiment', 'run', 'geo']);
    equal(code, 1);
    match(stderr, /experiments\/geo\.yaml:2:1: .*checks/);
    match(
      (await runHere(folder, ['experiment', 'run', 'nothing'])).stderr,
      /no experiment "nothing"/,
    );
  });

  it('goes on where it was, after it was killed: every row is asked exactly once', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      city: `c${index}`,
      country: `x${index}`,
    }));
    await write('datasets/capitals.jsonl', rows.map(row => `${JSON.stringify(row)}\n`).join(''));
    server.play(...Array.from({ length: 60 }, () => ({ delayMs: 20 })));
    const words = ['experiment', 'run', 'geo', '2'];
    const options = { cwd: folder, env: cliEnvironment(folder, env()) };
    const child = spawn(process.execPath, [await builtCli(), ...words], options);
    const ended = once(child, 'exit');
    while (newlyAsked() < 15) await setTimeout(5);
    child.kill('SIGKILL');
    await ended;
    const before = newlyAsked();
    const { value } = await run('2');
    equal(value.columns[0]?.passed, 60);
    // What was on its way when the program died was asked, and its answer never came.
    ok(value.asked < 60, 'nothing was kept of the run that was killed');
    equal(newlyAsked() - before, value.asked);
    equal(value.asked + value.replayed, 60);
    const kept = join(folder, '.promptledger/answers/capitals');
    const requests = (await readdir(kept, { withFileTypes: true })).filter(item =>
      item.isDirectory(),
    );
    equal(requests.length, 60);
    for (const request of requests) equal((await readdir(join(kept, request.name))).length, 1);
  });
});
