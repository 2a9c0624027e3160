import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { importFiles } from '../../../src/interop/importFiles';
import { isRequestLines } from '../../../src/interop/requests/requestLines';
import { interopFixture, refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';

const chat = (content: string) => ({ model: 'gpt-5', messages: [{ role: 'user', content }] });
const lines = (...values: readonly (object | string)[]): string =>
  values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');
const read = (text: string, file = 'calls.jsonl') =>
  importFiles([{ file, text }]).map(({ prompt, source, warnings, format }) => {
    return { prompt, text: source.split('\n').at(-2), warnings, format };
  });

describe('a file with a request on each line', () => {
  it('gives a prompt for each, named by the file and a number, blank lines aside', () => {
    deepStrictEqual(
      read(lines('', chat('A'), '  ', { model: 'gpt-5', input: 'B' })).map(item => [
        item.prompt,
        item.text,
        item.format,
      ]),
      [
        ['calls-1', 'A', 'jsonl'],
        ['calls-2', 'B', 'jsonl'],
      ],
    );
    deepStrictEqual(
      read(lines({ custom_id: 'a', body: chat('A') })).map(item => item.prompt),
      ['a'],
    );
  });

  for (const name of [
    'openai-batch',
    'anthropic-batch',
    'gemini-batch',
    'bedrock-batch',
    'mixed',
  ]) {
    it(`is read line by line, each as what it is: ${name}`, () => {
      const text = interopFixture(`jsonl/${name}.jsonl`);
      const count = text.split('\n').filter(line => line !== '').length;
      strictEqual(read(text).length, count);
    });
  }

  it('says what of a batch is left out, and which name changed', () => {
    const [first] = read(lines({ custom_id: 'A 1', params: chat('A'), priority: 3 }, chat('B')));
    strictEqual(first?.prompt, 'a-1');
    match(
      sentencesOf(first.warnings).join('\n'),
      /It is called "A 1" there: here it is "a-1"[^]*priority is left out/,
    );
  });

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    [lines(chat('A'), '', '{"messages":'), /calls\.jsonl, line 3: This is no JSON/],
    [lines(chat('A'), { messages: [{ role: 'x' }] }), /line 2, messages\[0\]\.role: "x" is no/],
    [lines(chat('A'), { a: 1 }), /line 2: This is no request to a chat model/],
    [
      lines({ custom_id: 'a', url: '/v1/embeddings', body: { input: 'A' } }),
      /line 1, url: A request to \/v1\/embeddings has no messages/,
    ],
    [
      lines({ custom_id: 'a', body: chat('A') }, { custom_id: 'a', body: chat('B') }),
      /line 2: Line 1 is called "a" as well/,
    ],
  ];
  for (const [text, reason] of REFUSED) {
    it(`is refused with the line: ${text.replaceAll('\n', '⏎')}`, () => {
      match(
        refusalOf(() => read(text)),
        reason,
      );
    });
  }

  it('is told by its first line', () => {
    const is = (text: string, file = 'a.json') => isRequestLines({ file, text });
    const one = JSON.stringify(chat('A'));
    deepStrictEqual(
      [is(`${one}\n${one}`), is(one, 'a.jsonl'), is(lines({ custom_id: 'a', body: {} }))],
      [true, true, true],
    );
    deepStrictEqual(
      [is(one), is(JSON.stringify(chat('A'), null, 2)), is('{"a":1}\n{"a":2}'), is('')],
      [false, false, false, false],
    );
    match(
      refusalOf(() => importFiles([{ file: 'a', text: '\n' }], { from: 'jsonl' })),
      /a: There is no request in it/,
    );
  });
});
