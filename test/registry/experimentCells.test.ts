import { deepEqual, equal, rejects } from 'node:assert/strict';
import { LedgerError } from '../../src/core/base/errors';
import type { Check } from '../../src/core/evaluation/checks/model';
import { SharedAnswers } from '../../src/registry/asking';
import { runCell, type Cell, type CellRun } from '../../src/registry/experimentCells';
import { runTarget } from '../../src/registry/runTarget';
import { answering, loud, type Answering, type Script } from '../support/answering';
import { aboutName } from '../support/experiments';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let opened: OpenedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  await opened.registry.commit(aboutName('Hi'));
});

afterEach(() => {
  opened.close();
});

async function cellOf(checks: readonly Check[], values: object = { name: 'Ada' }): Promise<Cell> {
  const target = await runTarget(opened.ledger, 'a');
  const row = { row: 'f'.repeat(32), sample: null, values: { ...values } };
  const item = { ...row, checks, checkValues: { ...values } };
  return {
    column: { target, model: undefined, cases: [item], dataset: '' },
    case: item,
    repeat: 1,
  };
}

function running(given: Partial<CellRun> = {}, script: Script = loud): CellRun & Answering {
  const world = answering(opened, script);
  const shared = new SharedAnswers(world.runs);
  const { signal } = new AbortController();
  return { ...world, services: {}, shared, parameters: {}, replay: false, signal, ...given };
}

describe('a row of an experiment, for one version and model', () => {
  it('passes where every check does, with what was checked', async () => {
    const cell = await cellOf([
      { type: 'contains', value: 'HI' },
      { type: 'contains', value: '{{name}}' },
    ]);
    const { result, stored, model } = await runCell(cell, running());
    deepEqual(
      [result.outcome, result.score, result.checks.map(({ pass }) => pass)],
      ['failed', 0.5, [true, false]],
    );
    deepEqual([result.answer, result.request], [stored?.answer.id, stored?.answer.request]);
    equal(model, 'loud/m');
    const good = await runCell(await cellOf([{ type: 'icontains', value: '{{name}}' }]), running());
    deepEqual([good.result.outcome, good.result.score, good.result.error], ['passed', 1, null]);
  });

  it('is an error where a check cannot be measured, also the opposite of one', async () => {
    for (const type of ['javascript', 'not-javascript'] as const) {
      const { result } = await runCell(await cellOf([{ type, value: 'true' }]), running());
      deepEqual([result.outcome, result.score], ['error', 0], type);
    }
  });

  it('is missing where nobody is to be asked, and asks nobody', async () => {
    const run = running({ replay: true });
    const { result, measured } = await runCell(await cellOf([]), run);
    deepEqual([result.outcome, result.answer, run.asked.length], ['missing', null, 0]);
    equal(result.request?.length, 32);
    equal(measured, undefined);
  });

  it('says why it has no answer: values that are missing, a refusal', async () => {
    const bare = await runCell(await cellOf([], {}), running());
    deepEqual([bare.result.outcome, bare.result.error?.code], ['error', 'missing-variables']);
    const refusing: Script = () => {
      throw new LedgerError('provider-refused', {}, 'Not today.');
    };
    const { result, measured } = await runCell(await cellOf([]), running({}, refusing));
    deepEqual([result.outcome, result.error?.message], ['error', 'Not today.']);
    equal(measured?.answer.error?.message, 'Not today.');
  });

  it('ends all where nobody can be asked, or a person stops', async () => {
    const keyless: Script = () => {
      throw new LedgerError('key-missing', {}, 'There is no key.');
    };
    const refused = await rejectionOf(runCell(await cellOf([]), running({}, keyless)));
    checkRefusal(refused, 'key-missing');
    const stop = new AbortController();
    const stopping: Script = () => {
      stop.abort(new Error('Enough.'));
      throw stop.signal.reason;
    };
    const run = running({ signal: stop.signal }, stopping);
    await rejects(runCell(await cellOf([]), run), /Enough/);
  });

  it('sets parameters of the experiment over those of the document', async () => {
    const run = running({ parameters: { temperature: 0.1 } });
    await runCell(await cellOf([]), run);
    deepEqual(run.asked[0]?.parameters, { temperature: 0.1 });
  });
});
