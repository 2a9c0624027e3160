import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { isText, oneOf, shape } from '../../src/protocol/guards';
import { readPageReply, readPageToHost } from '../../src/protocol/page';

const isAction = shape<{ kind: 'open'; id: string }>({ kind: oneOf('open'), id: isText });

describe('what a page and its host send each other', () => {
  it('is read as it was sent', () => {
    const request = { type: 'request', id: 3, action: { kind: 'open', id: 'x' } };
    deepStrictEqual(readPageToHost(request, isAction), request);
    deepStrictEqual(readPageToHost({ type: 'ready' }, isAction), { type: 'ready' });
    for (const reply of [
      { type: 'reply', id: 1, ok: true, note: '' },
      { type: 'reply', id: 1, ok: false, message: 'No.' },
    ]) {
      deepStrictEqual(readPageReply(reply), reply);
    }
  });

  const strangers: unknown[] = [
    undefined,
    'ready',
    { type: 'request', id: -1, action: { kind: 'open', id: 'x' } },
    { type: 'request', id: 1, action: { kind: 'delete', id: 'x' } },
    { type: 'request', id: 1 },
    { type: 'reply', id: 1, ok: true },
    { type: 'reply', id: 1, ok: 'yes', note: '' },
  ];
  for (const stranger of strangers) {
    it(`is not ${JSON.stringify(stranger)}`, () => {
      strictEqual(readPageToHost(stranger, isAction), undefined);
      strictEqual(readPageReply(stranger), undefined);
    });
  }
});
