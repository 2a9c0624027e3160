import { deepStrictEqual } from 'node:assert/strict';
import { requestFields } from '../../src/interop/requestFields';

describe('settings of a request', () => {
  it('are parameters, what a document has a key for, and the rest', () => {
    const tools = [{ name: 'a' }];
    deepStrictEqual(requestFields({ temperature: 0, tools, apiKey: 'k', empty: {} }), {
      parameters: { temperature: 0 },
      tools,
      rest: { apiKey: 'k' },
    });
  });

  it('are none where no mapping is', () => {
    deepStrictEqual(requestFields('x'), { parameters: {}, rest: {} });
  });
});
