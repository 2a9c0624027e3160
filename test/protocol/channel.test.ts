import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  answer,
  channel,
  isNothing,
  method,
  readNews,
  readReply,
  readRequest,
  type Failure,
} from '../../src/protocol/channel';
import { isCount, isText } from '../../src/protocol/guards';
import { sent } from '../support/channels';

const doors = channel({
  methods: { open: method(isText, isCount), close: method(isNothing, isNothing) },
  news: { opened: isText },
});

describe('what a page and the extension send each other', () => {
  it('is read as it was sent', () => {
    const open = { type: 'request', id: 3, method: 'open', params: 'x' };
    deepStrictEqual(readRequest(doors, sent(open)), open);
    const close = { type: 'request', id: 0, method: 'close', params: null };
    deepStrictEqual(readRequest(doors, sent(close)), close);
    const news = { type: 'news', name: 'opened', value: 'x' };
    deepStrictEqual(readNews(doors, sent(news)), news);
    for (const reply of [
      { type: 'reply', id: 1, ok: true, value: null },
      { type: 'reply', id: 1, ok: false, failure: { code: 'io', message: 'No.' } },
    ]) {
      deepStrictEqual(readReply(sent(reply)), reply);
    }
  });

  const strangers: unknown[] = [
    undefined,
    'ready',
    [],
    { type: 'request', id: -1, method: 'open', params: 'x' },
    { type: 'request', id: 1.5, method: 'open', params: 'x' },
    { type: 'request', id: 1, method: 'shut', params: 'x' },
    { type: 'request', id: 1, method: 'constructor', params: 'x' },
    { type: 'request', id: 1, method: '__proto__', params: null },
    { type: 'request', id: 1, method: 'open', params: 1 },
    { type: 'request', id: 1, method: 'open' },
    { type: 'reply', id: 1, ok: true },
    { type: 'reply', id: 1, ok: 'yes', value: '' },
    { type: 'reply', id: 1, ok: false, failure: { code: 'io' } },
    { type: 'news', name: 'closed', value: 'x' },
    { type: 'news', name: 'toString', value: 'x' },
    { type: 'news', name: 'opened', value: 1 },
    { type: 'news', name: 'opened' },
  ];
  for (const stranger of strangers) {
    it(`is not ${JSON.stringify(stranger)}`, () => {
      strictEqual(readRequest(doors, stranger), undefined);
      strictEqual(readNews(doors, stranger), undefined);
      strictEqual(readReply(stranger), undefined);
    });
  }
});

describe('a request', () => {
  const handlers = {
    open: (door: string) => Promise.resolve(door.length),
    close: () => {
      throw new Error('It is stuck.');
    },
  };
  const describeError = (error: unknown): Failure => ({ code: 'io', message: String(error) });
  const ask = (name: string, params: unknown) =>
    answer<typeof doors>(handlers, { type: 'request', id: 7, method: name, params }, describeError);

  it('is answered with what its handler makes of it', async () => {
    deepStrictEqual(await ask('open', 'back'), { type: 'reply', id: 7, ok: true, value: 4 });
  });

  it('is refused in the words that are found for what its handler throws', async () => {
    const failure = { code: 'io', message: 'Error: It is stuck.' };
    deepStrictEqual(await ask('close', null), { type: 'reply', id: 7, ok: false, failure });
  });
});
