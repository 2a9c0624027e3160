import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  experimentGates,
  experimentGatesProblem,
  experimentGateText,
  parseExperimentGate,
} from '../../../../src/core/ledger/environments/experimentGates';
import { checkRefusal, refusalOf } from '../../../support/refusal';

describe('experiments that an environment asks for', () => {
  const good: [text: string, gate: { name: string; against?: string }][] = [
    ['support', { name: 'support' }],
    ['support/geo', { name: 'support/geo' }],
    ['support:production', { name: 'support', against: 'production' }],
  ];
  for (const [text, gate] of good) {
    it(`reads and prints ${text}`, () => {
      deepStrictEqual(parseExperimentGate(text), gate);
      strictEqual(experimentGateText(gate), text);
      strictEqual(experimentGatesProblem([gate]), undefined);
    });
  }

  for (const text of ['', ':production', 'support:', 'a:b:c', 'Not A Name', 'support:latest']) {
    it(`refuses "${text}"`, () => {
      const refused = refusalOf(() => parseExperimentGate(text));
      checkRefusal(refused, 'invalid-argument', 'names no experiment', '"support:production"');
    });
  }

  it('keeps each once', () => {
    const gates = [{ name: 'a' }, { name: 'a', against: 'b' }, { name: 'a' }];
    deepStrictEqual(experimentGates(gates), gates.slice(0, 2));
    deepStrictEqual(experimentGates(undefined), []);
  });
});
