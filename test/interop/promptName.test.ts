import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { otherName, promptNameOf, promptNamesIn, slugPath } from '../../src/interop/promptName';

describe('the name of an imported prompt', () => {
  const rows: readonly (readonly [text: string, name: string | undefined])[] = [
    ['Support/First Answer', 'support/first-answer'],
    ['myTone', 'my-tone'],
    ['  Über_uns! ', 'uber_uns'],
    ['//a//', 'a'],
    ['../../etc/passwd', 'etc/passwd'],
    ['con', undefined],
    ['日本', undefined],
    ['x'.repeat(200), undefined],
  ];
  for (const [text, name] of rows) {
    it(`is made of ${JSON.stringify(text.slice(0, 30))}`, () => {
      strictEqual(slugPath(text), name);
    });
  }

  it('is what the file calls it, else what the file is called', () => {
    deepStrictEqual(
      [
        promptNameOf('dir/a.prompt.yml', 'B'),
        promptNameOf('C:\\dir\\a.prompty', undefined),
        promptNameOf('a.json', '日'),
      ],
      ['b', 'a', 'a'],
    );
    deepStrictEqual(
      [otherName('a'), otherName('A b'), otherName(3)],
      [undefined, 'A b', undefined],
    );
  });

  it('is a number further for each of very many that would be called the same', function () {
    this.timeout(10_000);
    const said = Array.from({ length: 20_000 }, (_, index) => {
      const between = index.toString(2).replaceAll('0', ' ').replaceAll('1', '!');
      return `a${between}b`;
    });
    const names = promptNamesIn('x.csv', [...said, 'a-b-3']);
    deepStrictEqual(
      said.slice(0, 3).map(name => names.get(name)),
      ['a-b', 'a-b-2', 'a-b-4'],
    );
    strictEqual(new Set(names.values()).size, said.length + 1);
  });
});
