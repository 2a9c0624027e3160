import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { mustacheEngine } from '../../../../src/core/engines/mustache/engine';
import type { Template } from '../../../../src/core/engines/template/template';

const origin = { chain: [] };

describe('mustacheEngine', () => {
  it('reads a template once and renders it many times', () => {
    const template = mustacheEngine.parse('Hi {{name}}');
    for (const name of ['Ada', 'Grace']) {
      const request = {
        values: { name },
        origin,
        missing: 'empty',
        include: () => undefined,
      } as const;
      strictEqual(template.render(request).text, `Hi ${name}`);
    }
  });

  it('lists nothing for a template that it could not read', () => {
    const { problems, variables, includes } = mustacheEngine.parse('{{a}}{{> b}}{{#c}}');
    strictEqual(problems.length, 1);
    deepStrictEqual([variables, includes], [[], []]);
  });

  it('takes it for a bug when another engine’s template is included', () => {
    const foreign: Template = {
      problems: [],
      variables: [],
      includes: [],
      render: () => ({ text: '', missing: [], placeholders: [] }),
    };
    const include = (): { template: Template; origin: typeof origin } => ({
      template: foreign,
      origin,
    });
    throws(
      () =>
        mustacheEngine.parse('{{> a}}').render({ values: {}, origin, missing: 'empty', include }),
      /only mustache templates/,
    );
  });
});
