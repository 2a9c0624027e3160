import { deepStrictEqual } from 'node:assert';
import { parseDocument } from 'yaml';
import { readYamlValue, type PlacedProblem } from '../../../src/core/document/yamlValue';

function read(yaml: string): { value: unknown; problems: string[] } {
  const problems: PlacedProblem[] = [];
  const { contents } = parseDocument(yaml, { uniqueKeys: false });
  const value = readYamlValue(contents, problems);
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
});
