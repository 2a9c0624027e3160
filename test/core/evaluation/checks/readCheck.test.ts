import { deepEqual, equal, match } from 'node:assert/strict';
import { readChecks } from '../../../../src/core/evaluation/checks/readCheck';
import { CHECK_CASES, ROW_CASES } from '../promptfooCases';

describe('reading checks', () => {
  it('gives what is good as it is', () => {
    const checks = [
      { type: 'contains', value: 'a', weight: 2, metric: 'm' },
      { type: 'not-regex', value: '^a' },
      { type: 'latency', threshold: 100 },
      { type: 'llm-rubric', value: 'Is polite', prompt: 'support/judge@production' },
      { type: 'assert-set', assert: [{ type: 'is-json' }], threshold: 0.5 },
    ];
    deepEqual(readChecks(checks), { checks, problems: [] });
  });

  it('takes the rows that promptfoo was asked about', () => {
    for (const { checks } of ROW_CASES) deepEqual(readChecks(checks), { checks, problems: [] });
  });

  it('has a type for every case that promptfoo was asked about', () => {
    for (const { check } of CHECK_CASES) {
      const { problems } = readChecks([check]);
      equal(
        problems.some(({ path }) => path.at(-1) === 'type'),
        false,
        check.type,
      );
    }
  });

  const wrong: readonly (readonly [unknown, readonly (string | number)[], RegExp])[] = [
    [{ type: 'contains' }, [], /are a list/],
    [['contains'], [0], /is a mapping/],
    [[{}], [0], /needs a "type". Choose one of equals/],
    [[{ type: 'contain', value: 'a' }], [0, 'type'], /Did you mean "contains"/],
    [[{ type: 'moderation' }], [0, 'type'], /Choose one of/],
    [[{ type: 'contains' }], [0], /needs a "value"/],
    [[{ type: 'not-cost' }], [0], /needs a "threshold"/],
    [[{ type: 'is-json', treshold: 1 }], [0, 'treshold'], /Did you mean "threshold"/],
    [[{ type: 'is-json', provider: 'x' }], [0, 'provider'], /Remove it; what stands here is type/],
    [[{ type: 'is-json', threshold: '1' }], [0, 'threshold'], /is a number/],
    [[{ type: 'is-json', weight: -1 }], [0, 'weight'], /not below 0/],
    [[{ type: 'is-json', metric: 1 }], [0, 'metric'], /name/],
    [[{ type: 'is-json', value: 'file://a.json' }], [0, 'value'], /reads no files/],
    [[{ type: 'is-json', prompt: 'a' }], [0, 'prompt'], /no other check/],
    [[{ type: 'regex', value: '(a' }], [0, 'value'], /Invalid regular expression/],
    [[{ type: 'regex', value: '(a)\\1' }], [0, 'value'], /back reference/],
    [[{ type: 'assert-set' }], [0, 'assert'], /are a list/],
    [[{ type: 'assert-set', assert: [{ type: 'x' }] }], [0, 'assert', 0, 'type'], /no check "x"/],
    [
      [{ type: 'assert-set', assert: [{ type: 'assert-set', assert: [] }] }],
      [0, 'assert'],
      /holds no sets/,
    ],
  ];
  for (const [value, path, sentence] of wrong) {
    it(`says what is wrong with ${JSON.stringify(value)}`, () => {
      const { checks, problems } = readChecks(value, ['checks']);
      deepEqual([checks, problems.map(problem => problem.path)], [[], [['checks', ...path]]]);
      match(problems[0]?.message ?? '', sentence);
    });
  }
});
