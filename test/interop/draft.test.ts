import { deepStrictEqual } from 'node:assert/strict';
import { contentOf, documentOf, saysSomething, withoutBlankEnds } from '../../src/interop/draft';

const text = (value: string) => ({ type: 'text' as const, text: value });

describe('a draft', () => {
  it('has front matter in the usual order, without what says nothing', () => {
    const { frontMatter } = documentOf(
      { format: 'jinja2', model: 'x', parameters: {}, tools: [], metadata: { a: 1 } },
      { type: 'chat', messages: [] },
    );
    deepStrictEqual(Object.entries(frontMatter), [
      ['type', 'chat'],
      ['format', 'jinja2'],
      ['model', 'x'],
      ['metadata', { a: 1 }],
    ]);
  });

  it('holds contents as a document can write them', () => {
    const image = { type: 'image' as const, url: ' u ' };
    deepStrictEqual(contentOf([]), '');
    deepStrictEqual(contentOf([text('\n \na\n\n')]), 'a');
    deepStrictEqual(contentOf([text('a'), text('b')]), 'a\nb');
    deepStrictEqual(contentOf([text('a\n'), image, text(' \n')]), [
      text('a'),
      { type: 'image', url: 'u' },
    ]);
    deepStrictEqual(withoutBlankEnds(' \n\t\n'), '');
  });

  it('has no message that says nothing', () => {
    deepStrictEqual(
      [
        saysSomething({ role: 'history', name: 'h' }),
        saysSomething({ role: 'user', content: '' }),
        saysSomething({ role: 'tool', content: '', result: 'c' }),
      ],
      [true, false, true],
    );
  });
});
