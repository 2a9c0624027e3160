import { deepEqual, equal, rejects } from 'node:assert/strict';
import { LedgerError } from '../../src/core/base/errors';
import { requestOf, runTarget } from '../../src/registry/runTarget';
import type { Question } from '../../src/registry/running';
import { answering, said } from '../support/answering';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const { signal } = new AbortController();
let opened: OpenedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  await opened.registry.commit({ prompt: 'a', source: '---\nmodel: loud/m\n---\nHi {{name}}' });
});

afterEach(() => {
  opened.close();
});

async function question(reference: string, name: string, model?: string): Promise<Question> {
  const target = await runTarget(opened.ledger, reference);
  return { target, request: requestOf(target, { name }, { model }), sample: 'first', row: null };
}

describe('running a prompt', () => {
  it('asks as the document says, and keeps what was said with what it took', async () => {
    const { runs, store, asked } = answering(opened);
    const asking = await question('a', 'Ada');
    const { answer, replayed, kept } = await runs.ask(asking, { signal });
    deepEqual([replayed, kept, answer.output.text], [false, false, 'HI ADA']);
    deepEqual(asked, [{ model: 'm', messages: [{ role: 'user', content: 'Hi Ada' }] }]);
    const { id, at, ...rest } = answer;
    deepEqual(rest, {
      kind: 'answer',
      prompt: 'a',
      request: runs.idOf(asking.request),
      author: ada,
      from: { version: asking.target.version?.id, sample: 'first', row: null },
      provider: 'loud',
      model: 'm',
      output: { text: 'HI ADA', tool_calls: [] },
      finish: 'stop',
      usage: { input: 10, cached: 0, output: 2, reasoning: 0 },
      ms: 10,
      firstTokenMs: 5,
      cost: { amount: 0.002, currency: 'USD' },
      error: null,
    });
    const [stored] = await store.answersTo('a', answer.request);
    deepEqual(stored?.answer, answer);
    equal(at > '2026', true);
    equal(id.length, 32);
  });

  it('asks a question once, whatever version it comes from, unless somebody wants a repeat', async () => {
    const { runs, asked } = answering(opened);
    await runs.ask(await question('a@1', 'Ada'), { signal });
    // Another version that asks the same.
    await opened.registry.commit({ prompt: 'a', source: '---\nmodel: loud/m\n---\nHi {{ name }}' });
    const again = await runs.ask(await question('a@2', 'Ada'), { signal });
    deepEqual([again.replayed, asked.length], [true, 1]);
    await runs.ask(await question('a@2', 'Ada'), { signal, again: true });
    deepEqual([asked.length, (await runs.answered(await question('a', 'Ada'))).length], [2, 2]);
    await runs.ask(await question('a', 'Bob'), { signal });
    await runs.ask(await question('a', 'Ada', 'loud/other'), { signal });
    equal(asked.length, 4);
  });

  it('keeps an answer in git from the first where that is asked for', async () => {
    const { runs } = answering(opened);
    const { kept } = await runs.ask(await question('a', 'Ada'), { signal, kept: true });
    const [stored] = await runs.answered(await question('a', 'Ada'));
    deepEqual([kept, stored?.kept], [true, true]);
  });

  it('stores what had come when a provider broke off, and asks again the next time', async () => {
    let breaks = true;
    const { runs, store } = answering(opened, (_, { onPiece }) => {
      onPiece({ type: 'text', text: 'Half an' });
      if (breaks) throw new LedgerError('provider-refused', {}, 'The stream broke.');
      return said('Whole');
    });
    const asking = await question('a', 'Ada');
    checkRefusal(await rejectionOf(runs.ask(asking, { signal, kept: true })), 'provider-refused');
    const [broken] = await store.all();
    deepEqual(
      [
        broken?.kept,
        broken?.answer.output.text,
        broken?.answer.finish,
        broken?.answer.error?.message,
      ],
      [false, 'Half an', null, 'The stream broke.'],
    );
    deepEqual(await runs.answered(asking), []);
    breaks = false;
    equal((await runs.ask(asking, { signal })).answer.output.text, 'Whole');
  });

  it('stores nothing of what a person stopped', async () => {
    const stop = new AbortController();
    const { runs, store } = answering(opened, () => {
      stop.abort(new Error('Enough.'));
      throw stop.signal.reason;
    });
    await rejects(runs.ask(await question('a', 'Ada'), { signal: stop.signal }), /Enough/);
    deepEqual(await store.all(), []);
  });

  it('says which document names no model', async () => {
    await opened.registry.commit({ prompt: 'b', source: 'Hi {{name}}' });
    const { runs, asked } = answering(opened);
    const refused = await rejectionOf(runs.ask(await question('b', 'Ada'), { signal }));
    checkRefusal(refused, 'provider-missing', '"b" names no model', 'model: openai/');
    equal(asked.length, 0);
  });
});
