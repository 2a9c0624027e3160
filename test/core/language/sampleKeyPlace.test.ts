import { strictEqual } from 'node:assert';
import { sampleKeyPlace } from '../../../src/core/language/sampleKeyPlace';

describe('sampleKeyPlace', () => {
  // "|" stands for the cursor.
  const cases: [text: string, place: string | undefined][] = [
    ['{|}', '[]'],
    ['{"|"}', '[""]'],
    ['{"|\n}', '["]'],
    ['{"a|b": 1}', '["ab"] with colon'],
    ['{"a": |}', undefined],
    ['{"a": "|"}', undefined],
    ['{"a": 1, |}', '[]'],
    ['{"a": {"|"}}', undefined],
    ['{"a": {"b": 1}, "|"}', '[""]'],
    ['{"a": [1, |]}', undefined],
    ['{"a": "x, {", "|"}', '[""]'],
    ['{"a\\"|": 1}', '["a\\""] with colon'],
    ['[1, |]', undefined],
    ['|', undefined],
    ['{}|', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`tells the key in ${JSON.stringify(text)}`, () => {
      const source = text.replace('|', '');
      const place = sampleKeyPlace(source, text.indexOf('|'));
      const word = place && `[${source.slice(place.span.start, place.span.endExclusive)}]`;
      strictEqual(word && word + (place.hasColon ? ' with colon' : ''), expected);
    });
  }
});
