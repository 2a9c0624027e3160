import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { LedgerError } from '../../../src/core/errors';
import { parseFString } from '../../../src/core/fstring/parse';
import { renderFString } from '../../../src/core/fstring/render';
import type { RenderedTemplate } from '../../../src/core/template';
import { checkRefusal, refusalOf } from '../../support/refusal';
import { holdsFor } from '../../support/seeded';

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

describe('renderFString', () => {
  it('never reads a value again, whatever it holds', () => {
    const values = { a: '{b}', b: '{{a}} }', c: '$& $1 {', w: '{a}>9' };
    strictEqual(render('{a} {b} {c}', values).text, '{b} {{a}} } $& $1 {');
    holdsFor(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), 1000, ([a, b]) => {
      strictEqual(render('<{a}|{b!s}>{{', { a, b }).text, `<${a}|${b}>{`);
    });
  });

  it('never takes a format spec from a value for more than a format spec', () => {
    const { code } = refusalOf(() => render('{a:{w}}', { a: 1, w: '{a}>9' }));
    strictEqual(code, 'invalid-input');
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
    const error = refusalOf(() =>
      render('{price:.2f}\n {n:d} {list:>5} {n:{w}} {gone} {also:5}', values),
    );
    checkRefusal(
      error,
      'invalid-input',
      '{price:.2f} (line 1, column 1 of its template): The format code "f" is not for texts.',
      '{n:d} (line 2, column 2 of its template): The format code "d" is not for floats.',
      '{list:>5} (line 2, column 8 of its template): A list takes no format spec without "!s".',
      '{n:{w}} (line 2, column 18 of its template): The format spec "wide" cannot be read.',
      'Missing as well: also, gone.',
    );
    const fields = error.data.fields as readonly { name: string; line: number }[];
    deepStrictEqual(
      fields.map(({ name, line }) => `${name} ${line}`),
      ['price 1', 'n 2', 'list 2', 'n 2'],
    );
  });

  it('blames a field of a format spec once', () => {
    const { data } = refusalOf(() => render('{a:{w:d}}', { a: 1, w: 'x' }));
    const [field, ...others] = data.fields as readonly { field: string }[];
    deepStrictEqual([field?.field, others.length], ['{w:d}', 0]);
  });

  it('lists only the first of many failures', () => {
    const { message, data } = refusalOf(() => render('{a:d}'.repeat(1000), { a: 'x' }));
    strictEqual((data.fields as readonly unknown[]).length, 50);
    ok(message.length < 1000 && message.includes('And 45 more.'), message);
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
      const { code } = refusalOf(() => render(template.repeat(2000), values, 'keep'));
      ok(code === 'too-large' || code === 'invalid-input', template);
    }
  });

  it('renders a megabyte of fields well within a second or two', () => {
    const values = { a: { b: 'x' }, f: 1.1e-300, n: 123456, s: '😀'.repeat(1000), l: [[1]] };
    for (const field of ['{a.b}', '{f:.300f}', '{f:.999g}', '{n:>9,}', '{s:.1}', '{l[0]!r:>5}']) {
      const template = field.repeat(Math.floor(200_000 / field.length));
      const start = performance.now();
      render(template, values);
      ok(performance.now() - start < 5000, field);
    }
  });

  it('throws nothing but its own errors, whatever template and values meet', () => {
    const spec = fc
      .array(fc.constantFrom(...Array.from('<>=^+- z#0,_.159bcdeEfFgGnosxX%{}é')), { maxLength: 6 })
      .map(pieces => pieces.join(''));
    const value = fc.jsonValue({ maxDepth: 2 });
    holdsFor(fc.tuple(spec, value, spec), 5000, ([written, x, y]) => {
      const { nodes, problems } = parseFString(`{x:${written}}{x!a:{y}}{x:{y}}`);
      if (problems.length > 0) return;
      const request = { origin: { chain: [] }, missing: 'keep', include: () => undefined } as const;
      try {
        renderFString(nodes, { ...request, values: { x, y } });
      } catch (error) {
        ok(error instanceof LedgerError && error.code === 'invalid-input', String(error));
      }
    });
  });
});
