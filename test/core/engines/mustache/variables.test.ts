import { deepStrictEqual } from 'node:assert';
import { parseMustache } from '../../../../src/core/engines/mustache/parse';
import { usesOf } from '../../../../src/core/engines/mustache/variables';

describe('usesOf', () => {
  it('tells printed names, parts, sections and what a section may hold itself', () => {
    const template = '{{a}} {{b.c}} {{#d}}{{e}}{{.}}{{/d}} {{^f}}{{g}}{{/f}} {{#h.i}}{{/h.i}}';
    deepStrictEqual(
      usesOf(parseMustache(template).nodes).variables.map(
        ({ name, kind, scopes, column }) => `${name} ${kind} [${scopes.join(' ')}] ${column}`,
      ),
      [
        'a value [] 1',
        'b.c path [] 7',
        'd list [] 15',
        'e value [d] 21',
        'f section [] 38',
        'g value [] 44',
        'h.i path [] 56',
      ],
    );
  });

  it('finds includes, inside sections too', () => {
    deepStrictEqual(usesOf(parseMustache('{{> a}}\n{{#s}}{{> b@1}}{{/s}}').nodes).includes, [
      { reference: 'a', line: 1, column: 1 },
      { reference: 'b@1', line: 2, column: 7 },
    ]);
  });
});
