import { deepStrictEqual } from 'node:assert/strict';
import { readingOfNunjucks } from '../../src/interop/nunjucks';

describe('texts in Nunjucks', () => {
  const rows: readonly (readonly [texts: readonly string[], format: string, warnings: number])[] = [
    [['Hi'], 'mustache', 0],
    [['{ "a": 1 }', '{{name}} {{ user.name }}'], 'mustache', 0],
    [['{{ env.KEY }}'], 'mustache', 1],
    [['{{ name | upper }}'], 'jinja2', 1],
    [['{{ a', 'b }}'], 'mustache', 0],
    [['{% if a %}b{% endif %}'], 'jinja2', 1],
    [['{# note #}{{ env.KEY }}'], 'jinja2', 2],
  ];
  for (const [texts, format, count] of rows) {
    it(`are ${format}: ${texts.join()}`, () => {
      const { format: found, warnings } = readingOfNunjucks(texts);
      deepStrictEqual([found, warnings.length], [format, count]);
    });
  }

  it('are read in time that grows with their length', () => {
    const text = `{{a}}${'{'.repeat(2_000_000)}`;
    deepStrictEqual(readingOfNunjucks([text]), { format: 'mustache', warnings: [] });
  });
});
