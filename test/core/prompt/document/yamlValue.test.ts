import { deepStrictEqual } from 'node:assert';
import { readYamlValue } from '../../../../src/core/prompt/document/yamlValue';

function read(yaml: string): { value: unknown; problems: string[] } {
  const { value, problems } = readYamlValue(yaml);
  return { value, problems: problems.map(({ offset, message }) => `${offset} ${message}`) };
}

describe('readYamlValue', () => {
  it('reads what JSON can say', () => {
    deepStrictEqual(read('{ a: [1, two, true, null, -0.5], 3: "x" }'), {
      value: { a: [1, 'two', true, null, -0.5], '3': 'x' },
      problems: [],
    });
  });

  it('reads an empty document as null', () => {
    deepStrictEqual(read(''), { value: null, problems: [] });
  });

  it('reports each thing that JSON cannot say, with its place, and goes on', () => {
    deepStrictEqual(read('a: &x 1\nb: *x\nc: .nan\nd: 2').problems, [
      '11 Write the value out: "*x" is an alias.',
      '17 A number here is finite; quote it if it is a text.',
    ]);
  });

  describe('where aliases are read', () => {
    const resolved = (yaml: string) => {
      const { value, problems } = readYamlValue(yaml, undefined, { withAliases: true });
      return problems.length === 0 ? value : problems.map(({ message }) => message);
    };
    const cases: [what: string, yaml: string, value: unknown][] = [
      ['a text', 'a: &x one\nb: *x', { a: 'one', b: 'one' }],
      [
        'a mapping, a list',
        'a: &x [1, &y { b: 2 }]\nc: *x\nd: *y',
        {
          a: [1, { b: 2 }],
          c: [1, { b: 2 }],
          d: { b: 2 },
        },
      ],
      ['the last that has the name', '[&x 1, *x, &x 2, *x]', [1, 1, 2, 2]],
      [
        'what is taken in',
        'd: &d { a: 1, b: 2 }\nc:\n  b: 3\n  <<: *d',
        {
          d: { a: 1, b: 2 },
          c: { a: 1, b: 3 },
        },
      ],
      [
        'several that are taken in',
        '- &a { x: 1 }\n- &b { x: 2, y: 2 }\n- <<: [*a, *b]',
        [{ x: 1 }, { x: 2, y: 2 }, { x: 1, y: 2 }],
      ],
      ['a key in quotation marks', '"<<": { a: 1 }', { '<<': { a: 1 } }],
      ['a name that nothing has', 'a: *x', ['Nothing above has the name that "*x" refers to.']],
      ['itself', 'a: &x [*x]', ['Nothing above has the name that "*x" refers to.']],
      [
        'a text that is taken in',
        'a: { <<: 1 }',
        ['What "<<" takes in is a mapping, or a list of them.'],
      ],
    ];
    for (const [what, yaml, value] of cases) {
      it(`stands for ${what}`, () => {
        deepStrictEqual(resolved(yaml), value);
      });
    }

    it('stands for no more than anybody would write', () => {
      const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
      for (let at = 1; at < 12; at++) {
        laughs.push(
          `a${at}: &a${at} [${Array(10)
            .fill(`*a${at - 1}`)
            .join(', ')}]`,
        );
      }
      deepStrictEqual(
        new Set(resolved(laughs.join('\n')) as string[]),
        new Set(['What is referred to adds up to too much. Write it out.']),
      );
      const deep = ['a0: &a0 [x]'];
      for (let at = 1; at < 200; at++) deep.push(`a${at}: &a${at} [*a${at - 1}]`);
      deepStrictEqual((resolved(deep.join('\n')) as string[])[0], 'This is nested too deeply.');
    });
  });

  it('has no value for what is no YAML, and says where it stops being some', () => {
    deepStrictEqual(read('a: 1\nb: [').value, undefined);
    deepStrictEqual(read('a: 1\nb: [').problems.length > 0, true);
  });

  it('reports what is nested too deeply, also where the parser gives up', () => {
    for (const depth of [200, 100_000]) {
      for (const yaml of ['['.repeat(depth) + ']'.repeat(depth), `${'- '.repeat(depth)}a`]) {
        const [first] = read(yaml).problems;
        deepStrictEqual(first?.replace(/^\d+ /, ''), 'This is nested too deeply.');
      }
    }
  });
});
