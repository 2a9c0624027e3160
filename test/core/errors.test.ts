import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { LedgerError } from '../../src/core/errors';

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

  it('keeps its cause, and has none without one', () => {
    const cause = new Error('disk');
    strictEqual(new LedgerError('io', {}, 'Failed.', cause).cause, cause);
    strictEqual('cause' in error, false);
  });
});
