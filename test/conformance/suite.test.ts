import { deepStrictEqual } from 'node:assert/strict';
import { runSuite } from './suite';

function fails(): never {
  throw new Error('No.');
}

describe('runSuite', () => {
  it('counts what passes, and passes over only what fails for a reason', () => {
    const cases = [
      { name: 'good', check: () => undefined },
      { name: 'bad', check: fails },
      { name: 'excluded', check: fails },
      { name: 'excluded for nothing', check: () => undefined },
    ];
    const exclusions = { excluded: 'why', 'excluded for nothing': 'why', gone: 'why' };
    deepStrictEqual(runSuite({ format: 'x', cases, exclusions }), {
      passed: 1,
      total: 4,
      excluded: new Map([['why', ['excluded']]]),
      failures: [
        'gone is excluded and does not exist.',
        'bad: No.',
        'excluded for nothing passes and needs no exclusion.',
      ],
    });
  });
});
