import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { importFiles } from '../../src/interop/importFiles';
import { isOwnDocument, isOwnJson } from '../../src/interop/own';
import { printVersions, type ExportedVersion } from '../../src/interop/versionFormats';
import { imported, refusalOf } from '../support/interopFiles';

const version = (prompt: string, number: number, source: string) =>
  ({ prompt, number, source }) as ExportedVersion;

describe('what Prompt Ledger exported', () => {
  it('is imported as it was, comments and all', () => {
    const source = '---\n# why\ntype: text\n---\nHi\n';
    deepStrictEqual(imported('greeting.prompt', source), {
      file: 'greeting.prompt',
      format: 'prompt',
      prompt: 'greeting',
      source,
      warnings: [],
    });
  });

  it('comes back from JSON, every prompt under its name, the newest of several versions', () => {
    const versions = [version('a/b', 2, 'two\n'), version('c', 1, 'c'), version('a/b', 1, 'one\n')];
    const { text } = printVersions('json', versions);
    const prompts = importFiles([{ file: 'x.json', text }]);
    deepStrictEqual(
      prompts.map(({ prompt, source }) => [prompt, source]),
      [
        ['a/b', 'two\n'],
        ['c', 'c'],
      ],
    );
    deepStrictEqual(prompts[0]?.warnings, ['Version 2 is taken; the file also holds 1.']);
  });

  it('is refused with its place where it is broken', () => {
    match(
      refusalOf(() => imported('a.prompt', '---\ntype: letter\n---\nHi')),
      /^a\.prompt, line 2: /,
    );
    const text = JSON.stringify([version('a', 1, '---\ntype: 1\n---\n')]);
    match(
      refusalOf(() => imported('a.json', text)),
      /^a\.json, \[0\]\.source: /,
    );
    const list = JSON.stringify([version('a', 1, ''), {}]);
    match(
      refusalOf(() => imported('a.json', list)),
      /\[1\]: .*"source" is missing/,
    );
  });

  it('is told from what others write', () => {
    strictEqual(isOwnDocument({ file: 'a.prompt', text: '<system>\nHi\n</system>' }), false);
    deepStrictEqual(
      ['a.prompt', 'a.txt', 'a.md', 'a.json'].map(file => isOwnDocument({ file, text: 'Hi' })),
      [true, true, true, false],
    );
    strictEqual(isOwnJson({ file: 'a.json', text: '{"prompt":"a"}' }), false);
  });
});
