import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  dataUrl,
  functionTool,
  joinTurns,
  readToolChoice,
  responseSchema,
  withoutProvider,
} from '../../../../src/core/prompt/providers/request';

describe('what every provider is asked for', () => {
  it('has models without the provider’s name', () => {
    strictEqual(withoutProvider('openai/gpt-4o', 'openai'), 'gpt-4o');
    strictEqual(withoutProvider('openrouter/openai/gpt-4o', 'openai'), 'openrouter/openai/gpt-4o');
  });

  it('reads functions in every form, and leaves other tools alone', () => {
    const schema = { type: 'object' };
    const expected = { name: 'f', description: 'd', parameters: schema };
    const form = { name: 'f', description: 'd' };
    for (const tool of [
      { type: 'function', function: { ...form, parameters: schema } },
      { type: 'function', ...form, parameters: schema },
      { ...form, input_schema: schema },
      { type: 'custom', ...form, input_schema: schema },
      { ...form, parametersJsonSchema: schema },
    ]) {
      deepStrictEqual(functionTool(tool), expected);
    }
    deepStrictEqual(functionTool({ name: 'f' }), { name: 'f' });
    for (const tool of [{ googleSearch: {} }, { type: 'web_search', name: 'w' }, 'x', null, []]) {
      strictEqual(functionTool(tool), undefined);
    }
  });

  it('reads choices in every form', () => {
    strictEqual(readToolChoice('any'), 'required');
    strictEqual(readToolChoice({ type: 'any' }), 'required');
    deepStrictEqual(readToolChoice({ type: 'function', name: 'f' }), { tool: 'f' });
    strictEqual(readToolChoice({ type: 'allowed_tools' }), undefined);
    strictEqual(readToolChoice(undefined), undefined);
  });

  it('reads schemas in every form', () => {
    const schema = { type: 'object' };
    strictEqual(responseSchema({ type: 'json_schema', json_schema: { schema } }), schema);
    strictEqual(responseSchema({ type: 'json_schema', schema }), schema);
    strictEqual(responseSchema({ type: 'json_object' }), undefined);
    strictEqual(responseSchema('text'), undefined);
  });

  it('takes data URLs apart', () => {
    deepStrictEqual(dataUrl('data:image/png;name=a;base64,AA'), {
      mediaType: 'image/png',
      data: 'AA',
    });
    strictEqual(dataUrl('data:text/plain,hi'), undefined);
    strictEqual(dataUrl('https://example.com'), undefined);
  });

  it('has no turn of somebody who says nothing', () => {
    const turns = [
      { role: 'user', items: [{ at: 0 }] },
      { role: 'model', items: [] },
      { role: 'user', items: [{ at: 2 }] },
    ];
    deepStrictEqual(joinTurns(turns), [{ role: 'user', items: [{ at: 0 }, { at: 2 }] }]);
  });

  it('joins what one side says in a row', () => {
    const turns = ['user', 'user', 'model', 'user'].map((role, at) => ({ role, items: [{ at }] }));
    deepStrictEqual(joinTurns(turns), [
      { role: 'user', items: [{ at: 0 }, { at: 1 }] },
      { role: 'model', items: [{ at: 2 }] },
      { role: 'user', items: [{ at: 3 }] },
    ]);
  });
});
