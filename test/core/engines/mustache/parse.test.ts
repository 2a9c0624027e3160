import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { parseMustache } from '../../../../src/core/engines/mustache/parse';
import { processorMs } from '../../../support/processorTime';

function problemsOf(template: string): string[] {
  return parseMustache(template).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

describe('parseMustache', () => {
  it('reads text, values, sections and partials, each with its place', () => {
    deepStrictEqual(parseMustache('a {{b.c}}\n{{#d}}{{{.}}}{{/d}}\n  {{> e }}\n').nodes, [
      { kind: 'text', text: 'a ', isLineStart: true },
      { kind: 'value', name: 'b.c', path: ['b', 'c'], source: '{{b.c}}', line: 1, column: 3 },
      { kind: 'text', text: '\n', isLineStart: false },
      { kind: 'text', text: '', isLineStart: true },
      {
        kind: 'section',
        isInverted: false,
        name: 'd',
        path: ['d'],
        nodes: [{ kind: 'value', name: '.', path: [], source: '{{{.}}}', line: 2, column: 7 }],
        line: 2,
        column: 1,
      },
      { kind: 'text', text: '\n', isLineStart: false },
      { kind: 'partial', name: 'e', indentation: '  ', line: 3, column: 3 },
    ]);
  });

  const refused: [template: string, ...problems: string[]][] = [
    ['a\n {{#b}}', '2:2 The section "b" is never closed. Add {{/b}}.'],
    ['{{#a}}{{^b}}', '1:1 The section "a" is never', '1:7 The section "b" is never'],
    ['a {{/b}}', '1:3 {{/b}} closes nothing. No section is open.'],
    ['{{#a}}{{/b}}{{/a}}', '1:7 {{/b}} closes nothing. The open section is "a".'],
    ['Hi {{name', '1:4 This tag is never closed. For the text "{{", change the delimiters.'],
    ['Hi {{{name}}', '1:4 This tag is never closed.'],
    ['{{=<%=}}', '1:1 Delimiters are two words'],
    ['{{=a b c=}}', '1:1 Delimiters are two words'],
    ['{{= == == =}}', '1:1 Delimiters are two words'],
    ['{{}}', '1:1 This tag names nothing.'],
    ['{{a..b}}', '1:1 "a..b" is no name'],
    ['{{#.a}}{{/.a}}', '1:1 ".a" is no name'],
    ['{{>}}', '1:1 Name the prompt to include'],
    ['{{>*name}}', '1:1 An include is named here, not by a value.'],
    ['{{<a}}', '1:1 Template inheritance'],
    ['{{$a}}', '1:1 Template inheritance'],
  ];
  for (const [template, ...expected] of refused) {
    it(`refuses ${JSON.stringify(template)}`, () => {
      const problems = problemsOf(template);
      strictEqual(problems.length, expected.length, problems.join('\n'));
      expected.forEach((start, index) => {
        ok(problems[index]?.startsWith(start), problems[index]);
      });
    });
  }

  it('refuses sections nested without end instead of exhausting the stack', () => {
    const template = '{{#a}}'.repeat(50_000) + '{{/a}}'.repeat(50_000);
    deepStrictEqual(problemsOf(template), ['1:601 Sections are nested more than 100 deep.']);
  });

  it('names a few problems of a template that is wrong all over, and none at full length', () => {
    strictEqual(problemsOf('{{/a}}'.repeat(10_000)).length, 50);
    ok(problemsOf(`{{#${'x'.repeat(100_000)}}}`)[0]!.length < 300);
  });

  it('takes a time that grows with the template, not with its square', () => {
    const parts = [
      '{{#a}}{{/a}}',
      ' \t',
      '{{!',
      '{{=<% %>=}}<%={{ }}=%>',
      '{{a.b}}\n',
      '{{{',
      '}}',
    ];
    for (const part of parts) {
      const template = part.repeat(Math.floor(1_000_000 / part.length));
      const start = processorMs();
      parseMustache(template);
      // The square of a million steps would take minutes.
      ok(processorMs() - start < 30_000, part);
    }
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '}',
      '#',
      '^',
      '/',
      '>',
      '!',
      '=',
      '&',
      'a',
      '.',
    );
    const other = fc.constantFrom(' ', '\n', '\r\n', '<%', '%>', '\uD800');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, other), { maxLength: 40 }), pieces => {
        const template = pieces.join('');
        for (const { line, column } of parseMustache(template).problems) {
          ok(column <= (template.split('\n')[line - 1] ?? '').length);
        }
      }),
      { seed: 11, numRuns: 3000 },
    );
  });
});
