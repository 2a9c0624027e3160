import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { LedgerError } from '../../../src/core/base/errors';
import {
  asStep,
  errorCode,
  isWritten,
  readFailure,
  unsureFailure,
  withOutcome,
  writeFailure,
} from '../../../src/core/base/ioFailure';
import { checkRefusal } from '../../support/refusal';

const failure = (code: string) => Object.assign(new Error(`${code}: no`), { code });

describe('a failure of the disk', () => {
  const hints: [code: string, hint: string][] = [
    ['EACCES', 'Check that you may write there'],
    ['EPERM', 'Check that you may write there'],
    ['EROFS', 'read-only'],
    ['ENOSPC', 'Free some space'],
    ['EDQUOT', 'Free some space'],
    ['EISDIR', 'Check the folder'],
  ];
  for (const [code, hint] of hints) {
    it(`says what to do about ${code} when something was to be written`, () => {
      const error = writeFailure('/a', failure(code));
      checkRefusal(error, 'io', `${code}: no. Nothing was changed`, hint);
      deepStrictEqual(error.data, { path: '/a', reason: `${code}: no` });
    });
  }

  it('says nothing of changes when something was to be read', () => {
    const error = readFailure('/a', failure('EACCES'));
    strictEqual(error.message, 'EACCES: no. Check that you may read it.');
    strictEqual(
      readFailure('/a', failure('EIO')).message,
      'EIO: no. Check the folder and try again.',
    );
  });

  it('of which it is not known whether the write survives says exactly that', () => {
    const error = unsureFailure('/a', failure('EIO'));
    checkRefusal(error, 'io', '/a is written', 'whether it survives a power cut is not known: EIO');
    ok(!error.message.includes('Nothing was changed'));
    ok(isWritten(error));
    ok(!isWritten(writeFailure('/a', failure('EIO'))));
    ok(!isWritten(failure('EIO')));
  });

  it('leaves an error of ours as it is', () => {
    const ours = new LedgerError('too-large', {}, 'Big.');
    strictEqual(readFailure('/a', ours), ours);
    strictEqual(writeFailure('/a', ours), ours);
  });

  it('takes whatever was thrown', () => {
    checkRefusal(readFailure('/a', 'just text'), 'io', 'just text');
    strictEqual(errorCode('just text'), undefined);
    strictEqual(errorCode(new Error('plain')), undefined);
  });
});

describe('what became of an act of several steps', () => {
  const step = writeFailure('/a', failure('EIO'));

  it('is said in place of what is true of one step alone', () => {
    const error = withOutcome(step, 'Committed: a v1, $& v2.');
    strictEqual(error.message, 'EIO: no. Committed: a v1, $& v2. Check the folder and try again.');
    strictEqual(
      asStep(step, 'Committed.').message,
      'EIO: no. Committed. Check the folder and try again.',
    );
    deepStrictEqual([error.code, error.data, error.cause], [step.code, step.data, step.cause]);
  });

  it('is said after a refusal that says nothing of it, or left out', () => {
    const refusal = new LedgerError('stale-parent', {}, 'Somebody was faster.');
    match(
      withOutcome(refusal, 'Committed: a v1.').message,
      /^Somebody was faster\. Committed: a v1\.$/,
    );
    strictEqual(asStep(refusal, 'Committed: a v1.'), refusal);
  });
});
