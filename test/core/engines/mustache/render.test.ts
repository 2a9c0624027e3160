import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { LedgerError } from '../../../../src/core/base/errors';
import { parseMustache } from '../../../../src/core/engines/mustache/parse';
import { renderMustache } from '../../../../src/core/engines/mustache/render';
import type { RenderedTemplate } from '../../../../src/core/engines/template/template';
import { processorMs } from '../../../support/processorTime';

function render(
  template: string,
  values: unknown,
  {
    includes = {},
    missing = 'empty',
  }: { includes?: Record<string, string>; missing?: 'keep' | 'empty' } = {},
): RenderedTemplate {
  return renderMustache(parseMustache(template).nodes, {
    values,
    missing,
    origin: { chain: [] },
    include: ({ reference }, { chain }) => ({
      nodes: parseMustache(includes[reference] ?? '').nodes,
      origin: { chain: [...chain, reference] },
    }),
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof LedgerError ? error.code : String(error);
  }
}

describe('renderMustache', () => {
  it('never reads a value again, whatever it holds', () => {
    const values = { a: '{{b}}', b: '{{#a}}{{a}}', c: '$& $1 {{=<% %>=}}' };
    strictEqual(render('{{a}} {{b}} {{c}}', values).text, '{{b}} {{#a}}{{a}} $& $1 {{=<% %>=}}');
  });

  it('says which printed names it did not find, once for each time it looked', () => {
    const { missing, text } = render('{{a}}\n{{#l}}{{b.c}},{{/l}}{{#d}}x{{/d}}', { l: [1, 2] });
    strictEqual(text, '\n,,');
    deepStrictEqual(
      missing.map(({ name, line, column }) => `${name} ${line}:${column}`),
      ['a 1:1', 'b.c 2:7', 'b.c 2:7'],
    );
  });

  it('keeps the tags of missing names in place when asked to, and says where they are', () => {
    const { text, placeholders } = render(
      'Hi {{ a }}{{{b}}}{{c}}',
      { c: '{{d}}' },
      { missing: 'keep' },
    );
    strictEqual(text, 'Hi {{ a }}{{{b}}}{{d}}');
    deepStrictEqual(
      placeholders.map(({ name, start, endExclusive }) => [name, text.slice(start, endExclusive)]),
      [
        ['a', '{{ a }}'],
        ['b', '{{{b}}}'],
      ],
    );
  });

  it('indents each line of a partial, blank lines and lines of values left alone', () => {
    const includes = {
      p: '{{#l}}\n{{.}}\n{{/l}}\n\n{{! c }}x\n{{#t}}y\n{{/t}}z\n  {{> q}}\n',
      q: 'q\n',
    };
    const values = { l: ['1\n2'], t: true };
    strictEqual(
      render('a\n\t{{> p}}\nb', values, { includes }).text,
      'a\n\t1\n2\n\n\tx\n\ty\n\tz\n\t  q\nb',
    );
  });

  it('knows in which included prompt a name was missing', () => {
    const includes = { p: '\n{{> q}}', q: ' {{x}}' };
    const [use] = render('{{> p}}', {}, { includes }).missing;
    deepStrictEqual(use, { name: 'x', line: 1, column: 2, origin: { chain: ['p', 'q'] } });
  });

  it('stops a partial that includes itself without end', () => {
    strictEqual(
      codeOf(() => render('{{> p}}', {}, { includes: { p: 'x{{> p}}' } })),
      'include-cycle',
    );
  });

  it('stops loops that multiply without end, even those that print nothing', () => {
    const depth = 12;
    const template = '{{#l}}'.repeat(depth) + '{{/l}}'.repeat(depth);
    strictEqual(
      codeOf(() => render(template, { l: Array(10).fill(1) })),
      'too-large',
    );
  });

  it('stops an output that outgrows memory', () => {
    const values = { l: Array(2000).fill(1), big: 'x'.repeat(100_000) };
    strictEqual(
      codeOf(() => render('{{#l}}{{big}}{{/l}}', values)),
      'too-large',
    );
    const includes = { p: 'x\n'.repeat(100_000) };
    strictEqual(
      codeOf(() => render(`${' '.repeat(100_000)}{{> p}}`, {}, { includes })),
      'too-large',
    );
  });

  it('renders a hundred thousand items well within a second or two', () => {
    const start = processorMs();
    const { text } = render('{{#l}}{{a.b}}{{c}}\n{{/l}}', {
      l: Array.from({ length: 100_000 }, () => ({ a: { b: 'x' } })),
      c: 'y',
    });
    strictEqual(text.length, 300_000);
    ok(processorMs() - start < 30_000);
  });
});
