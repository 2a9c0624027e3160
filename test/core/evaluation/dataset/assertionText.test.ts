import { deepEqual, match } from 'node:assert/strict';
import { readAssertion } from '../../../../src/core/evaluation/dataset/assertionText';

describe('an assertion in a cell', () => {
  const table: readonly (readonly [string, object])[] = [
    ['Hello: you', { type: 'equals', value: 'Hello: you' }],
    ['equals: a', { type: 'equals', value: 'a' }],
    ['contains:a: b', { type: 'contains', value: 'a: b' }],
    ['not-contains: a', { type: 'not-contains', value: 'a' }],
    ['contains-any: a, "b, c"', { type: 'contains-any', value: ['a', 'b, c'] }],
    ['is-json', { type: 'is-json' }],
    ['is-json: {"type": "array"}', { type: 'is-json', value: '{"type": "array"}' }],
    ['similar: a', { type: 'similar', value: 'a', threshold: 0.75 }],
    ['similar(0.9): a', { type: 'similar', value: 'a', threshold: 0.9 }],
    ['levenshtein(4):a', { type: 'levenshtein', value: 'a', threshold: 4 }],
    ['latency(200)', { type: 'latency', threshold: 200 }],
    ['grade: Is polite', { type: 'llm-rubric', value: 'Is polite' }],
    ['llm-rubric: Is polite', { type: 'llm-rubric', value: 'Is polite' }],
    ['fn: output.length > 3', { type: 'javascript', value: 'output.length > 3' }],
    ['word-count: 4', { type: 'word-count', value: '4' }],
  ];
  for (const [text, check] of table) {
    it(text, () => {
      deepEqual(readAssertion(text), { check });
    });
  }

  for (const [text, sentence] of [
    ['python: x', /no check "python" here/],
    ['not-similar:cosine(0.8): x', /no check/],
    ['factuality: x', /no check "factuality"/],
    ['file://a.js', /reads no files/],
    ['cost', /needs a "threshold"/],
    ['contains:', /needs a "value"/],
    ['regex: (a', /Invalid regular expression/],
  ] as const) {
    it(`refuses ${text}`, () => {
      const read = readAssertion(text);
      match('problem' in read ? read.problem : '', sentence);
    });
  }
});
