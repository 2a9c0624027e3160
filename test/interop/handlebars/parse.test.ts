import { deepStrictEqual, throws } from 'node:assert/strict';
import { parseHandlebars } from '../../../src/interop/handlebars/parse';

describe('a template of Handlebars', () => {
  it('is a tree in which "else if" is a block of its own', () => {
    const [block] = parseHandlebars('{{#if a}}A{{else if b}}B{{else}}C{{/if}}');
    deepStrictEqual(block?.type === 'block' && [block.body, block.otherwise.length], [
      [{ type: 'text', text: 'A' }],
      1,
    ]);
    const [inner] = block?.type === 'block' ? block.otherwise : [];
    deepStrictEqual(inner?.type === 'block' && inner.otherwise, [{ type: 'text', text: 'C' }]);
  });

  it('is refused with the line where blocks do not close', () => {
    const rows: readonly (readonly [string, number])[] = [
      ['\n{{#if a}}', 2],
      ['{{#if a}}\n{{/each}}', 2],
      ['\n\n{{/if}}', 3],
      ['{{else}}', 1],
      ['{{#if a}}{{else}}{{else}}{{/if}}', 1],
      ['{{#if a}}'.repeat(60), 1],
    ];
    for (const [template, line] of rows) {
      throws(() => parseHandlebars(template), { name: 'LineProblem', line });
    }
  });
});
