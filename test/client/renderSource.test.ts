import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { listVariables, renderDocument } from '../../src/client/index';
import { refusalOf } from '../support/refusal';

describe('a document that is in no registry', () => {
  it('is rendered from its source', () => {
    const source = '---\nformat: f-string\n---\nHi {name}';
    deepStrictEqual(renderDocument(source, { name: 'Ada' }), { type: 'text', text: 'Hi Ada' });
    deepStrictEqual(renderDocument(source, {}, { partial: true }), {
      type: 'text',
      text: 'Hi {name}',
    });
    const include = () => 'Be kind.';
    deepStrictEqual(renderDocument('{{> tone}}', {}, { include }), {
      type: 'text',
      text: 'Be kind.',
    });
  });

  it('is refused with the line and the column', () => {
    const missing = refusalOf(() => renderDocument('---\nmodel: x\n---\nHi {{name}}'));
    strictEqual(missing.message.includes('name (line 4, column 4)'), true, missing.message);
    strictEqual(refusalOf(() => renderDocument('---\nmodel: [\n---\n')).code, 'invalid-document');
  });

  it('says which variables it looks up', () => {
    deepStrictEqual(
      listVariables('{{a}} {{> tone}}', { include: () => '{{mood}}' }).map(({ name }) => name),
      ['a', 'mood'],
    );
  });
});
