import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { loadCases, loadExperiment } from '../../src/registry/experimentPlan';
import { aboutName, experimentWorld, type TriedRegistry } from '../support/experimentWorld';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let opened: OpenedRegistry;
let tried: TriedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  tried = experimentWorld(opened);
  await opened.registry.commit(aboutName('Hi'));
});

afterEach(() => {
  opened.close();
});

const load = (name = 'geo') => loadExperiment(opened.ledger, tried.experiments.sources, name);
const cases = async () => loadCases(opened.ledger, tried.experiments.sources, await load(), 'a');

describe('an experiment as it is asked', () => {
  it('is called by its file, and known by what it means', async () => {
    await tried.write('experiments/geo.yaml', 'prompt: a\nchecks: [{ type: is-json }]\n');
    const first = await load();
    deepEqual([first.name, first.experiment.prompts], ['geo', ['a']]);
    await tried.write(
      'experiments/geo.yaml',
      '# A note.\nchecks: [{ type: is-json }]\nprompt: a\n',
    );
    equal((await load()).definition, first.definition);
    await tried.write('experiments/geo.yaml', 'prompt: a\nchecks: [{ type: is-xml }]\n');
    notEqual((await load()).definition, first.definition);
  });

  it('says where its file is wrong, and which there are', async () => {
    await tried.write('experiments/geo.yaml', 'prompt: a\ncheks: []\n');
    checkRefusal(await rejectionOf(load()), 'invalid-input', 'experiments/geo.yaml:2:1', 'checks');
    checkRefusal(
      await rejectionOf(load('goe')),
      'invalid-input',
      'no experiment "goe"',
      'There are: geo.',
    );
  });

  it('asks the samples of its prompt, with what is expected of each', async () => {
    for (const [sample, value] of [
      ['ada', 'Ada'],
      ['bob', 'Bob'],
    ] as const) {
      const changes = [{ name: 'name', value }];
      await opened.registry.saveSample({ prompt: 'a', sample, changes, copyOf: null });
    }
    const rows = 'rows:\n  - { sample: bob, checks: [{ type: contains, value: BOB }] }\n';
    await tried.write('experiments/geo.yaml', `prompt: a\nchecks: [{ type: is-json }]\n${rows}`);
    const found = await cases();
    deepEqual(
      found.cases.map(({ sample, values, checks }) => [sample, values.name, checks.length]),
      [
        ['ada', 'Ada', 1],
        ['bob', 'Bob', 2],
      ],
    );
  });

  it('asks the rows of its dataset, whose order makes no other one', async () => {
    await tried.write('experiments/geo.yaml', 'prompt: a\ndataset: people.csv\n');
    await tried.write('datasets/people.csv', 'name,expected\nAda,HI\nBob,HO\n');
    const first = await cases();
    deepEqual(
      first.cases.map(({ sample, checkValues }) => [sample, checkValues]),
      [
        [null, { name: 'Ada', expected: 'HI' }],
        [null, { name: 'Bob', expected: 'HO' }],
      ],
    );
    await tried.write('datasets/people.csv', 'name,expected\nBob,HO\nAda,HI\n');
    equal((await cases()).dataset, first.dataset);
    await tried.write('datasets/people.csv', 'name,expected\nBob,HO\nAda,HA\n');
    notEqual((await cases()).dataset, first.dataset);
  });

  it('refuses to ask nothing', async () => {
    await tried.write('experiments/geo.yaml', 'prompt: a\n');
    checkRefusal(await rejectionOf(cases()), 'invalid-input', '"a" has no sample');
    await tried.write('experiments/geo.yaml', 'prompt: a\ndataset: people\n');
    checkRefusal(await rejectionOf(cases()), 'invalid-input', 'no dataset "people"');
    await tried.write('datasets/people.jsonl', '\n');
    checkRefusal(await rejectionOf(cases()), 'invalid-input', '"people" has no row');
  });
});
