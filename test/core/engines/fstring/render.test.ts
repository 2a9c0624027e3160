import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { parseFString } from '../../../../src/core/engines/fstring/parse';
import { renderFString } from '../../../../src/core/engines/fstring/render';
import type { RenderedTemplate } from '../../../../src/core/engines/template/template';
import { checkRefusal, refusalOf } from '../../../support/refusal';
import { holdsFor } from '../../../support/seeded';

function render(
  template: string,
  values: unknown,
  missing: 'keep' | 'empty' = 'empty',
): RenderedTemplate {
  const { nodes, problems } = parseFString(template);
  deepStrictEqual(problems, []);
  return renderFString(nodes, {
    values,
    missing,
    origin: { chain: [] },
    include: () => undefined,
  });
}

function failuresOf(template: string, values: unknown): readonly string[] {
  const { failures = [] } = render(template, values);
  return failures.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('renderFString', () => {
  it('never reads a value again, whatever it holds', () => {
    const values = { a: '{b}', b: '{{a}} }', c: '$& $1 {', w: '{a}>9' };
    strictEqual(render('{a} {b} {c}', values).text, '{b} {{a}} } $& $1 {');
    holdsFor(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), 1000, ([a, b]) => {
      strictEqual(render('<{a}|{b!s}>{{', { a, b }).text, `<${a}|${b}>{`);
    });
  });

  it('never takes a format spec from a value for more than a format spec', () => {
    deepStrictEqual(failuresOf('{a:{w}}', { a: 1, w: '{a}>9' }), [
      '1:1 {a:{w}}: The format spec "{a}>9" cannot be read.',
    ]);
    strictEqual(render('{a:{w}}', { a: 'x', w: '}>3' }).text, '}}x');
  });

  it('says which names it did not find, those of format specs too', () => {
    const { missing, text } = render('{a}\n {b.c[0]:>{w}}{d:{v}}{a}.', { d: 1 });
    strictEqual(text, '\n .');
    deepStrictEqual(
      missing.map(({ name, line, column }) => `${name} ${line}:${column}`),
      ['a 1:1', 'b.c.0 2:2', 'w 2:11', 'v 2:18', 'a 2:22'],
    );
  });

  it('keeps the tags of missing names in place when asked to, and says where they are', () => {
    const template = '{{{a!r:>5}}} {b} {c:{w}}{d}';
    const { text, placeholders } = render(template, { b: '{d}', c: 1 }, 'keep');
    strictEqual(text, '{{a!r:>5}} {d} {c:{w}}{d}');
    deepStrictEqual(
      placeholders.map(({ name, start, endExclusive }) => [name, text.slice(start, endExclusive)]),
      [
        ['a', '{a!r:>5}'],
        ['w', '{c:{w}}'],
        ['d', '{d}'],
      ],
    );
  });

  it('leaves out the whole field when a name of its format spec is missing', () => {
    strictEqual(render('[{a:.{p}f}]', { a: 1.5 }).text, '[]');
  });

  it('names every value that does not go with its format spec, and what is missing as well', () => {
    const values = { price: '12', n: 2.5, list: [1], w: 'wide' };
    const template = '{price:.2f}\n {n:d} {list:>5} {n:{w}} {gone} {also:5}';
    deepStrictEqual(failuresOf(template, values), [
      '1:1 {price:.2f}: The format code "f" is not for texts.',
      '2:2 {n:d}: The format code "d" is not for floats.',
      '2:8 {list:>5}: A list takes no format spec without "!s".',
      '2:18 {n:{w}}: The format spec "wide" cannot be read.',
    ]);
    deepStrictEqual(
      render(template, values).missing.map(({ name }) => name),
      ['gone', 'also'],
    );
  });

  it('blames a field of a format spec once', () => {
    deepStrictEqual(failuresOf('{a:{w:d}}', { a: 1, w: 'x' }), [
      '1:4 {w:d}: The format code "d" is not for texts.',
    ]);
  });

  it('keeps only the first of many failures', () => {
    strictEqual(failuresOf('{a:d}'.repeat(1000), { a: 'x' }).length, 50);
  });

  it('stops work that outgrows memory, also where little of it is printed', () => {
    const big = 'x'.repeat(100_000);
    const cases: [template: string, values: unknown][] = [
      ['{a}', { a: big }],
      ['{a:>100000}', { a: 1 }],
      ['{a!r:.1}', { a: big }],
      ['{a!s:.1}', { a: [big] }],
      ['{a[99999]}', { a: big }],
      ['{a:{b:100000}}', { a: 1, b: '' }],
    ];
    for (const [template, values] of cases) {
      checkRefusal(
        refusalOf(() => render(template.repeat(2000), values, 'keep')),
        'too-large',
      );
    }
  });

  it('renders two hundred thousand characters of fields in time', () => {
    const values = { a: { b: 'x' }, f: 1.1e-300, n: 123456, s: '😀'.repeat(1000), l: [[1]] };
    for (const field of ['{a.b}', '{f:.300f}', '{f:.999g}', '{n:>9,}', '{s:.1}', '{l[0]!r:>5}']) {
      const template = field.repeat(Math.floor(200_000 / field.length));
      deepStrictEqual(render(template, values).failures, undefined, field);
    }
  });

  it('throws nothing, whatever template and values meet', () => {
    const spec = fc
      .array(fc.constantFrom(...Array.from('<>=^+- z#0,_.159bcdeEfFgGnosxX%{}é')), { maxLength: 6 })
      .map(pieces => pieces.join(''));
    const value = fc.jsonValue({ maxDepth: 2 });
    holdsFor(fc.tuple(spec, value, spec), 5000, ([written, x, y]) => {
      const { nodes, problems } = parseFString(`{x:${written}}{x!a:{y}}{x:{y}}`);
      if (problems.length > 0) return;
      const request = { origin: { chain: [] }, missing: 'keep', include: () => undefined } as const;
      for (const { message } of renderFString(nodes, { ...request, values: { x, y } }).failures ??
        []) {
        ok(message.endsWith('.'), message);
      }
    });
  });
});
