import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { requireDocument } from '../../src/core/document';
import { canRender, engineOf, unknownFormat } from '../../src/core/engines';
import { LedgerError } from '../../src/core/errors';

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

  for (const format of ['jinja2']) {
    it(`refuses ${format} and names what it could be`, () => {
      const document = requireDocument(`---\nformat: ${format}\n---\n`);
      strictEqual(canRender(document), false);
      throws(
        () => engineOf(document),
        (error: unknown) => error instanceof LedgerError && error.code === 'invalid-document',
      );
      ok(unknownFormat(document).message.endsWith('Use one of: mustache, f-string, none.'));
    });
  }
});
