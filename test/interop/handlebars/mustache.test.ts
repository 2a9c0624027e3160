import { deepStrictEqual } from 'node:assert/strict';
import { isMustache, printMustache } from '../../../src/interop/handlebars/mustache';
import { parseHandlebars } from '../../../src/interop/handlebars/parse';

describe('Handlebars that Mustache says as well', () => {
  it('is printed so', () => {
    const nodes = parseHandlebars('Hi {{ a.b }} {{{c}}} {{!-- d --}}{{> myTone}}');
    deepStrictEqual(
      [isMustache(nodes), printMustache(nodes)],
      [true, 'Hi {{a.b}} {{c}} {{! d }}{{> my-tone}}'],
    );
  });

  it('has no blocks, helpers, parents or braces that are text', () => {
    for (const template of [
      '{{#if a}}{{/if}}',
      '{{f a}}',
      '{{../a}}',
      '{{@a}}',
      '{{this}}',
      '\\{{a}}',
      '{{!-- }} --}}',
      '{{[a b]}}',
      '{{list.length}}',
    ]) {
      deepStrictEqual(isMustache(parseHandlebars(template)), false, template);
    }
  });
});
