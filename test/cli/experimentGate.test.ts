import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RegistryConfig } from '../../src/core/ledger/environments/registryConfig';
import { runHere, runJsonHere } from '../support/cliHere';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let folder: string;

const PROMPT = (word: string): string => `---\nmodel: echo/echo\n---\n${word} {{city}}.\n`;
const CITIES = ['Bern', 'Rome', 'Lima', 'Oslo', 'Cairo', 'Quito', 'Paris', 'Tokyo'];
const EXPERIMENT = 'prompt: cities\ndataset: cities\nchecks: [{ type: contains, value: in }]\n';

describe('a gate that asks for an experiment, on a command line', () => {
  beforeEach(async () => {
    folder = await newFolder();
    await done('init');
    await write('experiments/geo.yaml', EXPERIMENT);
    const rows = CITIES.map(city => `${JSON.stringify({ city })}\n`);
    await write('datasets/cities.jsonl', rows.join(''));
    await stage('I live in');
  });

  async function write(path: string, text: string): Promise<void> {
    const file = join(folder, '.promptledger', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async function done(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runHere(folder, args);
    equal(code, 0, stderr);
    return stdout;
  }

  async function refused(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runHere(folder, args);
    equal(code, 1, stdout);
    return stdout + stderr;
  }

  async function stage(words: string): Promise<void> {
    await write('prompts/cities.prompt', PROMPT(words));
    await done('commit', 'cities', '-m', words, '--tag', 'staging');
  }

  it('is set, shown and taken away', async () => {
    const set = ['environments', 'set', 'production'];
    const asked = ['--experiment', 'geo:production', '--experiment', 'tone'];
    match(await done(...set, ...asked), /experiment: geo:production, experiment: tone/);
    const experimentsNow = async (): Promise<unknown> => {
      const { value } = await runJsonHere<RegistryConfig>(folder, ['environments']);
      return value.environments.at(-1)?.experiments;
    };
    deepEqual(await experimentsNow(), [{ name: 'geo', against: 'production' }, { name: 'tone' }]);
    await done(...set, '--approvals', '0');
    deepEqual(await experimentsNow(), [{ name: 'geo', against: 'production' }, { name: 'tone' }]);
    await done(...set, '--no-experiment');
    deepEqual(await experimentsNow(), []);
    const moon = await runHere(folder, [...set, '--experiment', 'geo:moon']);
    deepEqual([moon.code, moon.stderr.includes('"moon" is none')], [2, true]);
    const nowhere = await runHere(folder, [...set, '--experiment', 'geo:']);
    deepEqual([nowhere.code, nowhere.stderr.includes('Write "support", or')], [2, true]);
  });

  it('refuses what was not run, unmet or worse, before it is promoted and then', async () => {
    await done('environments', 'set', 'production', '--experiment', 'geo:production');
    const promote = ['promote', 'cities', 'production'];
    const dry = [...promote, '--dry-run'];
    match(await refused(...dry), /Refused: .*Run it: promptledger experiment run geo cities@1/);
    match(await refused(...promote), /not run on v1/);
    await done('experiment', 'run', 'geo', 'cities@1');
    await done(...promote);

    await stage('Home:');
    await refused('experiment', 'run', 'geo', 'cities@2');
    match(await refused(...dry), /0 of 8 rows .* every row has to pass/);
    await write('experiments/geo.yaml', `${EXPERIMENT}require: { meanScore: 0 }\n`);
    match(await refused(...promote), /changed since/);
    await done('experiment', 'run', 'geo', 'cities@2');
    match(await refused(...promote), /Run it on both: .* geo cities@2 cities@1/);
    await done('experiment', 'run', 'geo', 'cities@2', 'cities@1');
    match(await refused(...dry), /experiment geo is not met.*0 better and 8 worse/);
    match(await refused(...promote), /significantly worse than v1.*p = 0\.008/);

    await stage('At home in');
    await done('experiment', 'run', 'geo', 'cities@3');
    match(await done(...dry), /experiment geo is met: 8 of 8 rows pass/);
    await done(...promote);
    match(await done('verify'), /records are sound/);
  });
});
