import { match, strictEqual, throws } from 'node:assert/strict';
import { LineProblem } from '../../src/interop/foreignFile';
import { printMdx } from '../../src/interop/mdxTemplate';

describe('a text of MDX', () => {
  const CASES: readonly (readonly [text: string, template: string])[] = [
    ['Hi {props.name} of { props.company.name }', 'Hi {{name}} of {{company.name}}'],
    ['{"<b>"}{`a`} {\'\'}', '<b>a '],
    ['Write `{a}` and\n```json\n{"b": 1}\n```', 'Write `{a}` and\n```json\n{"b": 1}\n```'],
    ['\\{a\\} \\<b 1 < 2 <i>c</i>', '{a} <b 1 < 2 <i>c</i>'],
    ['{/* note */}a', '{{! note }}a'],
    ['`a', '`a'],
    ['\\{{props.a}\\}', '{{=<% %>=}}{<%={{ }}=%>{{a}}}'],
  ];
  for (const [text, template] of CASES) {
    it(`is a template: ${text}`, () => {
      strictEqual(printMdx(text), template);
    });
  }

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    ['a\n{props.list.map(x => x)}', /computed by a program/],
    ['a\n{`${props.a}`}', /computed by a program/],
    ['a\n{props["a"]}', /computed by a program/],
    ['a\n{b', /never closed/],
    ['a\n<ForEach arr={props.a}>', /"<ForEach>" is a component/],
    ['a\n<If condition={props.a}>b</If>', /"<If>" is a component/],
  ];
  for (const [text, reason] of REFUSED) {
    it(`is refused with its line: ${text}`, () => {
      throws(
        () => printMdx(text),
        (error: unknown) => {
          match(String(error), reason);
          return error instanceof LineProblem && error.line === 2;
        },
      );
    });
  }

  it('has code that never closes as text, in time that grows with its length', () => {
    strictEqual(printMdx('``a` {props.b}'), '``a` {{b}}');
    const run = '`'.repeat(300_000);
    strictEqual(printMdx(`${run}a`), `${run}a`);
    const open = `\`\`b${'```b'.repeat(50_000)}\`\`\`\`a`;
    strictEqual(printMdx(open), open);
  });
});
