import { deepStrictEqual, strictEqual } from 'node:assert';
import {
  addFields,
  readSampleFile,
  renameInSample,
  sampleField,
} from '../../../src/core/language/sampleFile';
import { applyChanges } from '../../../src/core/language/sourceText';

describe('a sample nested without end', () => {
  it('has no fields that could be found, and breaks nothing', () => {
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const sample = readSampleFile(`{"a": ${nested}}`);
    deepStrictEqual([sample.object, sample.isOtherJson], [undefined, false]);
  });
});

describe('readSampleFile', () => {
  const cases: [text: string, fields: string[] | undefined, isOtherJson: boolean][] = [
    ['{"a": 1, "b": {"c": 2}}', ['"a" 1', '"b" {"c": 2}'], false],
    ['{\n\t"a": [\n\t\t1\n\t]\n}\n', ['"a" [\n\t\t1\n\t]'], false],
    ['{}', [], false],
    ['[1]', undefined, true],
    ['null', undefined, true],
    ['{"a": ', undefined, false],
    ['a: 1', undefined, false],
    ['', undefined, false],
  ];
  for (const [text, fields, isOtherJson] of cases) {
    it(`finds the fields of ${JSON.stringify(text)}`, () => {
      const { object, source, isOtherJson: other } = readSampleFile(text);
      const found = object?.fields.items.map(
        ({ keySpan, valueSpan }) =>
          `${source.slice(keySpan)} ${valueSpan ? source.slice(valueSpan) : ''}`,
      );
      deepStrictEqual([found, other], [fields, isOtherJson]);
    });
  }

  it('reads lines that end with CRLF', () => {
    strictEqual(sampleField(readSampleFile('{\r\n"a": 1}'), 'a')?.keySpan.start, 2);
  });
});

describe('renameInSample', () => {
  const cases: [before: string, after: string][] = [
    ['{ "a" : {"a": 1}, "c": "a" }', '{ "b\\"" : {"a": 1}, "c": "a" }'],
    ['{"c": 1}', '{"c": 1}'],
    ['{"a": ', '{"a": '],
  ];
  for (const [before, after] of cases) {
    it(`makes ${after} of ${before}`, () => {
      strictEqual(applyChanges(before, renameInSample(readSampleFile(before), 'a', 'b"')), after);
    });
  }
});

describe('addFields', () => {
  const cases: [before: string, after: string][] = [
    ['{}', '{\n  "n": [\n    1\n  ]\n}'],
    ['{"a": 1}', '{"a": 1, "n": [1]}'],
    ['{\n    "a": 1\n}\n', '{\n    "a": 1,\n    "n": [\n      1\n    ]\n}\n'],
    ['{\n\t"a": {\n\t}\n}', '{\n\t"a": {\n\t},\n\t"n": [\n\t  1\n\t]\n}'],
    ['[]', '[]'],
  ];
  for (const [before, after] of cases) {
    it(`writes behind what is in ${JSON.stringify(before)}`, () => {
      strictEqual(applyChanges(before, addFields(readSampleFile(before), { n: [1] })), after);
    });
  }

  it('adds nothing where nothing is missing', () => {
    deepStrictEqual(addFields(readSampleFile('{}'), {}), []);
  });
});
