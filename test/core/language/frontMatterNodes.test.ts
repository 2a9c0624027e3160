import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  fieldOf,
  readFrontMatterNodes,
  type FieldNode,
} from '../../../src/core/language/frontMatterNodes';

function print(source: string, fields: readonly FieldNode[]): string[] {
  return fields.flatMap(({ keySpan, valueSpan, fields: inner }) => {
    const key = source.slice(keySpan.start, keySpan.endExclusive);
    const value = valueSpan && source.slice(valueSpan.start, valueSpan.endExclusive).trim();
    return inner === undefined
      ? [`${key} = ${value ?? ''}`]
      : [`${key} ${inner.style}`, ...print(source, inner.items).map(line => `  ${line}`)];
  });
}

describe('readFrontMatterNodes', () => {
  const cases: [title: string, source: string, ...fields: string[]][] = [
    ['plain fields', '---\ntype: chat\nmodel: "a b"\n---\n', 'type = chat', 'model = "a b"'],
    ['an empty value', '---\ninputs:\n---\n', 'inputs = '],
    [
      'inputs on lines',
      '---\ninputs:\n  a: { type: string }\n  b:\n    type: number\n---\n',
      'inputs block',
      '  a flow',
      '    type = string',
      '  b block',
      '    type = number',
    ],
    ['inputs in braces', '---\ninputs: { a: }\n---\n', 'inputs flow', '  a = '],
    ['front matter that is no mapping', '---\n- a\n---\n'],
    ['broken front matter', '---\na: 1\nb: [\n---\n', 'a = 1', 'b = ['],
  ];
  for (const [title, source, ...fields] of cases) {
    it(`finds ${title}`, () => {
      deepStrictEqual(print(source, readFrontMatterNodes(source)?.fields ?? []), fields);
    });
  }

  it('finds none where there is no front matter', () => {
    strictEqual(readFrontMatterNodes('a'), undefined);
    strictEqual(readFrontMatterNodes('---\na: 1\n'), undefined);
    strictEqual(fieldOf(undefined, 'a'), undefined);
  });

  it('survives brackets without end', () => {
    const fields = readFrontMatterNodes(`---\na: ${'['.repeat(20_000)}\n---\n`)?.fields ?? [];
    ok(fields.length <= 1);
  });
});
