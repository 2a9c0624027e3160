import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { loadCases, loadExperiment } from '../../src/registry/experimentPlan';
import { experimenting, type Experimenting } from '../support/experiments';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let opened: OpenedRegistry;
let used: Experimenting;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  used = experimenting(opened);
});

afterEach(() => {
  opened.close();
});

const load = (name: string) => loadExperiment(opened.ledger, used.experiments.sources, name);

async function cases(name: string) {
  return loadCases(opened.ledger, used.experiments.sources, await load(name), 'a');
}

describe('what an experiment asks', () => {
  it('is told by its file, with the place of what is wrong', async () => {
    await used.write('experiments/support.yaml', 'prompt: a\nchecks: 3\n');
    checkRefusal(
      await rejectionOf(load('support')),
      'invalid-input',
      'experiments/support.yaml:2:',
    );
    checkRefusal(
      await rejectionOf(load('suport')),
      'invalid-input',
      'no experiment "suport"',
      'support',
    );
  });

  it('is the samples of the prompt, or the rows of its dataset', async () => {
    await used.write('experiments/s.yaml', 'prompt: a\n');
    checkRefusal(await rejectionOf(cases('s')), 'invalid-input', '"a" has no sample');
    await opened.documents.writeSample('a', 'ada', '{"name":"Ada"}');
    deepEqual(
      (await cases('s')).cases.map(({ sample, values }) => [sample, values]),
      [['ada', { name: 'Ada' }]],
    );
    await used.write('experiments/d.yaml', 'prompt: a\ndataset: rows\n');
    checkRefusal(await rejectionOf(cases('d')), 'invalid-input', 'no dataset "rows"', 'none yet');
    await used.write('datasets/rows.csv', 'name\nAda\nBob\n');
    deepEqual(
      (await cases('d')).cases.map(({ values }) => values),
      [{ name: 'Ada' }, { name: 'Bob' }],
    );
    await used.write('datasets/rows.csv', 'name\n');
    checkRefusal(await rejectionOf(cases('d')), 'invalid-input', 'has no row');
  });

  it('is the same dataset in another order, and another one with another row', async () => {
    await used.write('experiments/d.yaml', 'prompt: a\ndataset: rows\n');
    const hashOf = async (text: string): Promise<string> => {
      await used.write('datasets/rows.jsonl', text);
      return (await cases('d')).dataset;
    };
    const first = await hashOf('{"n":1}\n{"n":2}\n');
    equal(await hashOf('{"n":2}\n{"n":1}\n'), first);
    notEqual(await hashOf('{"n":2}\n'), first);
  });
});
