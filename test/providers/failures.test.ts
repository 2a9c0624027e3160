import { deepEqual, equal, ok, strictEqual } from 'node:assert/strict';
import { inspect } from 'node:util';
import { ask, KEY, providerAt, question, SPEECHES, textOf } from '../support/askedModel';
import { startModelServer, type ModelServer, type Scene } from '../support/modelServer';
import { checkRefusal, rejectionOf } from '../support/refusal';
import type { Speech } from '../support/modelWords';

interface Case {
  readonly title: string;
  readonly scene: Scene;
  readonly reason: string;
  readonly status?: number | null;
  readonly says: string;
  /** Where the protocol has it. */
  readonly only?: readonly Speech[];
}

const LIMIT = { status: 429, code: 'rate_limit_error', message: 'Slow down.' };
const LONG = 'This model’s maximum context length is 10 tokens, and you asked for 20.';

const CASES: readonly Case[] = [
  {
    title: 'a key that is not accepted',
    scene: { error: { status: 401, code: 'invalid_api_key', message: `Incorrect key: ${KEY}.` } },
    reason: 'key-refused',
    status: 401,
    says: 'does not accept the key (401): Incorrect key: …. Check the key',
  },
  {
    title: 'a model that nobody has',
    scene: { error: { status: 404, code: 'model_not_found', message: 'No such model.' } },
    reason: 'model-unknown',
    status: 404,
    says: 'No such model. Check the name of the model',
  },
  {
    title: 'a context that is too long',
    scene: { error: { status: 400, code: 'context_length_exceeded', message: LONG } },
    reason: 'context-too-long',
    status: 400,
    says: 'Shorten the messages',
  },
  {
    title: 'a request that a filter holds back',
    scene: { error: { status: 400, code: 'content_filter', message: 'Held back.' } },
    reason: 'content-filter',
    status: 400,
    says: 'Held back. Change what is asked',
  },
  {
    title: 'an answer of which a filter left nothing',
    scene: { finish: 'content_filter' },
    reason: 'content-filter',
    status: null,
    says: 'filtered',
    only: ['chat', 'responses', 'google'],
  },
  {
    title: 'a model that refuses',
    scene: { refusal: 'I cannot help with that.' },
    reason: 'refusal',
    status: null,
    says: 'I cannot help with that. Change what is asked',
    only: ['chat', 'responses', 'anthropic'],
  },
  {
    title: 'a request that is filtered without a status',
    scene: { refusal: 'Blocked.' },
    reason: 'content-filter',
    status: null,
    says: 'Blocked.',
    only: ['google'],
  },
  {
    title: 'an account with nothing left',
    scene: { error: { status: 429, code: 'insufficient_quota', message: 'Out of credit.' } },
    reason: 'quota',
    status: 429,
    says: 'billing',
    only: ['chat', 'responses'],
  },
  {
    title: 'another parameter than it takes',
    scene: { error: { status: 400, code: 'invalid_request_error', message: 'Unknown "foo".' } },
    reason: 'request-refused',
    status: 400,
    says: 'Unknown "foo". Correct what the message names',
  },
  {
    title: 'a page for a browser',
    scene: { raw: '<html>Hello</html>', headers: { 'content-type': 'text/html' } },
    reason: 'unreadable',
    status: 200,
    says: 'Check the address',
  },
  {
    title: 'an address that leads elsewhere',
    scene: {
      error: { status: 307, code: 'moved', message: 'Over there.' },
      headers: { location: 'http://127.0.0.1:1/' },
    },
    reason: 'request-refused',
    status: 307,
    says: 'Over there.',
  },
  {
    title: 'a stream that ends in the middle',
    scene: { pieces: ['One ', 'two '], after: { pieces: 1, comes: 'end' } },
    reason: 'broken-stream',
    status: null,
    says: 'broke off',
  },
  {
    title: 'a connection that breaks in the middle',
    scene: { pieces: ['One ', 'two '], after: { pieces: 1, comes: 'reset' } },
    reason: 'broken-stream',
    status: null,
    says: 'broke off',
  },
  {
    title: 'JSON that is none',
    scene: { pieces: ['One ', 'two '], after: { pieces: 1, comes: 'nonsense' } },
    reason: 'unreadable',
    status: null,
    says: 'cannot be read',
  },
  {
    title: 'an error in the middle',
    scene: {
      pieces: ['One ', 'two '],
      after: { pieces: 1, comes: { status: 529, code: 'overloaded_error', message: 'Too much.' } },
    },
    reason: 'server-error',
    says: 'Too much.',
  },
];

for (const speech of SPEECHES) {
  describe(`what goes wrong with ${speech}`, () => {
    let server: ModelServer;

    beforeEach(async () => {
      server = await startModelServer();
    });

    afterEach(async () => {
      await server.close();
    });

    for (const { title, scene, reason, status, says, only } of CASES) {
      if (only?.includes(speech) === false) continue;
      it(title, async () => {
        server.play(scene);
        const { said, pieces } = ask(providerAt(server, speech), question(speech));
        const error = await rejectionOf(said);
        checkRefusal(error, 'provider-refused', says);
        equal(error.data.reason, reason, error.message);
        if (status !== undefined) equal(error.data.status, status);
        if (scene.after !== undefined) equal(textOf(pieces), 'One ');
        equal(server.received.length, 1);
        ok(!inspect(error, { depth: 9, showHidden: true }).includes(KEY));
        ok(!JSON.stringify(error).includes(KEY));
      });
    }

    it('has said something when a filter cuts it off', async function () {
      if (speech === 'anthropic') this.skip();
      server.play({ pieces: ['Tents '], finish: 'content_filter' });
      const { output, finish } = await ask(providerAt(server, speech), question(speech)).said;
      deepEqual([output.text, finish], ['Tents ', 'content_filter']);
    });

    it('is asked again after as long as it says, and after its failures', async () => {
      server.play(
        { error: LIMIT, headers: { 'retry-after-ms': '80' } },
        { error: { status: 500, code: 'server_error', message: 'Oh.' } },
        { error: { status: 529, code: 'overloaded_error', message: 'Oh.' } },
      );
      const { output } = await ask(providerAt(server, speech), question(speech)).said;
      equal(output.text, 'Tell me of tents.');
      equal(server.received.length, 4);
      const [first, second] = server.received;
      ok(second!.at - first!.at >= 75, String(second!.at - first!.at));
    });

    it('is asked so often, and no more', async () => {
      server.play(...Array.from({ length: 9 }, () => ({ error: LIMIT })));
      const provider = providerAt(server, speech, { retries: 2, firstDelayMs: 1 });
      const error = await rejectionOf(ask(provider, question(speech)).said);
      checkRefusal(error, 'provider-refused', '(429): Slow down. Wait a while');
      deepEqual([error.data.reason, error.data.attempts], ['rate-limit', 3]);
      equal(server.received.length, 3);
    });

    it('is not waited for longer than somebody has patience', async () => {
      server.play({ error: LIMIT, headers: { 'retry-after': '3600' } });
      const error = await rejectionOf(ask(providerAt(server, speech), question(speech)).said);
      deepEqual([error.data.reason, error.data.retryAfterMs], ['rate-limit', 3_600_000]);
      equal(server.received.length, 1);
    });

    it('is stopped at once while it speaks, and the connection is closed', async () => {
      server.play({ pieces: Array.from({ length: 500 }, () => 'word '), delayMs: 20 });
      const asked = ask(providerAt(server, speech), question(speech));
      await asked.heard(2);
      const reason = new Error('Enough.');
      asked.stop.abort(reason);
      const count = asked.pieces.length;
      strictEqual(await asked.said.catch((error: unknown) => error), reason);
      await until(() => server.received[0]!.wasCut);
      equal(asked.pieces.length, count);
    });

    it('is stopped at once while it is waited for', async () => {
      server.play({ error: LIMIT, headers: { 'retry-after': '30' } });
      const asked = ask(providerAt(server, speech), question(speech));
      await until(() => server.received.length === 1);
      asked.stop.abort('enough');
      equal(await asked.said.catch((error: unknown) => error), 'enough');
      equal(server.received.length, 1);
    });

    it('is not asked at all by somebody who stopped before', async () => {
      const provider = providerAt(server, speech);
      const signal = AbortSignal.abort('no');
      const said = provider.ask(question(speech), { signal, onPiece: () => undefined });
      equal(await said.catch((error: unknown) => error), 'no');
      equal(server.received.length, 0);
    });

    it('is left when it falls silent, not while it is slow', async () => {
      const provider = providerAt(server, speech, { silenceMs: 300 });
      server.play({ pieces: Array.from({ length: 8 }, () => 'slow '), delayMs: 60 });
      equal((await ask(provider, question(speech)).said).output.text, 'slow '.repeat(8));
      server.play({ pieces: ['One '], after: { pieces: 1, comes: 'silence' } });
      const error = await rejectionOf(ask(provider, question(speech)).said);
      checkRefusal(error, 'provider-refused', 'nothing came for 0.3 s');
      equal(error.data.reason, 'silence');
      await until(() => server.received[1]!.wasCut);
    });

    it('cannot be reached where nobody listens', async () => {
      const gone = await startModelServer();
      await gone.close();
      const provider = providerAt(gone, speech, { retries: 1 });
      const error = await rejectionOf(ask(provider, question(speech)).said);
      checkRefusal(error, 'provider-refused', 'cannot be reached: http://127.0.0.1:');
      deepEqual(
        [error.data.reason, error.data.attempts, error.data.status],
        ['unreachable', 2, null],
      );
    });

    it('fails alike when its models are asked for', async () => {
      server.play({ error: { status: 403, code: 'permission_error', message: 'Not you.' } });
      const { signal } = new AbortController();
      const error = await rejectionOf(providerAt(server, speech).models(signal));
      deepEqual([error.code, error.data.reason], ['provider-refused', 'key-refused']);
    });
  });
}

/** Waits for something that the server sees a moment later. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5));
}
