import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LedgerError } from '../../src/core/base/errors';
import type { ExperimentRecord } from '../../src/core/ledger/records/records';
import { runExperiment } from '../../src/registry/experimenting';
import { Ledger } from '../../src/registry/ledger';
import { promote as promoteWith } from '../../src/registry/releases';
import { AnswerFiles } from '../../src/store/answerFiles';
import { ExperimentFiles } from '../../src/store/experimentFiles';
import { answering, said } from '../support/answering';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const { signal } = new AbortController();
/** Says yes to every row, to all rows but the first, to none. */
const ALL = '---\nmodel: loud/m\n---\nyes {{word}}';
const MOST = '---\nmodel: loud/m\n---\n{{#most}}yes {{/most}}{{word}}';
const NONE = '---\nmodel: loud/m\n---\n{{word}}';
const WORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const CHECKS = 'checks: [{ type: starts-with, value: yes }]';

const textOf = (content: unknown): string => (typeof content === 'string' ? content : '');

describe('a gate that asks for an experiment', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await gate({ name: 'support' });
    await experiment(CHECKS);
    for (const [at, word] of WORDS.entries()) await sample(word, { word, most: at > 0 });
  });

  afterEach(() => {
    opened.close();
  });

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(opened.root, path)), { recursive: true });
    await writeFile(join(opened.root, path), text);
  }

  const gate = (...experiments: object[]) =>
    write(
      'registry.json',
      JSON.stringify({
        format: 1,
        environments: [{ name: 'staging' }, { name: 'production', experiments }],
      }),
    );
  const experiment = (rest: string) =>
    write('experiments/support.yaml', `prompt: a\nkeep: none\n${rest}\n`);
  const sample = (name: string, values: object) =>
    opened.documents.writeSample('a', name, JSON.stringify(values));

  /** Commits a version, tries it, and puts it on staging. */
  async function stage(source: string, { isRun = true } = {}): Promise<void> {
    const { number } = await opened.registry.commit({ prompt: 'a', source });
    if (isRun) await run(`a@${number}`);
    await opened.registry.tag({ ref: `a@${number}`, tag: 'staging' });
  }

  async function run(...refs: readonly string[]): Promise<void> {
    const { runs, store } = answering(opened, ({ messages }) =>
      said(textOf(messages.at(-1)?.content)),
    );
    const world = { sources: new ExperimentFiles(opened.root), answers: store, runs, services: {} };
    await runExperiment(opened.ledger, world, { name: 'support', refs, signal });
  }

  const input = { prompt: 'a', environment: 'production' };
  const promote = () => opened.registry.promote(input);

  /** The refusal of a promotion, which its preview tells, too. */
  async function refused(): Promise<LedgerError> {
    const refusal = await rejectionOf(promote());
    const { refusal: told, verdict } = await opened.registry.previewPromotion(input);
    strictEqual(told?.message, refusal.message);
    strictEqual(verdict.experiments?.[0]?.result, 'failed');
    return refusal;
  }

  it('lets pass what meets it, and the release says which record it relies on', async () => {
    await stage(ALL);
    const { verdict, at } = await promote();
    const { state } = await opened.ledger.prompt('a');
    const [record] = state.experiments;
    ok(record !== undefined && record.at < at);
    deepStrictEqual(verdict.experiments, [
      {
        ...{ experiment: 'support', against: null, result: 'passed' },
        runs: [{ record: record.id, model: 'loud/m', rows: 10, passed: 10, compared: null }],
      },
    ]);
  });

  it('refuses what was not run, and says how to', async () => {
    await stage(ALL, { isRun: false });
    checkRefusal(
      await refused(),
      'experiment-unmet',
      'not run on v1 of "a" with loud/m',
      'promptledger experiment run support a@1',
    );
  });

  it('refuses where a row fails and nothing is required, and names the row', async () => {
    await stage(MOST);
    const refusal = await refused();
    checkRefusal(refusal, 'experiment-unmet', '9 of 10 rows', 'do not: a.');
    const [unmet] = refusal.data.unmet as { rows: string[] }[];
    deepStrictEqual(unmet?.rows, ['a']);
  });

  it('goes by what is required', async () => {
    await experiment(`${CHECKS}\nrequire: { passRate: 0.9 }`);
    await stage(MOST);
    await promote();
    await stage(NONE);
    checkRefusal(await refused(), 'experiment-unmet', '0 of 10 rows', 'it is unmet', 'a, b, c');
  });

  it('refuses where the experiment changed since, and lets pass what was run again', async () => {
    await stage(ALL);
    await experiment(`${CHECKS}\nrequire: { passRate: 1 }`);
    checkRefusal(await refused(), 'experiment-unmet', 'changed since', 'Run it again');
    await run('a@1');
    await promote();
  });

  it('refuses where a row came in since', async () => {
    await stage(ALL);
    await sample('k', { word: 'k' });
    checkRefusal(await refused(), 'experiment-unmet', 'changed since', 'Run it again');
  });

  it('refuses where the experiment is gone or broken', async () => {
    await stage(ALL);
    await experiment('checks: 3');
    checkRefusal(await refused(), 'experiment-unmet', 'nobody can tell', 'support.yaml:3');
    await rm(join(opened.root, 'experiments/support.yaml'));
    checkRefusal(await refused(), 'experiment-unmet', 'There is no experiment "support"');
  });

  it('lets pass a prompt that the experiment does not try, and finds one by a former name', async () => {
    await stage(ALL, { isRun: false });
    await opened.registry.rename({ prompt: 'a', to: 'renamed' });
    const renamed = { prompt: 'renamed', environment: 'production' };
    checkRefusal(await rejectionOf(opened.registry.promote(renamed)), 'experiment-unmet');
    await opened.registry.commit({ prompt: 'other', source: NONE });
    await opened.registry.tag({ ref: 'other', tag: 'staging' });
    const { verdict } = await opened.registry.promote({ ...input, prompt: 'other' });
    deepStrictEqual(verdict.experiments, [
      { experiment: 'support', against: null, result: 'not-asked', runs: [] },
    ]);
  });

  it('wants every model of the experiment', async () => {
    await stage(ALL);
    await experiment(`${CHECKS}\nmodels: [loud/m, loud/n]`);
    checkRefusal(await refused(), 'experiment-unmet', 'changed since', 'with loud/m');
    await run('a@1');
    const { verdict } = await promote();
    const [said] = verdict.experiments as { runs: { model: string }[] }[];
    deepStrictEqual(
      said?.runs.map(({ model }) => model),
      ['loud/m', 'loud/n'],
    );
  });

  it('tells those who promote several, each for itself', async () => {
    await stage(NONE);
    const [found] = await opened.registry.promotable('production');
    ok(found !== undefined && 'preview' in found);
    strictEqual(found.preview.refusal?.code, 'experiment-unmet');
    const done = await opened.registry.promoteAll({ environment: 'production', prompts: ['a'] });
    strictEqual(done[0]?.error?.code, 'experiment-unmet');
  });

  it('lets nothing pass where nobody can look', async () => {
    await stage(ALL);
    const { findExperiments, ...ports } = opened.ledger.ports;
    ok(findExperiments !== undefined);
    const refusal = await rejectionOf(promoteWith(new Ledger(ports), input));
    checkRefusal(refusal, 'experiment-unmet', 'cannot look at experiments', 'command line');
  });

  it('is asked by a program without an index as well', async () => {
    await stage(NONE);
    checkRefusal(await rejectionOf(opened.files.promote(input)), 'experiment-unmet', 'a, b');
    await stage(ALL);
    strictEqual((await opened.files.promote(input)).number, 2);
  });

  it('never holds up a rollback', async () => {
    await gate();
    await stage(NONE);
    await promote();
    await stage(ALL);
    await gate({ name: 'support', against: 'production' });
    await promote();
    await rm(join(opened.root, 'experiments'), { recursive: true });
    const { number } = await opened.registry.rollback({ ...input, reason: 'worse' });
    strictEqual(number, 1);
  });

  describe('and compares with what is served', () => {
    beforeEach(async () => {
      await gate({ name: 'support', against: 'production' });
      await experiment(`${CHECKS}\nrequire: { meanScore: 0 }`);
      await stage(ALL);
      // Nothing is served yet, so there is nothing to compare with.
      await promote();
    });

    it('refuses what is significantly worse, and names the rows', async () => {
      await stage(NONE);
      checkRefusal(
        await refused(),
        'experiment-unmet',
        'v2 of "a" is significantly worse than v1, which "production" serves',
        'does not pass 10 that the other one does (p = 0.002)',
        'a, b, c, d',
      );
    });

    it('lets pass what is worse by chance, and says what was compared', async () => {
      await stage(MOST);
      const { verdict } = await promote();
      const { state } = await opened.ledger.prompt('a');
      const [said] = verdict.experiments as { runs: { compared: unknown }[] }[];
      const version = [...state.versions.values()][0]?.id;
      deepStrictEqual(said?.runs[0]?.compared, { version, wins: 0, losses: 1, p: 1 });
    });

    it('refuses where what is served was not run as the experiment is today', async () => {
      await experiment(`${CHECKS}\nrequire: { meanScore: 0.01 }`);
      await stage(MOST);
      checkRefusal(
        await refused(),
        'experiment-unmet',
        'cannot be compared with v1',
        'promptledger experiment run support a@2 a@1',
      );
      await run('a@2', 'a@1');
      await promote();
    });

    for (const text of [
      '[',
      '{}',
      '[{"row":1}]',
      '[{"row":"a","repeat":1,"checks":[1],"error":null}]',
    ])
      it(`takes ${text}, which somebody wrote under its own hash, for no rows`, async () => {
        await stage(MOST);
        const { snapshot, version } = await opened.ledger.version('a@2');
        const record = snapshot.state.experiments.find(item => item.version === version.id);
        ok(record !== undefined);
        const { experiment, model, dataset, definition, rows, passed, failed, errors } = record;
        const { kind, score, usage, ms, cost, required } = record;
        const store = new AnswerFiles(opened.root);
        const results = await store.addResults('a', text, { kept: true });
        await opened.ledger.write<ExperimentRecord>(snapshot, {
          ...{ kind, experiment, version: version.id, model, dataset, definition },
          ...{ rows, passed, failed, errors, score, usage, ms, cost, required, results },
        });
        checkRefusal(await refused(), 'experiment-unmet', 'cannot be compared', 'Run it on both');
      });

    it('refuses where the rows are not here, until it is run on both', async () => {
      await stage(MOST);
      await rm(join(opened.root, 'cache/answers'), { recursive: true });
      checkRefusal(await refused(), 'experiment-unmet', 'cannot be compared', 'Run it on both');
      await run('a@2', 'a@1');
      await promote();
    });
  });
});
