import { deepStrictEqual, throws } from 'node:assert/strict';
import { tokensOf } from '../../../src/interop/handlebars/tokens';

const cut = (template: string) =>
  tokensOf(template).map(token =>
    token.type === 'text' ? token.text : [token.sign, token.content, token.line],
  );

describe('tokens of Handlebars', () => {
  it('are texts and tags with their lines', () => {
    deepStrictEqual(cut('a\n{{ b }}{{{c}}}{{&d}}{{> e}}{{^}}{{else if x}}'), [
      'a\n',
      ['', 'b', 2],
      ['', 'c', 2],
      ['', 'd', 2],
      ['>', 'e', 2],
      ['else', '', 2],
      ['else', 'if x', 2],
    ]);
  });

  it('have no white space that Handlebars takes away', () => {
    deepStrictEqual(cut('a \n {{#if b}} \nc\n {{/if}}'), [
      'a \n',
      ['#', 'if b', 2],
      'c\n',
      ['/', 'if', 4],
    ]);
    deepStrictEqual(cut('a  {{~b~}}  c'), ['a', ['', 'b', 1], 'c']);
    deepStrictEqual(cut('{{!-- }} --}}\nx'), [['!', ' }} ', 1], 'x']);
  });

  it('know a tag that is text', () => {
    deepStrictEqual(cut('\\{{a}} \\\\{{b}}'), ['{{a}} ', '\\', ['', 'b', 1]]);
  });

  it('refuse what never ends, and what nothing here can say', () => {
    for (const template of ['{{a', '{{}}', '{{#> a}}', '{{#*inline}}', '{{^a}}', '{{> (a)}}']) {
      throws(() => tokensOf(template), { name: 'LineProblem', line: 1 });
    }
  });
});
