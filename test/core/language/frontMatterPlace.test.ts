import { strictEqual } from 'node:assert';
import { frontMatterPlace } from '../../../src/core/language/frontMatterPlace';

function placeAt(yaml: string): string | undefined {
  const text = `---\n${yaml}---\nbody`;
  const source = text.replace('|', '');
  const place = frontMatterPlace(source, text.indexOf('|'));
  if (place === undefined) return undefined;
  const word = `${place.kind} [${source.slice(place.span.start, place.span.endExclusive)}]`;
  const path = place.path.length === 0 ? '' : ` in ${place.path.join('.')}`;
  if (place.kind === 'value') return word + path;
  const existing = place.existing.length === 0 ? '' : ` besides ${place.existing.join(',')}`;
  return (
    word +
    path +
    existing +
    (place.hasColon ? ' with colon' : '') +
    (place.isFlow ? ' in braces' : '')
  );
}

describe('frontMatterPlace', () => {
  // "|" stands for the cursor.
  const cases: [yaml: string, place: string | undefined][] = [
    ['|\n', 'key []'],
    ['ty|\n', 'key [ty]'],
    ['type: chat\nmo|\n', 'key [mo] besides type'],
    ['mo|\ntype: chat\n', 'key [mo] besides type'],
    ['ty|pe: chat\n', 'key [type] with colon'],
    ['type: |\n', 'value [] in type'],
    ['type: ch|at\n', 'value [chat] in type'],
    ['inputs:\n  |\n', 'key [] in inputs'],
    ['inputs:\n  a: {}\n  |\n', 'key [] in inputs besides a'],
    ['inputs:\n  a: { | }\n', 'key [] in inputs.a in braces'],
    ['inputs:\n  a: { type: |, required: true }\n', 'value [] in inputs.a.type'],
    ['inputs:\n  a: { type: string, re| }\n', 'key [re] in inputs.a besides type in braces'],
    ['inputs:\n  a:\n    type: st|\n', 'value [st] in inputs.a.type'],
    ['inputs:\n  a:\n    |\n', 'key [] in inputs.a'],
    ['parameters:\n  temperature: 1\n  to|\n', 'key [to] in parameters besides temperature'],
    ['tools:\n  - na|\n', 'value [na] in tools.[]'],
    ['model: "a |b"\n', undefined],
  ];
  for (const [yaml, place] of cases) {
    it(`tells what is being written in ${JSON.stringify(yaml)}`, () => {
      strictEqual(placeAt(yaml), place);
    });
  }

  it('finds no place in front matter that is nested without end', () => {
    for (const bomb of [`a: ${'['.repeat(100_000)}`, `a: ${'{a: '.repeat(100_000)}`]) {
      const source = `---\n${bomb}\nmod\n---\n`;
      strictEqual(frontMatterPlace(source, source.length - 5), undefined);
    }
  });

  it('reads on while the front matter is not closed', () => {
    strictEqual(frontMatterPlace('---\ntype: ', 10)?.kind, 'value');
    strictEqual(frontMatterPlace('---\na: 1\n---\n', 13), undefined);
  });
});
