import { deepStrictEqual, strictEqual } from 'node:assert';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { engineOf } from '../../../../src/core/prompt/render/engines';

describe('engineOf', () => {
  it('gives an engine that prints a text of format none as it is', () => {
    const document = requireDocument('---\nformat: none\n---\n{{a}} {b} {% c');
    const template = engineOf(document).parse('{{a}} {b} {% c');
    deepStrictEqual([template.problems, template.variables], [[], []]);
    const request = {
      values: {},
      origin: { chain: [] },
      missing: 'keep',
      include: () => undefined,
    } as const;
    strictEqual(template.render(request).text, '{{a}} {b} {% c');
  });
});
