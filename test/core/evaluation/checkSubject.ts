import type { CheckSubject } from '../../../src/core/evaluation/checks/model';
import type { CheckCase } from './caseLines';

/** What a case checks, as a run would give it. */
export function subjectOf({
  output,
  vars = {},
  tools,
  ms = 0,
  cost,
}: Omit<CheckCase, 'check'>): CheckSubject {
  const isText = typeof output === 'string';
  return {
    output: { text: isText ? output : '', tool_calls: isText ? [] : output },
    ms,
    cost: cost === undefined ? null : { amount: cost, currency: 'USD' },
    request: {
      messages: [{ role: 'user', content: 'Hello' }],
      ...(tools !== undefined && { tools }),
    },
    values: vars,
  };
}
