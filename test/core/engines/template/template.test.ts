import { deepStrictEqual, strictEqual } from 'node:assert';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { engineOf } from '../../../../src/core/prompt/render/engines';

/** What the `Template` interface promises, whichever engine stands behind it. */
for (const format of ['mustache', 'none']) {
  describe(`the templates of format ${format}`, () => {
    const engine = engineOf(requireDocument(`---\nformat: ${format}\n---\n`));
    const request = {
      values: {},
      origin: { chain: [] },
      missing: 'empty',
      include: () => undefined,
    } as const;

    it('print a text without variables as it is', () => {
      const text = ' a\n\n\tb } $& \\n é😀\u2028 \n';
      const template = engine.parse(text);
      deepStrictEqual([template.problems, template.variables, template.includes], [[], [], []]);
      deepStrictEqual(template.render(request), { text, missing: [], placeholders: [] });
    });

    it('print the same each time they are rendered', () => {
      const template = engine.parse('{{a}} b');
      deepStrictEqual(template.render(request), template.render(request));
      strictEqual(template.render(request).text.endsWith(' b'), true);
    });
  });
}
