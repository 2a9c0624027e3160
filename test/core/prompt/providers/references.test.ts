import { deepStrictEqual, match, ok, strictEqual, throws } from 'node:assert/strict';
import { LedgerError } from '../../../../src/core/base/errors';
import { toAnthropic } from '../../../../src/core/prompt/providers/anthropic';
import { toGemini } from '../../../../src/core/prompt/providers/gemini';
import { toOpenAI } from '../../../../src/core/prompt/providers/openai';
import {
  mediaTypeOf,
  requireFileId,
  requireMediaType,
  requireTexts,
} from '../../../../src/core/prompt/providers/references';
import { toVercelAI } from '../../../../src/core/prompt/providers/vercelAI';
import { requestOf, type Provider } from '../../../support/chatRequest';

const PROVIDERS = { toOpenAI, toAnthropic, toGemini, toVercelAI };
type Name = keyof typeof PROVIDERS;

const chat = (...lines: string[]): string => `---\ntype: chat\n---\n${lines.join('\n')}`;
const ask = (name: Name, source: string, values = {}): unknown =>
  requestOf(PROVIDERS[name] as Provider<unknown>, source, values);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    ok(error instanceof LedgerError && error.code === 'invalid-input', String(error));
    return error.message;
  }
  throw new Error('Nothing was refused.');
};

describe('a reference to an image or file', () => {
  const REFUSED: readonly (readonly [name: Name, marker: string, message: RegExp])[] = [
    ['toOpenAI', '@file: https://example.com/a.pdf', /OpenAI takes a file as the id .*a\.pdf"/],
    ['toOpenAI', '@file: docs/a.pdf', /OpenAI takes a file as the id/],
    ['toOpenAI', '@file: data:text/plain,hello', /OpenAI takes a file as the id/],
    ['toAnthropic', '@file: gs://bucket/a.pdf', /Anthropic takes a file by its address/],
    ['toAnthropic', '@image: ./a.png', /Anthropic takes an image by its address/],
    ['toAnthropic', '@image: data:image/svg+xml;base64,AA==', /of the type image\/svg\+xml/],
    ['toAnthropic', '@file: data:text/csv;base64,AA==', /of the type text\/csv/],
    ['toGemini', '@file: data:text/plain,hello', /Gemini takes data as/],
  ];
  for (const [name, marker, message] of REFUSED) {
    it(`is refused by ${name} where the provider would refuse it: ${marker}`, () => {
      match(
        refusal(() => ask(name, chat('user:', marker))),
        message,
      );
    });
  }

  it('is refused in what a value gives, too, and stays a tag that nobody filled in', () => {
    const source = chat('user:', '@file: {{link}}');
    match(
      refusal(() => ask('toOpenAI', source, { link: 'https://x/a' })),
      /https:\/\/x\/a/,
    );
    strictEqual(requireFileId('{{link}}', { provider: 'X', takes: 'y' }), '{{link}}');
    strictEqual(requireFileId('file-1_A', { provider: 'X', takes: 'y' }), 'file-1_A');
  });

  it('has the type that is written, else that of its data, else what its ending says', () => {
    const file = (url: string, mediaType?: string) =>
      mediaTypeOf({ type: 'file', url, ...(mediaType === undefined ? {} : { mediaType }) });
    deepStrictEqual(
      [
        file('https://x/a.pdf', 'text/plain'),
        file('data:image/png;base64,AA=='),
        file('https://x/A.PDF?version=1.2#page'),
        file('gs://bucket/clip.mp4'),
        file('https://x/a.constructor'),
        file('https://x/a'),
        file('data:,a.pdf'),
      ],
      ['text/plain', 'image/png', 'application/pdf', 'video/mp4', undefined, undefined, undefined],
    );
    const taker = { provider: 'X', takes: 'y', types: ['a/b'] };
    strictEqual(requireMediaType({ type: 'file', url: 'u' }, 'a/b', taker), 'a/b');
  });

  const INSTRUCTED: readonly Name[] = ['toOpenAI', 'toAnthropic', 'toGemini', 'toVercelAI'];
  for (const name of INSTRUCTED) {
    it(`is refused by ${name} among the instructions, and never left out without a word`, () => {
      match(
        refusal(() => ask(name, chat('system:', 'See', '@image: https://x/a.png', 'user:', 'Hi'))),
        /A message of "system" holds an image/,
      );
    });
  }

  it('is a file in what an assistant of the AI SDK said', () => {
    const source = chat('user:', 'Hi', 'assistant:', 'See', '@image: https://x/a.png');
    const { messages } = ask('toVercelAI', source) as { messages: unknown[] };
    deepStrictEqual(messages[1], {
      role: 'assistant',
      content: [
        { type: 'text', text: 'See' },
        { type: 'file', data: 'https://x/a.png', mediaType: 'image/png' },
      ],
    });
  });

  it('passes where only texts are asked for', () => {
    requireTexts([{ role: 'system', content: 'a' }], 'X', ['system']);
    throws(() => {
      requireTexts([{ role: 'system', content: [{ type: 'file', url: 'u' }] }], 'X', ['system']);
    }, /holds a file/);
  });
});

describe('a message that says nothing', () => {
  const source = chat('user:', '{{a}}', '@history: past', 'user:', '{{b}}');
  const past = [
    { role: 'assistant', content: '' },
    { role: 'assistant', content: [{ type: 'text', text: ' \n' }] },
    { role: 'assistant', content: 'Yes' },
  ];
  const EXPECTED: Readonly<Record<Name, unknown>> = {
    toOpenAI: [
      { role: 'assistant', content: 'Yes' },
      { role: 'user', content: 'Hi' },
    ],
    toAnthropic: [
      { role: 'assistant', content: [{ type: 'text', text: 'Yes' }] },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    ],
    toGemini: [
      { role: 'model', parts: [{ text: 'Yes' }] },
      { role: 'user', parts: [{ text: 'Hi' }] },
    ],
    toVercelAI: [
      { role: 'assistant', content: 'Yes' },
      { role: 'user', content: 'Hi' },
    ],
  };
  for (const name of Object.keys(EXPECTED) as Name[]) {
    it(`is sent by ${name} to nobody, from a template or a history`, () => {
      const request = ask(name, source, { a: ' ', b: 'Hi', past }) as Record<string, unknown>;
      deepStrictEqual(request.messages ?? request.contents, EXPECTED[name]);
    });
  }
});

describe('a response format that is one word', () => {
  it('is sent as a mapping: no provider takes the word', () => {
    const { response_format } = ask(
      'toOpenAI',
      '---\nresponse_format: json_object\n---\nHi',
    ) as Record<string, unknown>;
    deepStrictEqual(response_format, { type: 'json_object' });
  });
});
