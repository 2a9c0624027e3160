import { ok, strictEqual } from 'node:assert';
import { refusalOf, renderText } from '../../../support/jinja';

describe('the filters for text', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['"aB cD"|title', 'Ab Cd'],
    ['"ab"|center(7)', '   ab  '],
    ['a|default(none)', 'None'],
    ['""|default("x", true)', 'x'],
    ['"a\\nb\\n\\nc"|indent(1, true)', ' a\n b\n\n c'],
    ['"a\\nb"|indent("> ")', 'a\n> b'],
    ['"aaa"|replace("a", "$&", 2)', '$&$&a'],
    ['"foo bar baz"|truncate(7, leeway=0)', 'foo...'],
    ['"é/ b"|urlencode', '%C3%A9/%20b'],
    ['"a b"|wordcount', '2'],
    ['{"b": "<é>", "a": [1.0]}|tojson', '{"a": [1.0], "b": "\\u003c\\u00e9\\u003e"}'],
    ['[1]|tojson(2)', '[\n  1\n]'],
    ['"<b>"|safe', '<b>'],
    ['"  a "|trim', 'a'],
  ];
  for (const [expression, text] of CASES) {
    it(`make ${JSON.stringify(text)} of ${expression}`, () => {
      strictEqual(renderText(`{{ ${expression} }}`), text);
    });
  }

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['5|indent', '"indent" takes a text, not int'],
    ['"a"|indent(1000000000)', 'never seems to end'],
    ['"a"|center(1000000000)', 'never seems to end'],
    ['[1]|upper', 'a list inside a text is not supported'],
    ['"abc"|truncate(2)', 'a length of at least 3'],
    ['[1]|urlencode', '"urlencode" of a list is not supported'],
    ['range(2)|tojson', 'cannot be printed as JSON'],
  ];
  for (const [expression, refusal] of REFUSALS) {
    it(`refuse ${expression}`, () => {
      ok(refusalOf(`{{ ${expression} }}`).includes(refusal));
    });
  }
});
