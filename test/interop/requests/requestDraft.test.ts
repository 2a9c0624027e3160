import { lost } from '../../../src/interop/loss';
import { deepStrictEqual, match } from 'node:assert/strict';
import {
  firstSaid,
  joinedParameters,
  objectAt,
  requestDraft,
  schemaFormat,
} from '../../../src/interop/requests/requestDraft';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';

function reading(...sentences: string[]) {
  const warnings = sentences.map(sentence => lost('first', sentence));
  return { file: { file: 'a.json', text: '' }, warnings };
}

describe('the prompt of a request', () => {
  const messages = [{ role: 'user' as const, content: 'Hi {{name}}' }];

  it('has its fields in the usual order, and says what is not as it was', () => {
    const fields = { parameters: { user: '{{id}}' }, model: 'm' };
    const { document, warnings } = requestDraft(reading('First.'), messages, fields, 'messages');
    deepStrictEqual(document.frontMatter, { type: 'chat', ...fields });
    match(
      sentencesOf(warnings).join('\n'),
      /^First\.\n.*parameter "user".*\n.*taken for variables \(name\)/,
    );
  });

  it('needs a message', () => {
    match(
      refusalOf(() => requestDraft(reading(), [], {}, 'input')),
      /^a\.json, input: There are no messages/,
    );
  });
});

describe('what several parts of a request say', () => {
  it('is joined, under the names of all, and what is said twice is told', () => {
    const read = reading();
    const parameters = joinedParameters(read, [
      { path: 'config', values: { topP: 1, a: null }, names: { topP: 'top_p' } },
      { path: '', values: { top_p: 2, b: 3 } },
    ]);
    deepStrictEqual(parameters, { top_p: 1, b: 3 });
    deepStrictEqual(sentencesOf(read.warnings), [
      'top_p is left out: config.topP says the same parameter.',
    ]);
  });

  it('is taken from the first, and the others are told', () => {
    const read = reading();
    const places = [undefined, 1, 2].map((value, index) => ({ path: `p${index}`, value }));
    deepStrictEqual(firstSaid(read, places), 1);
    deepStrictEqual(sentencesOf(read.warnings), ['p2 is left out: p1 says the same.']);
    deepStrictEqual(firstSaid(read, []), undefined);
  });

  it('is an object, or nothing', () => {
    deepStrictEqual(
      [objectAt(reading(), { a: 1 }, 'p'), objectAt(reading(), null, 'p')],
      [{ a: 1 }, {}],
    );
    match(
      refusalOf(() => objectAt(reading(), [1], 'p')),
      /^a\.json, p: It must be an object/,
    );
  });

  it('of the answer has a name', () => {
    const json_schema = { name: 'response', schema: {} };
    deepStrictEqual(schemaFormat({}), { type: 'json_schema', json_schema });
    deepStrictEqual(schemaFormat({}, { name: 'n', strict: true }), {
      type: 'json_schema',
      json_schema: { name: 'n', strict: true, schema: {} },
    });
  });
});
