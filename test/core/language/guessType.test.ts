import { strictEqual } from 'node:assert';
import type { Values } from '../../../src/core/prompt/document/inputs';
import { analyseDocument } from '../../../src/core/language/analysis';
import { guessType, guessTypeOf } from '../../../src/core/language/guessType';

describe('guessType', () => {
  const cases: [template: string, samples: Values[], type: string][] = [
    ['{{a}}', [], 'string'],
    ['{{a.b}}', [], 'object'],
    ['{{#a}}{{/a}}', [], 'any'],
    ['{{#a}}{{/a}}{{a}}', [], 'string'],
    ['---\nformat: jinja2\n---\n{% for x in a %}{{ x }}{% endfor %}', [], 'array'],
    ['{{a}}', [{ a: 3 }], 'number'],
    ['{{a}}', [{ a: [] }, {}], 'array'],
    ['{{a}}', [{ a: true }, { a: 'x' }], 'any'],
    ['{{a}}', [{ a: null }], 'string'],
    ['{{toString}}', [{}], 'string'],
  ];
  for (const [template, samples, type] of cases) {
    it(`takes the variable of ${template} with ${JSON.stringify(samples)} for ${type}`, () => {
      const uses = analyseDocument(template).marks.filter(({ kind }) => kind !== 'close');
      strictEqual(guessType(uses, samples), type);
    });
  }
});

describe('guessTypeOf', () => {
  it('goes by the uses', () => {
    strictEqual(guessTypeOf(['path', 'section']), 'object');
    strictEqual(guessTypeOf(['section']), 'any');
    strictEqual(guessTypeOf(['list', 'section']), 'array');
    strictEqual(guessTypeOf(['history']), 'array');
    strictEqual(guessTypeOf([]), 'string');
  });
});
