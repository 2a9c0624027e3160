import { deepStrictEqual } from 'node:assert/strict';
import {
  blocksOf,
  namesDefined,
  namesUsed,
  templateTags,
  within,
} from '../../src/interop/promptyTags';

describe('the tags of a template that is not cut yet', () => {
  const JINJA =
    '{% set a = 1 %}x {# {{ no }} #}{% if a %}{{ b.c }}{% else %}y{% endif %}{% raw %}{{ d }}{% endraw %}{% set e %}z{% endset %}';

  it('are those of Jinja, without what stands in comments and raw text', () => {
    const { tags } = templateTags(JINJA, 'jinja2');
    deepStrictEqual(
      tags.map(({ start, end, kind }) => [JINJA.slice(start, end), kind]),
      [
        ['{% set a = 1 %}', 'define'],
        ['{% if a %}', 'open'],
        ['{{ b.c }}', 'print'],
        ['{% else %}', 'other'],
        ['{% endif %}', 'close'],
        ['{% raw', 'open'],
        ['{% endraw', 'close'],
        ['{% set e %}', 'open'],
        ['{% endset %}', 'close'],
      ],
    );
  });

  it('say what is text, and how many blocks are open', () => {
    const { isText, depthAt } = templateTags(JINJA, 'jinja2');
    const at = (text: string): number => JINJA.indexOf(text);
    deepStrictEqual(
      ['x ', 'no', 'y{%', '{{ d }}'].map(text => isText(at(text), at(text) + 1)),
      [true, false, true, true],
    );
    deepStrictEqual(
      ['x ', '{% if', 'y{%', '{{ d }}', 'z{%'].map(text => depthAt(at(text))),
      [0, 0, 1, 1, 1],
    );
  });

  it('are those of Mustache, where another format is not said', () => {
    const text = 'a {{#xs}}{{{ b }}}{{/xs}}{{! user:\n}}{{^n}}{{> p}}{{/n}}{{c}}';
    const template = templateTags(text, 'mustache');
    deepStrictEqual(
      template.tags.map(({ kind, words }) => [kind, ...words]),
      [
        ['open', '#', 'xs'],
        ['print', '', 'b'],
        ['close', '/', 'xs'],
        ['other', '', ''],
        ['open', '^', 'n'],
        ['other', '>', 'p'],
        ['close', '/', 'n'],
        ['print', '', 'c'],
      ],
    );
    deepStrictEqual(template.isText(text.indexOf('user:'), text.indexOf('user:') + 5), false);
  });

  it('are none where the template cannot be read', () => {
    const { tags, isText } = templateTags('{% if a', 'jinja2');
    deepStrictEqual([tags, isText(0, 7)], [[], true]);
  });

  it('make blocks, and give names to values', () => {
    const template = templateTags(JINJA, 'jinja2');
    deepStrictEqual(
      blocksOf(template).map(({ open, parent }) => [open.words[0], parent]),
      [
        ['if', undefined],
        ['raw', undefined],
        ['set', undefined],
      ],
    );
    deepStrictEqual(
      namesDefined(template).map(({ start, end, words }) => [JINJA.slice(start, end), words]),
      [
        ['{% set a = 1 %}', ['a']],
        ['{% set e %}z{% endset %}', ['e']],
      ],
    );
    const inner = templateTags('{% if a %}{% set b = 1 %}{% endif %}', 'jinja2');
    deepStrictEqual(namesDefined(inner), []);
    const used = namesUsed(template, JINJA.indexOf('{% if'), JINJA.indexOf('{% else'));
    deepStrictEqual([...used], ['if', 'a', 'b', 'c']);
  });

  it('are found between two offsets', () => {
    const stretches = [0, 10, 20].map(start => ({ start, end: start + 5 }));
    deepStrictEqual(within(stretches, 5, 25), stretches.slice(1));
    deepStrictEqual(within(stretches, 1, 24), [stretches[1]]);
    deepStrictEqual(within(stretches, 26, 30), []);
  });
});
