import { lost } from '../../src/interop/loss';
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  leftBehind,
  mappingAt,
  onlyVariable,
  unsayable,
  withFrontMatter,
} from '../../src/interop/exported';

describe('what is exported', () => {
  it('has YAML above its body', () => {
    strictEqual(withFrontMatter({ a: { b: 1 } }, 'Hi\n'), '---\na:\n  b: 1\n---\nHi\n');
  });

  it('quotes texts that libraries of YAML 1.1 read as something else', () => {
    strictEqual(withFrontMatter({ a: 'on', b: '1:30' }, ''), '---\na: "on"\nb: "1:30"\n---\n');
  });

  it('says which keys are left behind, the unknown ones among them', () => {
    deepStrictEqual(
      leftBehind({ model: 'm', inputs: {}, tools: [1], own: 1 }, ['tools', 'inputs']),
      [
        lost('tools', '"tools" is left out: it has no counterpart there.'),
        lost('own', '"own" is left out: it has no counterpart there.'),
      ],
    );
  });

  it('names the format that cannot say something', () => {
    const error = unsayable('prompty', 'no.');
    deepStrictEqual(
      [error.code, error.message, error.data],
      ['invalid-document', 'prompty cannot say this: no.', { format: 'prompty' }],
    );
  });

  it('knows a text that is one variable', () => {
    deepStrictEqual(['{{ a.b }}', '{{a}}x', 'a'].map(onlyVariable), ['a.b', undefined, undefined]);
    deepStrictEqual([mappingAt({ a: { b: 1 } }, 'a'), mappingAt({ a: [] }, 'a')], [{ b: 1 }, {}]);
  });
});
