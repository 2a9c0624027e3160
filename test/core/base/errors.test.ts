import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { LedgerError } from '../../../src/core/base/errors';

describe('LedgerError', () => {
  const error = new LedgerError('tag-not-found', { prompt: 'a', tag: 'b' }, 'There is no tag.');

  it('carries its code, its facts and a message', () => {
    ok(error instanceof Error);
    deepStrictEqual(
      [error.name, error.code, error.data, error.message],
      ['LedgerError', 'tag-not-found', { prompt: 'a', tag: 'b' }, 'There is no tag.'],
    );
  });

  it('becomes the JSON that programs receive', () => {
    deepStrictEqual(JSON.parse(JSON.stringify(error)), {
      error: {
        code: 'tag-not-found',
        message: 'There is no tag.',
        data: { prompt: 'a', tag: 'b' },
      },
    });
  });

  it('is no other error, and none of its own kinds', () => {
    class Special extends LedgerError {}
    const special = new Special('io', {}, 'Failed.');
    deepStrictEqual(
      [special instanceof Special, special instanceof LedgerError, error instanceof Special],
      [true, true, false],
    );
    const others: unknown[] = [new Error('io'), { code: 'io', data: {} }, null, undefined, 'io'];
    deepStrictEqual(
      others.map(other => other instanceof LedgerError),
      others.map(() => false),
    );
  });

  it('keeps its cause, and has none without one', () => {
    const cause = new Error('disk');
    strictEqual(new LedgerError('io', {}, 'Failed.', cause).cause, cause);
    strictEqual('cause' in error, false);
  });
});
