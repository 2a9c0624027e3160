import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  bundlePath,
  pointerPath,
  printPointer,
  publishedBundle,
  requirePointer,
} from '../../../../src/core/prompt/bundle/pointer';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const POINTER = {
  ...{ tag: 'production', sha256: 'a'.repeat(64), bytes: 12 },
  ...{ release: 'b'.repeat(32), at: '2026-11-20T09:00:00.000Z' },
};

describe('a pointer to what is published', () => {
  it('is read back as it was written, whether or not there was a release', () => {
    for (const pointer of [POINTER, { ...POINTER, release: null, at: null }]) {
      deepStrictEqual(requirePointer(JSON.parse(printPointer(pointer))), pointer);
    }
  });

  it('names its bundle by the hash, and lies under its tag', () => {
    strictEqual(bundlePath(POINTER), `bundles/${'a'.repeat(64)}.json`);
    strictEqual(pointerPath('v1.2'), 'v1.2.json');
  });

  const printed = JSON.parse(printPointer(POINTER)) as object;
  const wrong: readonly unknown[] = [
    ...[null, 7, 'text', [], {}],
    { ...printed, promptledger: {} },
    { ...printed, sha256: '../../etc/passwd' },
    { ...printed, sha256: 'A'.repeat(64) },
    { ...printed, bytes: 1.5 },
    { ...printed, release: 7 },
    { ...printed, tag: undefined },
  ];
  for (const value of wrong) {
    it(`is not ${JSON.stringify(value).slice(0, 60)}`, () => {
      checkRefusal(
        refusalOf(() => requirePointer(value)),
        'invalid-argument',
        'promptledger publish',
      );
    });
  }

  it('of the future is refused as such', () => {
    const value = { ...printed, promptledger: { pointer: 2 } };
    checkRefusal(
      refusalOf(() => requirePointer(value)),
      'registry-newer',
      'format 2',
    );
  });

  it('leads to a bundle in which nothing but its own tag is named', () => {
    const prompt = { latest: 'v2', tags: { production: 'v1', staging: 'v1' }, versions: ['v1'] };
    const head = { promptledger: { bundle: 1 }, aliases: { old: 'hello' }, versions: {} } as const;
    deepStrictEqual(publishedBundle({ ...head, prompts: { hello: prompt } }, 'production'), {
      ...head,
      prompts: { hello: { latest: null, tags: { production: 'v1' }, versions: ['v1'] } },
    });
  });
});
