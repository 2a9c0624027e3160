import * as assert from 'node:assert/strict';
import { parseDocument } from '../../../../src/core/prompt/document/document';
import {
  tellChanges,
  tellFrontMatter,
  type PlacedDocument,
} from '../../../../src/core/compare/structure/changes';
import { tellSchemaChange } from '../../../../src/core/compare/telling/schemaWording';
import { diffStructure } from '../../../../src/core/compare/structure/structure';
import { diffValues, type Mapping } from '../../../../src/core/compare/structure/values';
import { tellChange } from '../../../../src/core/compare/telling/wording';
import { CountedReads } from '../../../support/countedReads';

function told(left: Mapping, right: Mapping): string[] {
  return tellFrontMatter(diffValues(left, right), left, right).flatMap(change => [
    tellChange(change),
    ...('details' in change && change.details.length > 1
      ? change.details.map(detail => `- ${tellSchemaChange(detail)}`)
      : []),
  ]);
}

const tool = (name: string, properties: object, required: readonly string[] = []) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties, required } },
});
const city = { city: { type: 'string' } };

describe('tellFrontMatter', () => {
  for (const [story, left, right, expected] of [
    [
      'tells settings by value',
      { model: 'a', parameters: { temperature: 1 } },
      { model: 'b', parameters: { temperature: 2 } },
      ['model a → b', 'temperature 1 → 2'],
    ],
    [
      'tells inputs by name',
      { inputs: { a: { type: 'string' } } },
      { inputs: { a: { type: 'string', required: false }, b: {} } },
      ['input `a` made optional', 'input `b` added'],
    ],
    [
      'tells tools by name and schema',
      { tools: [tool('weather', city), tool('old', {})] },
      { tools: [tool('weather', city, ['city'])] },
      ['tool `weather` changed: `city` made required', 'tool `old` removed'],
    ],
    [
      'lists what changed of one tool',
      { tools: [tool('weather', {})] },
      { tools: [tool('weather', { ...city, day: {} }, ['city'])] },
      ['tool `weather` changed', '- property `city` added, required', '- property `day` added'],
    ],
    [
      'tells the order of tools',
      { tools: [tool('a', {}), tool('b', {})] },
      { tools: [tool('b', {}), tool('a', {})] },
      ['tools reordered'],
    ],
    ['tells tools without names by value', { tools: ['a'] }, { tools: ['b'] }, ['tools [a] → [b]']],
    [
      'tells a schema that answers follow',
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'x', schema: { properties: city } },
        },
      },
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'x', schema: { properties: {} } },
        },
      },
      ['response format changed: property `city` removed'],
    ],
    [
      'tells another form of answers',
      { response_format: { type: 'text' } },
      { response_format: { type: 'json_object' } },
      ['response format form changed: text → json_object'],
    ],
    [
      'tells a form of answers that came',
      {},
      { response_format: { type: 'json_object' } },
      ['response format added'],
    ],
    [
      'tells a form of answers that is a word by value',
      { response_format: 'text' },
      { response_format: 'json' },
      ['response_format text → json'],
    ],
  ] as const) {
    it(story, () => {
      assert.deepEqual(told(left as Mapping, right as Mapping), expected);
    });
  }
});

describe('tellChanges', () => {
  it('says where messages stand in their documents', () => {
    const left = read('---\ntype: chat\n---\nsystem:\nBe kind.\nuser:\n{{a}}\n');
    const right = read(
      '---\ntype: chat\nmodel: m\n---\nsystem:\nBe kind.\n\nuser:\n{{a}}, please {{b}}\n',
    );
    const changes = tellChanges(diffStructure(left.document, right.document), left, right);
    assert.deepEqual(changes[0], {
      part: 'message',
      kind: 'changed',
      left: { number: 2, role: 'user', line: 6 },
      right: { number: 2, role: 'user', line: 8 },
      added: 1,
      removed: 1,
    });
    assert.deepEqual(changes.slice(1).map(tellChange), ['variable `b` added', 'model m added']);
  });

  it('tells what became of an input whose variable took another name', () => {
    const tell = (before: string, after: string) => {
      const left = read(`---\ninputs: { name: { ${before} } }\n---\nHi {{name}}!\n`);
      const right = read(`---\ninputs: { user: { ${after} } }\n---\nHi {{user}}!\n`);
      const changes = tellChanges(diffStructure(left.document, right.document), left, right);
      return changes.slice(1).map(tellChange);
    };
    const renamed = 'variable `name` renamed `user`';
    assert.deepEqual(tell('type: string', 'type: string'), [renamed]);
    assert.deepEqual(tell('type: string', 'type: number'), [
      renamed,
      'input `user` type changed: string → number',
    ]);
  });

  it('looks at each of thousands of tools a few times, however many of them changed', () => {
    const counted = new CountedReads();
    const tools = (first: string) =>
      Array.from({ length: 1000 }, (_, at) => counted.count({ name: `${first}${at}` }));
    const [left, right] = [{ tools: tools('a') }, { tools: tools('b') }];
    const changes = tellFrontMatter(diffValues(left, right), left, right);
    assert.equal(changes.length, 2000);
    assert.equal(counted.reads < 100 * 2000, true, `${counted.reads} reads`);
  });
});

function read(source: string): PlacedDocument {
  const { document, layout } = parseDocument(source);
  assert.ok(document);
  return { document, layout };
}
