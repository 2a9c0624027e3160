import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { toOpenAI } from '../../src/core/prompt/providers/openai';
import { isOpenai } from '../../src/interop/openai';
import { exportOpenai } from '../../src/interop/openaiExport';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { comesBack } from '../support/requestLaw';
import { sentencesOf } from '../support/sentences';

describe('messages of OpenAI', () => {
  const request = interopFixture('openai-request.json');

  it('come back from a request as they were, with what looks like a role or a marker', () => {
    const { source, warnings } = imported('chat.json', request);
    const { text, warnings: lost } = exportOpenai(requireDocument(source));
    deepStrictEqual(JSON.parse(text), JSON.parse(request));
    deepStrictEqual(lost, []);
    match(sentencesOf(warnings).join(), /taken for variables \(customer, order\)/);
  });

  it('come back as they were printed, from random documents', () => {
    comesBack('openai', 'gpt-4o', toOpenAI);
  });

  it('are read alone, as text where braces begin no variable', () => {
    const { source } = imported(
      'a.json',
      JSON.stringify([{ role: 'user', content: 'Close {{#x' }]),
    );
    const { format, body } = requireDocument(source);
    deepStrictEqual(
      [format, body],
      ['none', { type: 'chat', messages: [{ role: 'user', content: 'Close {{#x' }] }],
    );
  });

  it('are told by their roles', () => {
    const is = (value: unknown) => isOpenai({ file: 'a.json', text: JSON.stringify(value) });
    deepStrictEqual(
      [[{ role: 'user' }], { messages: [{ role: 'user' }] }, [], { messages: [] }, 3].map(is),
      [true, true, false, false, false],
    );
  });

  it('need at least one message', () => {
    match(
      refusalOf(() => imported('a.json', '{"messages": []}', { from: 'openai' })),
      /a\.json, messages: /,
    );
    strictEqual(isOpenai({ file: 'a.json', text: '{' }), false);
  });

  it('are read from the parts that pages hold, or refused with the path', () => {
    const message = (part: object) =>
      JSON.stringify([{ id: '1', role: 'user', parts: [{ type: 'text', text: 'Hello' }, part] }]);
    const { source } = imported('a.json', message({ type: 'text', text: 'you' }));
    deepStrictEqual(requireDocument(source).body, {
      type: 'chat',
      messages: [{ role: 'user', content: 'Hello\nyou' }],
    });
    match(
      refusalOf(() => imported('a.json', message({ type: 'reasoning', text: 'Hm' }))),
      /a\.json, \[0\]\.parts\[1\]: Of the "parts" of a message, only texts are read/,
    );
  });
});
