import { strictEqual } from 'node:assert/strict';
import { renderDocument } from '../../src/core/prompt/render/render';
import { printPieces, type MustachePiece } from '../../src/interop/mustachePieces';

describe('pieces of a template', () => {
  const CASES: readonly (readonly [pieces: readonly MustachePiece[], rendered: string])[] = [
    [[], ''],
    [[{ text: 'Hi ' }, { variable: 'name' }], 'Hi Ada'],
    [[{ text: '{{name}} {{{ ' }, { variable: 'name' }], '{{name}} {{{ Ada'],
    [[{ text: '{' }, { text: '{' }, { variable: 'name' }, { text: '}' }], '{{Ada}'],
    [[{ text: '{' }, { variable: 'name' }, { variable: 'name' }], '{AdaAda'],
    [[{ text: 'b{' }, { tag: '{{! a }}' }, { text: '{' }], 'b{{'],
    [[{ tag: '{{! a }}' }, { text: 'b' }], 'b'],
  ];
  for (const [pieces, rendered] of CASES) {
    it(`print what they are: ${JSON.stringify(pieces)}`, () => {
      const body = { type: 'text' as const, text: printPieces(pieces) };
      const document = { format: 'mustache' as const, frontMatter: {}, body };
      const { output } = renderDocument(document, { name: 'Ada' });
      strictEqual(output.type === 'text' && output.text, rendered);
    });
  }
});
