import { deepEqual, equal, rejects } from 'node:assert/strict';
import fc from 'fast-check';
import type { FinishedCell } from '../../src/registry/experimentCells';
import {
  runExperiment,
  type ExperimentProgress,
  type RunExperimentInput,
} from '../../src/registry/experimenting';
import { loud, type Script } from '../support/answering';
import { aboutName, experimentWorld, type TriedRegistry } from '../support/experimentWorld';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const NAMES = ['Ada', 'Bob', 'Cyd'];
let opened: OpenedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  await opened.registry.commit(aboutName('Ho'));
  await opened.registry.commit(aboutName('Hi'));
});

afterEach(() => {
  opened.close();
});

async function tried(more = '', script?: Script): Promise<TriedRegistry> {
  const world = experimentWorld(opened, script);
  await world.write('datasets/people.csv', `name\n${NAMES.join('\n')}\n`);
  const check = 'checks: [{ type: starts-with, value: HI }]\n';
  await world.write('experiments/geo.yaml', `prompt: a\ndataset: people\n${check}${more}`);
  return world;
}

const run = (world: TriedRegistry, input: Partial<RunExperimentInput> = {}) =>
  runExperiment(opened.ledger, world.experiments, {
    ...{ name: 'geo', signal: new AbortController().signal },
    ...input,
  });

describe('running an experiment', () => {
  it('asks the newest version where none is named, and holds it to what is required', async () => {
    const world = await tried('require: { passRate: 1 }\n');
    const { asked, replayed, columns } = await run(world);
    deepEqual([asked, replayed, columns.length], [3, 0, 1]);
    const [{ number, required, passed } = {}] = columns;
    deepEqual([number, required, passed], [2, 'met', 3]);
    const [old] = (await run(world, { refs: ['1'] })).columns;
    deepEqual(
      [old?.required, old?.unmet],
      ['unmet', [{ requirement: 'passRate', wanted: 1, found: 0, by: 1 }]],
    );
  });

  it('asks each row as often as it says, and of each model', async () => {
    const world = await tried('repeat: 2\nmodels: [loud/m, loud/n]\n');
    const first = await run(world);
    deepEqual(
      first.columns.map(({ model, rows }) => [model, rows]),
      [
        ['loud/m', 6],
        ['loud/n', 6],
      ],
    );
    equal(world.asked.length, 12);
    deepEqual((await run(world, { models: ['loud/n'] })).replayed, 6);
    equal(world.asked.length, 12);
  });

  it('gives the same, however many are asked at once, and tells of every row', async () => {
    const world = await tried('repeat: 2\n');
    const whole = await run(world, { refs: ['1', '2'] });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async concurrency => {
        const cells: FinishedCell[] = [];
        const steps: ExperimentProgress[] = [];
        const again = await run(world, {
          ...{ refs: ['1', '2'], concurrency },
          onCell: cell => cells.push(cell),
          onProgress: step => steps.push(step),
        });
        deepEqual(again.columns, whole.columns);
        equal(cells.length, 12);
        deepEqual(steps.at(-1), { done: 12, all: 12, asked: 0, failed: 6 });
      }),
      { numRuns: 10 },
    );
  });

  it('asks nobody on replay, and records nothing', async () => {
    const world = await tried();
    const [column] = (await run(world, { replay: true })).columns;
    deepEqual([column?.missing, column?.record, world.asked.length], [3, null, 0]);
    await run(world);
    const [again] = (await run(world, { replay: true })).columns;
    deepEqual([again?.missing, again?.passed, again?.record], [0, 3, null]);
  });

  it('goes on where it was stopped', async () => {
    const stop = new AbortController();
    let left = 2;
    const stopping: Script = (request, options) => {
      if (left === 0) stop.abort(new Error('Enough.'));
      if (stop.signal.aborted) throw stop.signal.reason;
      left -= 1;
      return loud(request, options);
    };
    const first = await tried('', stopping);
    await rejects(run(first, { signal: stop.signal, concurrency: 1 }), /Enough/);
    const { asked, replayed } = await run(await tried());
    deepEqual([asked, replayed], [1, 2]);
  });

  it('refuses versions of prompts that it does not try', async () => {
    const world = await tried();
    const refused = await rejectionOf(run(world, { refs: ['b@1'] }));
    checkRefusal(refused, 'invalid-argument', 'None of the versions', 'which tries a');
  });
});
