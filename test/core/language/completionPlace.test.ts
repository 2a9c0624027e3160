import { strictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { completionPlace } from '../../../src/core/language/completionPlace';

/** The kind of place, what a choice replaces, and what goes behind it. */
function placeAt(text: string): string | undefined {
  const source = text.replace('|', '');
  const place = completionPlace(analyseDocument(source), text.indexOf('|'));
  if (place === undefined) return undefined;
  const word = `${place.kind} [${source.slice(place.span.start, place.span.endExclusive)}]`;
  switch (place.kind) {
    case 'name':
      return [word, ...place.path, place.closer, place.isPlain ? 'plain' : ''].join(' ').trim();
    case 'close':
    case 'include':
      return `${word} ${place.closer}`.trim();
    case 'key':
    case 'value':
      return [word, ...place.path].join(' ');
    case 'role':
      return word;
  }
}

describe('completionPlace', () => {
  // "|" stands for the cursor.
  const cases: [text: string, place: string | undefined][] = [
    ['a |b', undefined],
    ['{{|', 'name [] }} plain'],
    ['{{|}}', 'name []  plain'],
    ['{{ |}}', 'name []  plain'],
    ['{{ qu|ery }}', 'name [query]  plain'],
    ['{{qu| and {{b}}', 'name [qu] }} plain'],
    ['{{qu|\n{{b}}', 'name [qu] }} plain'],
    ['{{\n|', undefined],
    ['{{a b|}}', undefined],
    ['{{customer.na|}}', 'name [na] customer'],
    ['{{customer.|', 'name [] customer }}'],
    ['{{#or|', 'name [or] }}'],
    ['{{^ |}}', 'name []'],
    ['{{{a|', 'name [a] }}}'],
    ['{{& a|}}', 'name [a]'],
    ['{{#a}}{{/|', 'close [] }}'],
    ['{{> sh|', 'include [sh] }}'],
    ['{{> shared/to|ne@prod}}', 'include [shared/tone@prod]'],
    ['{{>|}}', 'include []'],
    ['{{! a|', undefined],
    ['{{=<% %>=}}<% a|', 'name [a]  plain'],
    ['---\nformat: none\n---\n{{|', undefined],
    ['---\ntype: chat\n---\n|', 'role []'],
    ['---\ntype: chat\n---\nuser:\nx\n\nas|', 'role [as]'],
    ['---\ntype: chat\n---\nuser:\nx\nas|', undefined],
    ['---\ntype: chat\n---\nuser:\n{{qu|', 'name [qu] }} plain'],
    ['as|', undefined],
    ['---\n|\n---\n', 'key []'],
    ['---\nty|', 'key [ty]'],
    ['---\ntype: |\n---\n', 'value [] type'],
    ['--|-\ntype: chat\n---\n', undefined],
  ];
  for (const [text, place] of cases) {
    it(`tells what can be written in ${JSON.stringify(text)}`, () => {
      strictEqual(placeAt(text), place);
    });
  }
});
