import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { behindDocuments, isBehind } from '../../src/registry/behind';
import type { Unfinished } from '../../src/registry/ports';

const digest = (text: string) => `digest of ${text}`;
const versions = new Map([['v2', {} as never]]);
const left = (document: string | null | undefined): Unfinished => ({
  folder: 'a',
  record: 'v2',
  document,
  tag: undefined,
});

describe('a working document that is behind its newest version', () => {
  for (const [story, unfinished, text, expected] of [
    ['holds what it held when the version was made', [left('digest of old')], 'old', true],
    ['was missing then, and still is', [left(null)], undefined, true],
    ['is not what somebody edited since', [left('digest of old')], 'mine', false],
    ['is not one of an act that left no document', [left(undefined)], 'old', false],
    ['is not one where nothing is left to do', [], 'old', false],
  ] as const) {
    it(story, () => {
      strictEqual(isBehind(unfinished, { versions }, text, digest), expected);
    });
  }

  it('is not one whose version is not there', () => {
    strictEqual(isBehind([left(null)], { versions: new Map() }, undefined, digest), false);
  });

  it('tells of a bug while it is read', async () => {
    const unfinished = () => Promise.reject(new TypeError('a bug'));
    const reading = behindDocuments({
      ports: { documents: { unfinished }, digest },
      prompt: () => Promise.reject(new Error('not asked')),
    });
    deepStrictEqual(
      await reading.then(
        () => 'went on',
        (error: unknown) => String(error),
      ),
      'TypeError: a bug',
    );
  });
});
