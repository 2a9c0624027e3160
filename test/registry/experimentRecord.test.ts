import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { runExperiment } from '../../src/registry/experimenting';
import { aboutName, experimenting, type Experimenting } from '../support/experiments';
import { filesBelow, newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const { signal } = new AbortController();
let opened: OpenedRegistry;
let tried: Experimenting;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  tried = experimenting(opened);
  await opened.registry.commit(aboutName('Hi'));
  await tried.write('datasets/people.csv', 'name\nAda\nBob\n');
});

afterEach(() => {
  opened.close();
});

async function recorded(keep: string, value = 'ADA'): Promise<string | null | undefined> {
  const text = `prompt: a\ndataset: people\nkeep: ${keep}\nchecks: [{ type: contains, value: ${value} }]\n`;
  await tried.write('experiments/geo.yaml', text);
  const { columns } = await runExperiment(opened.ledger, tried.experiments, {
    name: 'geo',
    signal,
  });
  return columns[0]?.record;
}

const kept = async (): Promise<readonly string[]> =>
  Object.keys(await filesBelow(opened.root)).filter(name => name.startsWith('answers/'));

describe('the record of a run', () => {
  it('is written once for the same answers, files and meaning', async () => {
    const first = await recorded('none');
    equal(typeof first, 'string');
    equal(await recorded('none'), first);
    notEqual(await recorded('none', 'BOB'), first);
    const { state } = await opened.ledger.existing('a');
    deepEqual(
      state.experiments.map(({ rows, passed, failed, model, required }) => [
        ...[rows, passed, failed, model, required],
      ]),
      [
        [2, 1, 1, 'loud/m', 'none'],
        [2, 1, 1, 'loud/m', 'none'],
      ],
    );
  });

  it('keeps in git the answers that the experiment wants kept', async () => {
    await recorded('none');
    deepEqual(await kept(), []);
    await recorded('failed');
    const failed = (await tried.store.all()).filter(({ kept }) => kept);
    deepEqual(
      failed.map(({ answer }) => answer.output.text),
      ['HI BOB'],
    );
    await recorded('all');
    equal((await tried.store.all()).filter(({ kept }) => kept).length, 2);
    // Two answers, and what came of their rows: once, for both runs that kept say the same of them.
    equal((await kept()).length, 3);
  });

  it('decides nothing about what is served', async () => {
    const served = async () => {
      const { state } = await opened.ledger.existing('a');
      return [state.heads, state.tags, state.releases, state.versions];
    };
    const before = await served();
    await recorded('all');
    deepEqual(await served(), before);
  });
});
