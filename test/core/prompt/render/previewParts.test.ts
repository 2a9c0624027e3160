import { deepStrictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { previewParts } from '../../../../src/core/prompt/render/previewParts';
import { renderDocument } from '../../../../src/core/prompt/render/render';

function partsOf(values: Record<string, unknown>, ...lines: string[]) {
  const document = requireDocument(['---', 'type: chat', '---', ...lines].join('\n'));
  return previewParts(renderDocument(document, values, { partial: true }));
}

describe('previewParts', () => {
  it('shows a text as one piece, and none for an empty one', () => {
    const show = (source: string) => previewParts(renderDocument(requireDocument(source), {}));
    deepStrictEqual(show('Hi'), [{ pieces: [{ kind: 'text', segments: [{ text: 'Hi' }] }] }]);
    deepStrictEqual(show(''), [{ pieces: [] }]);
  });

  it('shows images and files with what is known of them', () => {
    deepStrictEqual(
      partsOf({}, 'user:', 'a', '@image[detail=low]: {{b}}c', '@file[name=d, type=e/f]: g'),
      [
        {
          role: 'user',
          pieces: [
            { kind: 'text', segments: [{ text: 'a' }] },
            {
              kind: 'image',
              label: 'detail low',
              segments: [{ text: '{{b}}', placeholder: 'b' }, { text: 'c' }],
            },
            { kind: 'file', label: 'd, e/f', segments: [{ text: 'g' }] },
          ],
        },
      ],
    );
  });

  it('shows calls with their arguments, and results with the tool', () => {
    deepStrictEqual(
      partsOf({ b: 'B' }, 'assistant:', '@call[id=c]: f {"a": "{{b}}"}', 'tool:', '@result: c'),
      [
        {
          role: 'assistant',
          pieces: [{ kind: 'call', label: 'f (c)', segments: [{ text: '{\n  "a": "B"\n}' }] }],
        },
        { role: 'tool', pieces: [{ kind: 'result', label: 'f (c)', segments: [] }] },
      ],
    );
  });

  it('marks the messages of a history, and where one has none', () => {
    const a = [{ role: 'user', content: 'x' }];
    deepStrictEqual(partsOf({ a, b: [] }, '@history: a', '@history: b', '@history: c'), [
      { role: 'user', history: 'a', pieces: [{ kind: 'text', segments: [{ text: 'x' }] }] },
      { history: 'b', pieces: [] },
      {
        history: 'c',
        pieces: [{ kind: 'text', segments: [{ text: '@history: c', placeholder: 'c' }] }],
      },
    ]);
  });
});
