import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { otherName, promptNameOf, slugPath } from '../../src/interop/promptName';

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
});
