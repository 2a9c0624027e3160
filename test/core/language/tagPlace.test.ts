import { strictEqual } from 'node:assert';
import { SourceText } from '../../../src/core/language/sourceText';
import { placeInTag } from '../../../src/core/language/tagPlace';

function placeAt(text: string, format: 'jinja2' | 'f-string'): string | undefined {
  const source = new SourceText(text.replace('|', ''));
  const place = placeInTag(source, text.indexOf('|'), format);
  if (place === undefined) return undefined;
  const path = place.kind === 'name' ? place.path : [];
  const closer = place.kind === 'role' ? '' : place.closer;
  return [place.kind, `[${source.slice(place.span)}]`, ...path, closer].join(' ').trim();
}

describe('placeInTag', () => {
  // "|" stands for the cursor, so filters are left out here.
  const cases: [format: 'jinja2' | 'f-string', text: string, place: string | undefined][] = [
    ['f-string', 'a |b', undefined],
    ['f-string', 'a {|', 'name [] }'],
    ['f-string', 'a {qu|ery}', 'name [query]'],
    ['f-string', '{a} |', undefined],
    ['f-string', '{{|', undefined],
    ['f-string', '{{{|', 'name [] }'],
    ['f-string', '{customer.na|}', 'name [na] customer'],
    ['f-string', '{price:|}', undefined],
    ['f-string', '{price!|}', undefined],
    ['jinja2', '{{ |', 'name [] }}'],
    ['jinja2', '{{ a.b.c| }}', 'name [c] a b'],
    ['jinja2', '{% if qu|', 'name [qu]'],
    ['jinja2', '{% if a %} |', undefined],
    ['jinja2', '{{ "te|', undefined],
    ['jinja2', '{{ "te" ~ a|', 'name [a] }}'],
    ['jinja2', '{% include "shared/to|ne" %}', 'include [shared/tone]'],
    ['jinja2', '{ |', undefined],
    ['jinja2', '{{ a }} {{\n|', undefined],
  ];
  for (const [format, text, place] of cases) {
    it(`tells what can be written in ${JSON.stringify(text)} of ${format}`, () => {
      strictEqual(placeAt(text, format), place);
    });
  }
});
