import { deepEqual, match } from 'node:assert/strict';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';
import { call } from '../caseLines';

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const check = { type: 'is-valid-openai-tools-call' } as const;

describe('the calls of an answer', () => {
  const forms = [
    { type: 'function', function: { name: 'weather', parameters } },
    { name: 'weather', input_schema: parameters },
    { name: 'weather', parameters },
  ];
  for (const tool of forms) {
    it(`conform to a tool in this form: ${Object.keys(tool).join(', ')}`, async () => {
      const verdicts = [{ city: 'Rome' }, {}].map(given =>
        runCheck(check, subjectOf({ output: [call('weather', given)], tools: [tool] })),
      );
      const [good, bad] = await Promise.all(verdicts);
      deepEqual([good?.pass, bad?.pass], [true, false]);
      match(bad?.reason ?? '', /the call of "weather" does not fit: .*city/);
    });
  }

  it('are an error where the schema of the tool is none', async () => {
    const tools = [{ name: 'weather', parameters: { type: 'thing' } }];
    const subject = subjectOf({ output: [call('weather', {})], tools });
    match((await runCheck(check, subject)).error ?? '', /schema of the tool "weather" is none/);
  });

  it('count beside a text', async () => {
    const subject = subjectOf({ output: [call('weather', { city: 'Rome' })], tools: forms });
    const output = { ...subject.output, text: 'Let me see.' };
    const results = [check, { type: 'contains', value: 'Let me' } as const].map(item =>
      runCheck(item, { ...subject, output }),
    );
    deepEqual(
      (await Promise.all(results)).map(({ pass }) => pass),
      [true, true],
    );
  });
});
