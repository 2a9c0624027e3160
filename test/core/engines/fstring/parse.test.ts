import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { parseFString } from '../../../../src/core/engines/fstring/parse';
import { holdsFor } from '../../../support/seeded';
import { processorMs } from '../../../support/processorTime';

function problemsOf(template: string): string[] {
  return parseFString(template).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

/** Templates made of what means something to the parser. */
const template = fc
  .array(
    fc.oneof(
      fc.constantFrom('{', '}', '{{', '}}', '[', ']', ':', '!', '.', 'a', '0', '_', 'r', '<', '5'),
      fc.constantFrom('{a}', '{a:{b}}', '{a[', ' ', '\n', '😀', '\uD800', ',', 'z', '#'),
    ),
    { maxLength: 40 },
  )
  .map(pieces => pieces.join(''));

describe('parseFString', () => {
  it('reads text and fields, each with its place', () => {
    const { nodes, problems } = parseFString('a {{\n{b.c[0]!r:>5}{d}');
    deepStrictEqual(problems, []);
    const [text, line, field, last] = nodes;
    deepStrictEqual(
      [text, line],
      [
        { kind: 'text', text: 'a {' },
        { kind: 'text', text: '\n' },
      ],
    );
    ok(field?.kind === 'field' && field.spec.kind === 'fixed');
    const { spec, ...rest } = field;
    deepStrictEqual([spec.spec.align, spec.spec.width], ['>', 5]);
    deepStrictEqual(rest, {
      kind: 'field',
      name: 'b.c.0',
      path: [
        { name: 'b', isItem: false },
        { name: 'c', isItem: false },
        { name: '0', isItem: true },
      ],
      conversion: 'r',
      source: '{b.c[0]!r:>5}',
      line: 2,
      column: 1,
    });
    deepStrictEqual(last?.kind === 'field' && last.spec, { kind: 'none' });
  });

  it('reads the fields of a format spec', () => {
    const [field] = parseFString('{a:{fill}>{w!s}.2}').nodes;
    ok(field?.kind === 'field' && field.spec.kind === 'computed');
    deepStrictEqual(
      field.spec.nodes.map(node => (node.kind === 'text' ? node.text : node.source)),
      ['{fill}', '>', '{w!s}', '.2'],
    );
  });

  it('takes braces, colons and exclamation marks in brackets for parts of the name', () => {
    const [field] = parseFString('{a[}:!{][[]}').nodes;
    deepStrictEqual(field?.kind === 'field' && field.name, 'a.}:!{.[');
  });

  const refused: [template: string, ...problems: string[]][] = [
    ['a {', '1:3 This brace is never closed. For a brace in the text, write {{.'],
    ['a\n }b', '2:2 This brace closes nothing. For a brace in the text, write }}.'],
    ['{a', '1:1 This brace is never closed.'],
    ['{a[b}', '1:1 This brace is never closed.'],
    ['{a:>5', '1:1 This brace is never closed.'],
    ['{a:{b}', '1:1 This brace is never closed.'],
    ['{a!r', '1:1 This brace is never closed.'],
    ['{a!', '1:1 This brace is never closed.'],
    ['{a {b}', '1:1 This brace is never closed.'],
    ['{}', '1:1 Values have names: write {name} instead of {}.'],
    ['{} {0} {1:>5}', '1:1 Values', '1:4 Values have names, not', '1:8 Values have names, not'],
    ['{a:{}}', '1:4 Values have names'],
    ['é😀{_a}', '1:4 "_a" begins with "_", which no name may.'],
    ['{a.__class__.__init__}', '1:1 "__class__" begins with "_"'],
    ['{a:{_b}}', '1:4 "_b" begins with "_"'],
    ['{a!x}', '1:1 "!x" is no conversion. Use !s, !r or !a.'],
    ['{a!}', '1:1 "!" is no conversion.'],
    ['{a!} {', '1:1 "!" is no conversion.', '1:6 This brace is never closed.'],
    ['{a!r>5} {b', '1:1 Only ":" or "}" can follow a conversion.', '1:9 This brace'],
    ['{a!😀}', '1:1 "!😀" is no conversion.'],
    [
      '{a:.}',
      '1:1 The format spec "." has no precision after its ".". For a brace in the text, write',
    ],
    ['{a:5q}', '1:1 The format spec "5q" is wrong: The format code "q" is not for texts.'],
    ['{a!r:d}', '1:1 The format spec "d" is wrong: The format code "d" is not for texts.'],
    ['{a:1000001}', '1:1 The format spec "1000001" has a width or precision over 1000000.'],
    ['{a:{{}}}', '1:1 The format spec "{}" cannot be read'],
    ['{a:{b:{c}}}', '1:4 A field in a format spec has no fields in its own.'],
    ['{"k": 1}', '1:1 "\\"k\\"" is no name of a value.'],
    [
      '{k: "v"}',
      '1:1 The format spec " \\"v\\"" cannot be read. For a brace in the text, write {{',
    ],
    ['{\n  "k"\n}', '1:1 "\\n  \\"k\\"\\n" is no name of a value. For a brace in the text, write'],
    ['{a.}\n{b}\n{c!z}', '1:1 Something must follow "."', '3:1 "!z" is no conversion.'],
    ['{a:q}{b:{_c}', '1:1 The format spec', '1:6 This brace is never closed.'],
    ['{!r:{_b}}', '1:1 Values have names', '1:5 "_b" begins'],
  ];
  for (const [text, ...expected] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const problems = problemsOf(text);
      strictEqual(problems.length, expected.length, problems.join('\n'));
      expected.forEach((start, index) => {
        ok(problems[index]?.startsWith(start), problems[index]);
      });
    });
  }

  it('names a few problems of a template that is wrong all over, and none at full length', () => {
    strictEqual(problemsOf('{}'.repeat(10_000)).length, 50);
    ok(problemsOf(`{a:${'x'.repeat(100_000)}}`)[0]!.length < 300);
    ok(problemsOf(`{_${'x'.repeat(100_000)}}`)[0]!.length < 300);
  });

  it('takes a time that grows with the template, not with its square', () => {
    const parts = [
      '{a}',
      '{{',
      '}',
      '{',
      '{a[',
      '{a:{',
      '{a:{b[}}',
      '{a:{b}}',
      '[',
      '{a!',
      '{a.b[c]\n',
      '{a!r:',
      '{a:{b:{',
    ];
    for (const part of parts) {
      const half = part.repeat(Math.floor(250_000 / part.length));
      for (const text of [half + half, half + 'x'.repeat(250_000), `{a:${half}`, `{${half}}`]) {
        const start = processorMs();
        parseFString(text);
        // The square of half a million steps would take minutes.
        ok(processorMs() - start < 30_000, part);
      }
    }
  });

  it('never throws, whatever it is given, and places problems inside the template', () => {
    holdsFor(template, 5000, text => {
      const lines = text.split('\n');
      for (const { line, column } of parseFString(text).problems) {
        ok(column >= 1 && column <= (lines[line - 1] ?? '').length);
      }
    });
  });

  it('keeps every character of a template that it can read', () => {
    holdsFor(template, 5000, text => {
      const { nodes, problems } = parseFString(text);
      if (problems.length > 0) return;
      const written = nodes.map(node => {
        if (node.kind === 'field') return node.source;
        return node.text.replaceAll('{', '{{').replaceAll('}', '}}');
      });
      strictEqual(written.join(''), text);
    });
  });
});
