import { deepEqual, equal } from 'node:assert/strict';
import { keepAnswer, listAnswers, pruneAnswers } from '../../src/registry/storedAnswers';
import { requestOf, runTarget } from '../../src/registry/runTarget';
import { answering, type Answering } from '../support/answering';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const { signal } = new AbortController();
let opened: OpenedRegistry;
let used: Answering;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  used = answering(opened);
  await opened.registry.commit({ prompt: 'a', source: '---\nmodel: loud/m\n---\nHi {{name}}' });
});

afterEach(() => {
  opened.close();
});

async function ask(name: string, sample: string | null = null): Promise<string> {
  const target = await runTarget(opened.ledger, 'a');
  const question = { target, request: requestOf(target, { name }), sample, row: null };
  return (await used.runs.ask(question, { signal })).answer.id;
}

describe('the answers of a registry', () => {
  it('are listed newest first, by prompt and sample, under the name that the prompt has now', async () => {
    const first = await ask('Ada', 'ada');
    const second = await ask('Bob');
    await opened.registry.rename({ prompt: 'a', to: 'b' });
    const { ledger } = opened;
    const found = await listAnswers(ledger, used.store, {});
    deepEqual(
      found.map(item => [item.id, item.prompt]),
      [
        [second, 'b'],
        [first, 'b'],
      ],
    );
    const ofAda = await listAnswers(ledger, used.store, { prompt: 'a', sample: 'ada', limit: 5 });
    deepEqual(
      ofAda.map(item => item.id),
      [first],
    );
  });

  it('are kept by how their id begins', async () => {
    const id = await ask('Ada');
    const kept = await keepAnswer(opened.ledger, used.store, id.slice(0, 8));
    deepEqual([kept.id, kept.kept], [id, true]);
    const refused = await rejectionOf(keepAnswer(opened.ledger, used.store, 'nothing'));
    checkRefusal(refused, 'answer-missing', 'There is no answer "nothing"');
    checkRefusal(await rejectionOf(keepAnswer(opened.ledger, used.store, '')), 'answer-missing');
  });

  it('go by age, or by size, and never where somebody kept them', async () => {
    const [first] = [await ask('Ada'), await ask('Bob'), await ask('Cyd')];
    await keepAnswer(opened.ledger, used.store, first);
    const prune = pruneAnswers.bind(undefined, opened.ledger, used.store);
    deepEqual(await prune({}), { pruned: 0, left: 2 });
    deepEqual(await prune({ megabytes: 0 }), { pruned: 2, left: 0 });
    await ask('Dan');
    deepEqual(await prune({ days: 0 }), { pruned: 1, left: 0 });
    equal((await listAnswers(opened.ledger, used.store, {})).length, 1);
  });
});
