import { deepStrictEqual } from 'node:assert/strict';
import { noneEngine } from '../../../../src/core/engines/template/noneEngine';

describe('the format none', () => {
  it('takes every text for what it is', () => {
    const template = noneEngine.parse('{{a}} {b} {% c');
    deepStrictEqual([template.problems, template.variables, template.includes], [[], [], []]);
    const request = { values: {}, origin: { chain: [] }, missing: 'empty' } as const;
    deepStrictEqual(template.render({ ...request, include: () => undefined }), {
      text: '{{a}} {b} {% c',
      missing: [],
      placeholders: [],
    });
  });
});
