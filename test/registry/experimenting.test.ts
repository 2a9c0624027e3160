import { deepEqual, equal, rejects } from 'node:assert/strict';
import { LedgerError } from '../../src/core/base/errors';
import { runExperiment } from '../../src/registry/experimenting';
import { said } from '../support/answering';
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
  const commit = (word: string) =>
    opened.registry.commit({ prompt: 'a', source: `---\nmodel: loud/m\n---\n${word} {{name}}` });
  await commit('hi');
  await commit('ho');
  await used.write('experiments/e.yaml', 'prompt: a\nchecks: [{ type: contains, value: HO }]\n');
  await opened.documents.writeSample('a', 'ada', '{"name":"Ada"}');
  await opened.documents.writeSample('a', 'bob', '{"name":"Bob"}');
});

afterEach(() => {
  opened.close();
});

const run = (refs?: readonly string[], more: object = {}) =>
  runExperiment(opened.ledger, used.experiments, { name: 'e', refs, signal, ...more });

describe('running an experiment', () => {
  it('asks the newest version unless others are named, and records what came of each', async () => {
    const { columns, asked } = await run();
    deepEqual(
      [asked, columns.map(({ number, passed, rows }) => [number, passed, rows])],
      [2, [[2, 2, 2]]],
    );
    const all = await run(['1', 'HEAD']);
    deepEqual(
      all.columns.map(({ number, passed }) => [number, passed]),
      [
        [1, 0],
        [2, 2],
      ],
    );
    const { state } = await opened.ledger.existing('a');
    deepEqual(state.experiments.map(item => item.passed).sort(), [0, 2]);
    deepEqual((await opened.registry.verify()).problems, []);
  });

  it('tells of each row as it is done, of samples by their names', async () => {
    const told: (string | null)[] = [];
    const progress: number[] = [];
    await run(undefined, {
      onCell: ({ result }: { result: { sample: string | null } }) => told.push(result.sample),
      onProgress: ({ done }: { done: number }) => progress.push(done),
    });
    deepEqual(
      [told.sort(), progress],
      [
        ['ada', 'bob'],
        [1, 2],
      ],
    );
  });

  it('asks as often as it repeats, each time for another answer', async () => {
    let count = 0;
    used = experimenting(opened, () => said(`HO ${(count += 1)}`));
    await used.write(
      'experiments/e.yaml',
      'prompt: a\nrepeat: 3\nchecks: [{ type: contains, value: HO }]\n',
    );
    const { columns } = await run();
    const answers = columns[0]?.results.map(({ answer }) => answer);
    deepEqual([used.asked.length, new Set(answers).size], [6, 6]);
  });

  it('keeps the answers that it says in git, and only those', async () => {
    await used.write(
      'experiments/e.yaml',
      'prompt: a\nkeep: failed\nchecks: [{ type: contains, value: ADA }]\n',
    );
    await run();
    deepEqual(
      (await used.store.all()).filter(({ kept }) => kept).map(({ answer }) => answer.from.sample),
      ['bob'],
    );
  });

  it('goes on after a row that is refused, and ends where nobody can be asked', async () => {
    used = experimenting(opened, ({ messages }) => {
      if (messages[0]?.content === 'ho Ada') throw refused('provider-refused');
      return said('HO');
    });
    const { columns } = await run();
    deepEqual([columns[0]?.passed, columns[0]?.errors], [1, 1]);
    used = experimenting(opened, () => {
      throw refused('key-missing');
    });
    await opened.documents.writeSample('a', 'cyd', '{"name":"Cyd"}');
    checkRefusal(await rejectionOf(run()), 'key-missing');
  });

  it('ends at once when somebody stops it, and records nothing', async () => {
    const stop = new AbortController();
    used = experimenting(opened, () => {
      stop.abort(new Error('Enough.'));
      return said('HO');
    });
    await rejects(run(undefined, { signal: stop.signal, concurrency: 1 }), /Enough/);
    equal((await opened.ledger.existing('a')).state.experiments.length, 0);
  });

  it('asks nobody when it replays, and says what is missing', async () => {
    await run(['2']);
    const { columns, asked } = await run(['1', '2'], { replay: true });
    deepEqual(
      [asked, columns.map(({ missing, record }) => [missing, record])],
      [
        0,
        [
          [2, null],
          [0, null],
        ],
      ],
    );
  });
});

function refused(code: 'provider-refused' | 'key-missing'): LedgerError {
  return new LedgerError(code, {}, 'No.');
}
