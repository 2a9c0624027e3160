import { deepEqual, match, rejects } from 'node:assert/strict';
import type {
  CheckServices,
  JavascriptTask,
  RubricTask,
  SingleCheck,
} from '../../../../src/core/evaluation/checks/model';
import { LedgerError } from '../../../../src/core/base/errors';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { call } from '../caseLines';
import { subjectOf } from '../checkSubject';

describe('what checks ask of others', () => {
  it('is code, with the values and the request', async () => {
    const tasks: JavascriptTask[] = [];
    const services: CheckServices = {
      javascript: task => {
        tasks.push(task);
        return Promise.resolve({ pass: true, score: 0.5, reason: 'Half.' });
      },
    };
    const subject = subjectOf({ output: [call('f', {})], vars: { name: '{{x}}' } });
    const check: SingleCheck = { type: 'javascript', value: 'output.length\n', threshold: 2 };
    const { pass, score, reason } = await runCheck(check, subject, services);
    deepEqual([pass, score, reason], [true, 0.5, 'Half.']);
    const [{ code, output, context } = {} as JavascriptTask] = tasks;
    deepEqual(
      [code, context.vars, context.threshold, context.prompt],
      ['output.length', { name: '{{x}}' }, 2, subject.request.messages],
    );
    deepEqual(Array.isArray(output), true);
  });

  it('is a rubric, filled in, and the prompt that judges', async () => {
    const tasks: RubricTask[] = [];
    const services: CheckServices = {
      rubric: task => {
        tasks.push(task);
        return Promise.resolve({ pass: true, score: 0.4, reason: 'It is.' });
      },
    };
    const subject = subjectOf({ output: 'Hello', vars: { how: 'polite' } });
    const check: SingleCheck = { type: 'llm-rubric', value: 'Is {{how}}', prompt: 'judge@v1' };
    const { score, reason } = await runCheck(check, subject, services);
    deepEqual([score, reason], [0.4, 'It is.']);
    deepEqual(tasks, [
      { rubric: 'Is polite', prompt: 'judge@v1', text: 'Hello', values: subject.values },
    ]);
  });

  it('stops at the first text that is alike', async () => {
    const asked: string[] = [];
    const services: CheckServices = {
      similar: expected => {
        asked.push(expected);
        return Promise.resolve(expected === 'b' ? 0.9 : 0.1);
      },
    };
    const check: SingleCheck = { type: 'similar', value: ['a', 'b', 'c'] };
    const { pass, score } = await runCheck(check, subjectOf({ output: 'x' }), services);
    deepEqual([pass, score, asked], [true, 0.9, ['a', 'b']]);
  });

  it('leads to an error where they cannot say, and is thrown where they are broken', async () => {
    const refusing: CheckServices = {
      similar: () => Promise.reject(new LedgerError('key-missing', {}, 'Set OPENAI_API_KEY.')),
    };
    const broken: CheckServices = { similar: () => Promise.reject(new TypeError('A bug.')) };
    const check: SingleCheck = { type: 'not-similar', value: 'a' };
    const subject = subjectOf({ output: 'x' });
    const { pass, error = '' } = await runCheck(check, subject, refusing);
    deepEqual(pass, false);
    match(error, /Set OPENAI_API_KEY/);
    await rejects(runCheck(check, subject, broken), TypeError);
  });
});
