import { deepEqual, equal } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  compareExperiment,
  experimentRecords,
  listExperiments,
} from '../../src/registry/experimentRecords';
import { runExperiment } from '../../src/registry/experimenting';
import { experimenting, type Experimenting } from '../support/experiments';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const { signal } = new AbortController();
let opened: OpenedRegistry;
let used: Experimenting;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  used = experimenting(opened);
  for (const word of ['hi', 'ho'])
    await opened.registry.commit({
      prompt: 'a',
      source: `---\nmodel: loud/m\n---\n${word} {{name}}`,
    });
  await used.write(
    'experiments/e.yaml',
    'prompt: a\nkeep: all\nchecks: [{ type: contains, value: HO }]\n',
  );
  for (const name of ['ada', 'bob', 'cyd'])
    await opened.documents.writeSample('a', name, JSON.stringify({ name }));
});

afterEach(() => {
  opened.close();
});

const run = (...refs: readonly string[]) =>
  runExperiment(opened.ledger, used.experiments, { name: 'e', refs, signal });
const compare = (left: string, right: string) =>
  compareExperiment(opened.ledger, used.experiments, { experiment: 'e', left, right });
const { sources } = { sources: () => used.experiments.sources };

describe('what experiments came to', () => {
  it('is listed with the last run, and a file that is wrong with its problem', async () => {
    await used.write('experiments/bad.yaml', 'x: 1\n');
    await run('1');
    await run('2');
    const items = await listExperiments(opened.ledger, sources());
    deepEqual(
      items.map(({ experiment, last }) => [experiment, last?.number ?? null, last?.passed ?? null]),
      [
        ['bad', null, null],
        ['e', 2, 3],
      ],
    );
    equal(items[0]?.problem?.includes('bad.yaml:1'), true);
  });

  it('says whether the experiment means the same today', async () => {
    await run('2');
    const current = async () =>
      (await experimentRecords(opened.ledger, sources(), 'e')).map(item => item.current);
    deepEqual(await current(), [true]);
    await used.write('experiments/e.yaml', 'prompt: a\nchecks: [{ type: contains, value: HI }]\n');
    deepEqual(await current(), [false]);
  });

  it('is compared row by row', async () => {
    await run('1', '2');
    const { wins, losses, ties, worse } = await compare('2', '1');
    deepEqual([wins, losses, ties, worse], [3, 0, 0, false]);
    deepEqual((await compare('a@1', 'a@2')).losses, 3);
  });

  it('cannot be compared with what was not run, or whose rows are not here', async () => {
    await run('2');
    checkRefusal(await rejectionOf(compare('2', '1')), 'answer-missing', 'not run on v1');
    await run('1');
    await rm(join(opened.root, 'answers'), { recursive: true });
    checkRefusal(await rejectionOf(compare('2', '1')), 'answer-missing', 'not kept in git');
  });
});
