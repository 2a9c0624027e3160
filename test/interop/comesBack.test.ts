import { deepStrictEqual, match } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { lossesOnTheWay } from '../../src/interop/comesBack';
import { lost } from '../../src/interop/loss';
import { comesBackEqual } from '../support/roundTrips';

const OPENAI = { format: 'openai', ending: '.json' } as const;
const request = (fields: object, ...messages: object[]): string =>
  JSON.stringify({ ...fields, messages });
const hi = { role: 'user', content: 'Hi' };

describe('what comes back of an export', () => {
  it('is compared field by field, and what was named is not told again', () => {
    const document = requireDocument(
      '---\ntype: chat\nmodel: openai/m\nparameters: { n: 1, seed: 2 }\nmetadata: { a: 1, b: 2 }\n---\nuser:\n\nuser:\nHi\n',
    );
    const text = request({ model: 'm', n: 1, top_p: 0.5 }, hi);
    const losses = lossesOnTheWay(document, { text, warnings: [lost('metadata.a', 'x')] }, OPENAI);
    deepStrictEqual(
      losses.map(({ field, message }) => [field, message]),
      [
        ['model', '"model" comes back as "m".'],
        ['parameters.seed', '"parameters.seed" is left out: it does not come back.'],
        ['parameters.top_p', '"parameters.top_p" comes in besides: 0.5.'],
        ['metadata.b', '"metadata.b" is left out: it does not come back.'],
        ['messages[0]', '"messages[0]" is left out: it is empty.'],
      ],
    );
  });

  it('is told where nothing reads it, or where messages are divided elsewhere', () => {
    const document = requireDocument('---\ntype: chat\n---\nuser:\nHi\n');
    const of = (text: string) => lossesOnTheWay(document, { text, warnings: [] }, OPENAI);
    match(
      of(request({}))
        .map(({ message }) => message)
        .join(),
      /^Nothing reads it back\. .*no messages/,
    );
    deepStrictEqual(
      of(request({}, hi, hi)).map(({ field }) => field),
      ['messages'],
    );
  });

  it('is silent about a text that is what a user says, but for its type', () => {
    const document = requireDocument('Hi\n');
    deepStrictEqual(
      lossesOnTheWay(document, { text: request({}, hi), warnings: [] }, OPENAI).map(
        ({ field }) => field,
      ),
      ['type'],
    );
  });
});

describe('what an export does not name', () => {
  for (const [format, file] of [
    ['dotprompt', 'a.prompt'],
    ['langfuse', 'a.json'],
    ['openai', 'a.json'],
    ['phoenix', 'a.json'],
    ['prompty', 'a.prompty'],
  ] as const) {
    it(`comes back equal from ${format}`, () => {
      comesBackEqual(format, file);
    });
  }
});
