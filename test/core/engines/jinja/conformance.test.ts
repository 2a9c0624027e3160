import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { jinjaEngine } from '../../../../src/core/engines/jinja/engine';
import {
  jinjaCases,
  jinjaFiles,
  jinjaRefusals,
  jinjaRefused,
  jinjaSuite,
  renderJinjaCase,
} from '../../../conformance/jinja2';
import { runSuite } from '../../../conformance/suite';

describe('a real Jinja2', () => {
  for (const [file, count] of Object.entries(jinjaFiles)) {
    it(`made the ${count} cases of ${file}`, () => {
      const names = [...jinjaCases.keys()].filter(name => name.startsWith(`${file} `));
      strictEqual(names.length, count);
    });
  }

  for (const { name, check } of jinjaSuite.cases) {
    if (!(name in jinjaSuite.exclusions)) it(name, check);
  }

  it('differs from this engine in every case that is excluded, and in no other', () => {
    deepStrictEqual(runSuite(jinjaSuite).failures, []);
  });

  for (const [reason, names] of Object.entries(jinjaRefused)) {
    it(`renders what this engine refuses, by name: ${reason}`, () => {
      for (const name of names) {
        const outcome = renderJinjaCase(jinjaCases.get(name)!);
        ok('refused' in outcome && jinjaRefusals[reason]?.test(outcome.refused) === true, name);
      }
    });
  }

  it('finds the same variables', () => {
    for (const { template, variables } of jinjaCases.values()) {
      const parsed = jinjaEngine.parse(template);
      if (variables === undefined || parsed.problems.length > 0) continue;
      const names = parsed.variables.map(({ name }) => name.split('.', 1)[0]);
      deepStrictEqual([...new Set(names)].sort(), variables, template);
    }
  });
});
