import { deepStrictEqual, strictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { declarationOf, nameAt, placesOf } from '../../../src/core/language/nameAt';

describe('nameAt', () => {
  // "|" stands for the cursor.
  const cases: [source: string, name: string | undefined][] = [
    ['{{a|bc}}', 'variable abc: abc'],
    ['{{|abc}}', 'variable abc: abc'],
    ['{{abc|}}', 'variable abc: abc'],
    ['{|{abc}}', undefined],
    ['{{a.b|c}}', 'variable a: a.bc'],
    ['{{a|.bc}}', 'variable a: a'],
    ['{{#a}}{{/a|}}', 'variable a: a'],
    ['{{#a}}{{b|}}', 'item b: b'],
    ['{{> x/y|@z}}', 'include x/y@z: x/y@z'],
    ['---\ninputs:\n  a|b: {}\n---\n', 'variable ab: ab'],
    ['wo|rd', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`tells what the cursor stands on in ${JSON.stringify(text)}`, () => {
      const source = text.replace('|', '');
      const at = nameAt(analyseDocument(source), text.indexOf('|'));
      const name = at?.kind === 'include' ? at.reference : at?.name;
      strictEqual(
        at && `${at.kind} ${name ?? ''}: ${source.slice(at.span.start, at.span.endExclusive)}`,
        expected,
      );
    });
  }
});

describe('placesOf', () => {
  it('gives the declaration first', () => {
    const source = '---\ninputs:\n  a: {}\n---\n{{#a}}{{b}}{{/a}}';
    const analysis = analyseDocument(source);
    deepStrictEqual(
      placesOf(analysis, 'a').map(({ start }) => start),
      [14, 27, 38],
    );
    strictEqual(declarationOf(analysis, 'a')?.start, 14);
    strictEqual(declarationOf(analysis, 'b'), undefined);
  });
});
