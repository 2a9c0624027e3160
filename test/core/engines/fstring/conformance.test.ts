import { deepStrictEqual, strictEqual } from 'node:assert';
import { fstringCases, fstringDocumentSuite, fstringSuite } from '../../../conformance/fstring';
import { runSuite } from '../../../conformance/suite';

describe('Python’s str.format', () => {
  it('is here with all 2385 cases that Python was asked for', () => {
    strictEqual(fstringCases.size, 2385);
  });

  for (const { name, check } of fstringSuite.cases) {
    if (!(name in fstringSuite.exclusions)) it(name, check);
  }

  for (const suite of [fstringSuite, fstringDocumentSuite]) {
    it(`${suite.format} prints what Python prints and excludes only what differs`, () => {
      deepStrictEqual(runSuite(suite).failures, []);
    });
  }
});
