import { deepEqual, equal } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { requireDocument } from '../../../src/core/prompt/document/document';
import { canonicalJson, modelRequest, requestId } from '../../../src/core/evaluation/request';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the request of a prompt', () => {
  it('is what the document says, and what was rendered', () => {
    const document = requireDocument(
      '---\ntype: chat\nmodel: openai/gpt-5-mini\nparameters: { temperature: 0, top_p: 1 }\n---\nuser:\nHi\n',
    );
    const output = { type: 'chat', messages: [{ role: 'user', content: 'Hi' }] } as const;
    deepEqual(modelRequest(document, output), {
      model: 'openai/gpt-5-mini',
      parameters: { temperature: 0, top_p: 1 },
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('of a text is one message of the user, without what nobody said', () => {
    deepEqual(modelRequest(requireDocument('Hi'), { type: 'text', text: 'Hi' }), {
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('takes another model and other parameters for a run, and takes one away', () => {
    const document = requireDocument('---\nmodel: a/b\nparameters: { seed: 1, stop: x }\n---\nHi');
    const request = modelRequest(
      document,
      { type: 'text', text: 'Hi' },
      { model: 'c/d', parameters: { stop: null, temperature: 1 } },
    );
    deepEqual([request.model, request.parameters], ['c/d', { seed: 1, temperature: 1 }]);
  });
});

describe('canonical JSON', () => {
  const FORMS: readonly (readonly [unknown, string])[] = [
    // Those of RFC 8785: sections 3.2.2 and 3.2.3.
    [
      { numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001] },
      '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    ],
    [{ string: '€$\u000F\nA\'B"\\\\"/' }, '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'],
    [{ literals: [null, true, false] }, '{"literals":[null,true,false]}'],
    [
      { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [{ b: { d: 1, c: [] }, a: {} }, '{"a":{},"b":{"c":[],"d":1}}'],
    [{ a: undefined, b: -0 }, '{"b":0}'],
    [{ seed: 12345678901234567890n }, '{"seed":12345678901234567890}'],
  ];
  for (const [value, text] of FORMS) {
    it(text, () => {
      equal(canonicalJson(value), text);
    });
  }

  it('gives a request one id, however its keys stand', () => {
    const messages = [{ role: 'user', content: 'Hi' }] as const;
    const id = requestId({ model: 'a/b', messages }, digest);
    equal(id, requestId({ messages, model: 'a/b' }, digest));
    equal(id, digest('{"messages":[{"content":"Hi","role":"user"}],"model":"a/b"}').slice(0, 32));
  });
});
