import { deepStrictEqual, match } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { INSTRUCTION_KEYS, readInstructions } from '../../src/interop/instructions';
import { imported, importedDocument, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const asked = { messages: [{ role: 'user', content: 'Hi' }] };
const request = (fields: object): string => JSON.stringify({ ...fields, ...asked });

describe('instructions beside the messages of a request', () => {
  for (const key of INSTRUCTION_KEYS) {
    it(`are the first message, filled in, where "${key}" says them`, () => {
      const document = importedDocument('a.json', request({ [key]: 'You are {{who}}.' }));
      deepStrictEqual(renderDocument(document, { who: 'Kim' }).output, {
        type: 'chat',
        messages: [
          { role: 'system', content: 'You are Kim.' },
          { role: 'user', content: 'Hi' },
        ],
      });
      deepStrictEqual(document.frontMatter.parameters, undefined);
    });
  }

  const FORMS: readonly (readonly [what: string, system: unknown, content: string])[] = [
    [
      'texts in a list',
      [
        { type: 'text', text: 'A' },
        { type: 'text', text: 'B' },
      ],
      'A\nB',
    ],
    ['a message', { role: 'system', content: 'A' }, 'A'],
    ['messages in a list', [{ role: 'system', content: 'A' }], 'A'],
    ['parts as Google has them', { parts: [{ text: 'A' }] }, 'A'],
    ['one part as Google has it', { parts: { text: 'A' } }, 'A'],
  ];
  for (const [what, system, content] of FORMS) {
    it(`are read as ${what}`, () => {
      const { body } = requireDocument(imported('a.json', request({ system })).source);
      deepStrictEqual(body.type === 'chat' ? body.messages[0] : body, { role: 'system', content });
    });
  }

  it('are read in the YAML of GitHub Models as well', () => {
    const text = 'system: Be {{how}}\nmessages:\n  - { role: user, content: Hi }\n';
    const { body } = importedDocument('a.prompt.yml', text);
    deepStrictEqual(body.type === 'chat' ? body.messages[0] : body, {
      role: 'system',
      content: 'Be {{how}}',
    });
  });

  it('say what is left out of them, and are nothing where they are empty', () => {
    const block = { type: 'text', text: 'A', cache_control: { type: 'ephemeral' } };
    match(
      sentencesOf(imported('a.json', request({ system: [block] })).warnings).join(),
      /system\.content\[0\]\.cache_control is left out/,
    );
    const reading = { file: { file: 'a', text: '' }, warnings: [] };
    deepStrictEqual(readInstructions(reading, { system: '', instructions: null }), []);
  });

  it('are refused by name where they are no texts', () => {
    match(
      refusalOf(() => imported('a.json', request({ system: 3 }))),
      /a\.json, system: Instructions are/,
    );
  });

  it('stand nowhere else: a parameter that looks like a template is told', () => {
    match(
      sentencesOf(imported('a.json', request({ user: '{{id}}' })).warnings).join(),
      /"\{\{" stands in the parameter "user"/,
    );
  });
});
