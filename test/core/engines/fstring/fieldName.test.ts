import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { parseFieldName } from '../../../../src/core/engines/fstring/fieldName';

function written(text: string): string[] {
  const name = parseFieldName(text);
  if ('problem' in name) return [name.problem];
  return name.path.map(part => (part.isItem ? `[${part.name}]` : `.${part.name}`));
}

describe('parseFieldName', () => {
  const names: [text: string, ...parts: string[]][] = [
    ['a', '.a'],
    ['a.b', '.a', '.b'],
    ['a[0].b[c d]', '.a', '[0]', '.b', '[c d]'],
    ['a[b.c][[]', '.a', '[b.c]', '[[]'],
    ['first name', '.first name'],
    ['a]', '.a]'],
    ['a[_id]', '.a', '[_id]'],
    ['a.0', '.a', '.0'],
  ];
  for (const [text, ...parts] of names) {
    it(`reads ${text}`, () => {
      deepStrictEqual(written(text), parts);
    });
  }

  const refused: [text: string, start: string][] = [
    ['', 'Values have names: write {name} instead of {}.'],
    ['0', 'Values have names, not numbers: write {name} instead of {0}.'],
    ['12.a', 'Values have names, not numbers'],
    ['٣', 'Values have names, not numbers'],
    ['.a', 'Values have names: write {name}'],
    ['[0]', 'Values have names: write {name}'],
    [' a', '" a" is no name of a value.'],
    ['a\n', String.raw`"a\n" is no name of a value.`],
    ['"k"', String.raw`"\"k\"" is no name of a value. For a brace in the text, write {{ or }}.`],
    ['_a', '"_a" begins with "_"'],
    ['a.__class__', '"__class__" begins with "_"'],
    ['a[0]._b', '"_b" begins with "_"'],
    ['a.', 'Something must follow "." in a name.'],
    ['a..b', 'Something must follow "." in a name.'],
    ['a.[b]', 'Something must follow "." in a name.'],
    ['a[]', 'Something must follow "[" in a name.'],
    ['a[b', 'A "]" is missing.'],
    ['a[b]c', 'Only "." or "[" can follow "]" in a name.'],
  ];
  for (const [text, start] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const [problem = '', ...others] = written(text);
      strictEqual(others.length, 0);
      ok(problem.startsWith(start), problem);
    });
  }

  it('quotes no name at full length', () => {
    ok((written(`_${'x'.repeat(100_000)}`)[0] ?? '').length < 200);
  });
});
