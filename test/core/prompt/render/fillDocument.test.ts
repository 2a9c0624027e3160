import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { fillDocument, missingError } from '../../../../src/core/prompt/render/fillDocument';
import { IncludeTree } from '../../../../src/core/prompt/render/includes';
import { prepareDocument } from '../../../../src/core/prompt/render/preparedDocument';
import { checkRefusal, refusalOf } from '../../../support/refusal';

function fill(source: string, values: Record<string, unknown>, options = {}) {
  const prepared = prepareDocument(requireDocument(source));
  const includes = new IncludeTree(prepared, () => 'Be {{mood}}.');
  return fillDocument(prepared, values, includes, options);
}

describe('fillDocument', () => {
  it('fills a text, and what it includes', () => {
    const { output, missing } = fill('{{> shared/tone}} Hi {{name}}', {
      mood: 'kind',
      name: 'Ada',
    });
    deepStrictEqual(output, { type: 'text', text: 'Be kind. Hi Ada' });
    deepStrictEqual(missing, []);
  });

  it('names every value that is missing, with its place', () => {
    const error = refusalOf(() => fill('{{> shared/tone}}\nHi {{name}}', {}));
    checkRefusal(error, 'missing-variables', 'mood (line 1, column 4 of shared/tone)');
    checkRefusal(error, 'missing-variables', 'name (line 2, column 4)');
  });

  it('lets missing values pass where that is wished', () => {
    const { output, missing } = fill('Hi {{name}}', {}, { partial: true });
    deepStrictEqual(output, { type: 'text', text: 'Hi {{name}}' });
    strictEqual(missingError(missing).code, 'missing-variables');
    deepStrictEqual(fill('Hi {{name}}', {}, { missing: 'empty' }).output, {
      type: 'text',
      text: 'Hi ',
    });
  });

  it('tells of a wrong type before what is missing', () => {
    const source = '---\ninputs: { n: { type: number } }\n---\n{{n}} {{m}}';
    checkRefusal(
      refusalOf(() => fill(source, { n: 'x' })),
      'invalid-input',
      'Missing as well: m.',
    );
  });

  it('refuses a template that cannot be read', () => {
    strictEqual(refusalOf(() => fill('{{#a}}', {})).code, 'template-syntax');
  });
});
