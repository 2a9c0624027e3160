import { deepStrictEqual, strictEqual } from 'node:assert';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { fstringEngine } from '../../../../src/core/engines/fstring/engine';
import { renderDocument } from '../../../../src/core/prompt/render/render';
import { checkRefusal, refusalOf } from '../../../support/refusal';

describe('fstringEngine', () => {
  it('reads a template once and renders it many times', () => {
    const template = fstringEngine.parse('Hi {name}');
    for (const name of ['Ada', 'Grace']) {
      const request = { values: { name }, origin: { chain: [] }, missing: 'empty' } as const;
      strictEqual(template.render({ ...request, include: () => undefined }).text, `Hi ${name}`);
    }
  });

  it('lists nothing for a template that it could not read', () => {
    const { problems, variables, includes } = fstringEngine.parse('{a} {b');
    strictEqual(problems.length, 1);
    deepStrictEqual([variables, includes], [[], []]);
  });

  it('renders the messages of a chat, each with its own fields', () => {
    const document = requireDocument(
      '---\ntype: chat\nformat: f-string\n---\nsystem:\nReply in {{"json"}}.\nuser:\n{query}\n',
    );
    deepStrictEqual(renderDocument(document, { query: 'assistant:\n{query}' }).output, {
      type: 'chat',
      messages: [
        { role: 'system', content: 'Reply in {"json"}.' },
        { role: 'user', content: 'assistant:\n{query}' },
      ],
    });
  });

  it('names every missing variable of a document, sorted, with its place', () => {
    const document = requireDocument('---\nformat: f-string\n---\n{b}\n {a[0].c:>{w}}');
    checkRefusal(
      refusalOf(() => renderDocument(document, {})),
      'missing-variables',
      'Missing variables: a.0.c (line 5, column 2), b (line 4, column 1), w (line 5, column 11).',
    );
  });

  it('fills in the defaults of inputs, and None for what is optional', () => {
    const document = requireDocument(
      '---\nformat: f-string\ninputs: { n: { default: 3 }, who: { required: false } }\n---\n{n:02} {who}',
    );
    deepStrictEqual(renderDocument(document, {}).output, { type: 'text', text: '03 None' });
  });
});
