import { deepStrictEqual, match } from 'node:assert/strict';
import {
  historyInputs,
  propertiesOf,
  readInputs,
  readModel,
  typeWarnings,
} from '../../src/interop/promptyFields';
import { sentencesOf } from '../support/sentences';
import type { Loss } from '../../src/interop/loss';

describe('the fields of a Prompty', () => {
  it('name a model in either version', () => {
    deepStrictEqual(readModel('gpt-4', []), { model: 'gpt-4', parameters: {}, kept: {} });
    deepStrictEqual(readModel({ id: 'x', provider: 'azure', options: { topK: 3 } }, []), {
      model: 'azure/x',
      parameters: { top_k: 3 },
      kept: {},
    });
    deepStrictEqual(readModel(undefined, []), { parameters: {}, kept: {} });
  });

  it('lose a secret that stands in them, wherever it does', () => {
    const warnings: Loss[] = [];
    const { kept } = readModel(
      {
        id: 'x',
        connection: { apiKey: 'sk', oauth: { token: 'tt', scope: 's' }, key: '${env:KEY}' },
      },
      warnings,
    );
    deepStrictEqual(kept, { connection: { oauth: { scope: 's' }, key: '${env:KEY}' } });
    match(
      sentencesOf(warnings).join('\n'),
      /model\.connection\.apiKey[^]*model\.connection\.oauth\.token/,
    );
  });

  it('declare inputs as a list, a mapping, or by their defaults', () => {
    const fields = {
      a: 'x',
      b: 1,
      c: 1.5,
      d: [1],
      e: { kind: 'thread' },
      f: { type: 'string' },
      g: { kind: 'audio' },
      h: null,
      i: { x: 1 },
    };
    const { inputs, rich, audio } = readInputs(fields, undefined);
    deepStrictEqual(inputs, {
      a: { type: 'string', default: 'x' },
      b: { type: 'integer', default: 1 },
      c: { type: 'number', default: 1.5 },
      d: { type: 'array', default: [1] },
      e: { type: 'array', required: false },
      f: { type: 'string' },
      g: { type: 'any', required: false },
      h: { type: 'any', required: false },
      i: { type: 'object', default: { x: 1 } },
    });
    deepStrictEqual([[...rich], audio], [[['e', 'thread']], 'g']);
    deepStrictEqual(sentencesOf(typeWarnings(inputs, ['e'])), [
      'Types of inputs are hints there and are checked here (a: string, b: integer, c: number, d: array, f: string, i: object): where other values come in, write "type: any".',
    ]);
    deepStrictEqual(propertiesOf({ properties: [{ name: 'a' }, {}] }), [['a', { name: 'a' }]]);
  });

  it('leave a conversation out where there is none, whatever they say of it', () => {
    const inputs = { talk: { type: 'object', description: 'so far' }, old: { default: 'x' } };
    deepStrictEqual(historyInputs(inputs, ['talk', 'old', 'new']), {
      talk: { type: 'array', description: 'so far', required: false },
      old: { type: 'array', required: false },
      new: { type: 'array', required: false },
    });
    deepStrictEqual(readInputs({ talk: { type: 'thread' } }, undefined).inputs, {
      talk: { type: 'array', required: false },
    });
  });

  it('have no type where the file itself gives a value of another, as nothing there checks any', () => {
    const { inputs } = readInputs(
      {
        docs: { type: 'object' },
        age: { type: 'string', sample: 5 },
        many: { kind: 'array', default: 'a' },
        odd: { type: 'constructor', description: 5 },
      },
      { docs: [{ title: 'a' }] },
    );
    deepStrictEqual(inputs, {
      docs: { type: 'any' },
      age: { type: 'any', example: 5 },
      many: { type: 'any', default: 'a' },
      odd: { type: 'any', description: '5' },
    });
    deepStrictEqual(typeWarnings(inputs, []), []);
  });
});
