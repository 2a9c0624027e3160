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
