import { deepStrictEqual, match } from 'node:assert/strict';
import { toGemini } from '../../../src/core/prompt/providers/gemini';
import { isGeminiRequest } from '../../../src/interop/requests/gemini';
import { imported, importedDocument, interopFixture, refusalOf } from '../../support/interopFiles';
import { comesBack } from '../../support/requestLaw';
import { sentencesOf } from '../../support/sentences';

const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }];
const chat = (request: object) => importedDocument('a.json', JSON.stringify(request)).body;
const HI = { role: 'user', content: 'Hi' };

describe('a request to Gemini', () => {
  it('comes back as it was printed, from random documents', () => {
    comesBack('gemini', 'gemini-2.5-flash', toGemini);
  });

  it('has its parameters in the words of all, and its own as they are', () => {
    const { frontMatter } = importedDocument('a.json', interopFixture('gemini/configured.json'));
    deepStrictEqual(frontMatter.parameters, {
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' }],
      temperature: 0.4,
      top_p: 0.95,
      top_k: 64,
      max_tokens: 1500,
      n: 1,
      stop: ['THE END'],
      thinkingConfig: { thinkingBudget: 1024 },
    });
  });

  const onePart = { parts: { text: 'Hi' } };
  for (const form of [contents, contents[0], 'Hi', ['Hi'], [{ text: 'Hi' }], onePart, [onePart]]) {
    it(`may be written as ${JSON.stringify(form)}`, () => {
      deepStrictEqual(chat({ model: 'gemini-2.5-pro', contents: form }), {
        type: 'chat',
        messages: [HI],
      });
    });
  }

  it('has texts and conversations beside one another', () => {
    deepStrictEqual(chat({ contents: [...contents, 'More'] }), {
      type: 'chat',
      messages: [HI, { role: 'user', content: 'More' }],
    });
  });

  for (const [key, value] of [
    ['systemInstruction', 'Be kind'],
    ['system_instruction', { role: 'system', parts: [{ text: 'Be kind' }] }],
    ['system_instruction', { parts: { text: 'Be kind' } }],
    ['systemInstruction', ['Be kind']],
    ['systemInstruction', { text: 'Be kind' }],
  ] as const) {
    it(`is instructed by ${key}: ${JSON.stringify(value)}, at the top and in its config`, () => {
      const messages = [{ role: 'system', content: 'Be kind' }, HI];
      deepStrictEqual(chat({ contents, [key]: value }), { type: 'chat', messages });
      deepStrictEqual(chat({ contents, config: { [key]: value } }), { type: 'chat', messages });
    });
  }

  it('says what two places say, and what lies with Google', () => {
    const request = {
      contents,
      generationConfig: { topP: 0.5 },
      config: { top_p: 0.6 },
      cached_content: 'cachedContents/1',
    };
    const { warnings, source } = imported('a.json', JSON.stringify(request));
    match(
      sentencesOf(warnings).join('\n'),
      /config\.top_p is left out: generationConfig\.topP says the same/,
    );
    match(
      sentencesOf(warnings).join('\n'),
      /cached_content is a parameter: what it names lies with Google/,
    );
    match(source, /top_p: 0\.5/);
  });

  it('is told by its contents', () => {
    const yes = [
      { contents },
      { contents: contents[0] },
      { contents: { text: 'Hi' } },
      { contents: { parts: { text: 'Hi' } } },
      { contents: 'Hi', model: 'm' },
      { contents: ['Hi'], config: {} },
    ];
    const no = [
      { contents: [] },
      { contents: 3 },
      { contents: [3] },
      { contents: '', model: 'm' },
      { contents: 'Hi' },
      { contents: ['Hi'] },
      [contents],
      3,
    ];
    deepStrictEqual(
      yes.map(isGeminiRequest),
      yes.map(() => true),
    );
    deepStrictEqual(
      no.map(isGeminiRequest),
      no.map(() => false),
    );
  });

  it('is refused with the path where it cannot be said', () => {
    const refused = (request: unknown): string =>
      refusalOf(() => imported('a.json', JSON.stringify(request), { from: 'gemini' }));
    match(refused([]), /a\.json: A request is an object/);
    match(refused({ contents: 3 }), /contents: The content of a message is/);
    match(refused({ contents: [{ role: 'system', parts: [] }] }), /contents\[0\]\.role: "system"/);
    match(refused({ contents, config: 3 }), /config: It must be an object/);
  });
});
