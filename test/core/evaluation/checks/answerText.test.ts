import { deepEqual, equal } from 'node:assert/strict';
import { answerText, answerValue } from '../../../../src/core/evaluation/checks/answerText';

describe('what an answer says', () => {
  const calls = [{ id: '1', name: 'f', arguments: { n: 12345678901234567890n } }];

  it('is its text', () => {
    equal(answerText({ text: 'Hi', tool_calls: calls }), 'Hi');
    equal(answerText({ text: '', tool_calls: [] }), '');
  });

  it('is its calls where there is no text, with all digits', () => {
    const given = { name: 'f', arguments: '{"n":12345678901234567890}' };
    const value = [{ id: '1', type: 'function', function: given }];
    deepEqual(answerValue({ text: '', tool_calls: calls }), value);
    equal(answerText({ text: '', tool_calls: calls }), JSON.stringify(value));
  });
});
