import { match } from 'node:assert/strict';
import type { SingleCheck } from '../../../../src/core/evaluation/checks/model';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';

// What they say is compared with promptfoo in runCheck.test.ts; here, the words in which they say it.
describe('checks of a text', () => {
  const table: readonly (readonly [SingleCheck, RegExp])[] = [
    [{ type: 'equals', value: 'a' }, /should be "a"\./],
    [{ type: 'equals', value: { a: 1 } }, /should be JSON that is equal/],
    [{ type: 'contains', value: 'cat' }, /should contain "cat"/],
    [{ type: 'not-contains', value: 'dog' }, /should not contain "dog"/],
    [{ type: 'contains-any', value: 'a1, b1' }, /contain one of "a1", "b1"/],
    [{ type: 'contains-all', value: ['dog', 'cat'] }, /should contain "cat"/],
    [{ type: 'not-icontains-all', value: ['DOG', 'A'] }, /not contain all of "DOG", "A"/],
    [{ type: 'starts-with', value: 'The' }, /start with "The"/],
    [{ type: 'contains-any', value: 4 }, /needs a list of texts/],
    [{ type: 'starts-with', value: '' }, /needs a text that is not empty/],
  ];
  for (const [check, sentence] of table) {
    it(JSON.stringify(check), async () => {
      match((await runCheck(check, subjectOf({ output: 'a dog' }))).reason, sentence);
    });
  }
});
