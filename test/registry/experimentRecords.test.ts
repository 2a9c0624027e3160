import { deepEqual, equal, match } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  compareExperiment,
  experimentRecords,
  listExperiments,
} from '../../src/registry/experimentRecords';
import { runExperiment } from '../../src/registry/experimenting';
import { aboutName, experimentWorld, type TriedRegistry } from '../support/experimentWorld';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const { signal } = new AbortController();
const EXPERIMENT = 'description: Greets.\nprompt: a\ndataset: people\nchecks:\n';
const CHECK = '  - { type: starts-with, value: HI }\n';
let opened: OpenedRegistry;
let tried: TriedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  tried = experimentWorld(opened);
  await opened.registry.commit(aboutName('Ho'));
  await opened.registry.commit(aboutName('Hi'));
  await tried.write('datasets/people.csv', `name\n${'abcdefgh'.split('').join('\n')}\n`);
  await tried.write('experiments/geo.yaml', EXPERIMENT + CHECK);
});

afterEach(() => {
  opened.close();
});

const run = (...refs: readonly string[]) =>
  runExperiment(opened.ledger, tried.experiments, { name: 'geo', refs, signal });
const records = () => experimentRecords(opened.ledger, tried.experiments.sources, 'geo');
const compare = (left: string, right: string) =>
  compareExperiment(opened.ledger, tried.experiments, { experiment: 'geo', left, right });

describe('what came of experiments', () => {
  it('is read newest first, with whether the experiment means the same today', async () => {
    await run('1');
    await run('2');
    deepEqual(
      (await records()).map(({ prompt, number, passed, current }) => [
        ...[prompt, number, passed, current],
      ]),
      [
        ['a', 2, 8, true],
        ['a', 1, 0, true],
      ],
    );
    await tried.write('experiments/geo.yaml', `${EXPERIMENT}${CHECK}  - { type: is-json }\n`);
    deepEqual(
      (await records()).map(({ current }) => current),
      [false, false],
    );
  });

  it('is listed with the files that cannot be read', async () => {
    await tried.write('experiments/broken.yaml', 'prompt: [');
    await run('1');
    const [broken, geo] = await listExperiments(opened.ledger, tried.experiments.sources);
    match(broken?.problem ?? '', /experiments\/broken\.yaml:1/);
    deepEqual([broken?.last, geo?.problem], [null, null]);
    deepEqual([geo?.description, geo?.prompts, geo?.last?.number], ['Greets.', ['a'], 1]);
  });

  it('is compared row by row, with what the difference is worth', async () => {
    await run('1', '2');
    const { wins, losses, ties, p, worse } = await compare('2', '1');
    deepEqual([wins, losses, ties, worse], [8, 0, 0, false]);
    // Eight of eight by chance: two in 256.
    equal(p.toFixed(9), (2 / 256).toFixed(9));
    const back = await compare('1', 'a@2');
    deepEqual([back.wins, back.losses, back.worse], [0, 8, true]);
  });

  it('is missing where a version was not tried, or its rows are not here', async () => {
    await run('1');
    checkRefusal(await rejectionOf(compare('2', '1')), 'answer-missing', 'not run on');
    await run('2');
    await rm(join(opened.root, 'cache'), { recursive: true });
    checkRefusal(await rejectionOf(compare('2', '1')), 'answer-missing', 'Run it again');
  });
});
