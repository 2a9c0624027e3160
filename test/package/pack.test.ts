import assert from 'node:assert/strict';
import { contentsProblem, formatSize, parseAllowList, sizeProblem } from './contents';
import { packagesOf, printNotices } from './notices';

describe('the contents of the package', () => {
  it('are read from a list with comments', () => {
    assert.deepEqual(parseAllowList('# all\r\na.js\n\n  b/c.md # why\n'), ['a.js', 'b/c.md']);
  });

  const rows: readonly (readonly [string[], string[], RegExp[] | undefined])[] = [
    // files                        allowed               what the problem names
    [[], [], undefined],
    [['a', 'b/c'], ['b/c', 'a'], undefined],
    [['b\\c'], ['b/c'], undefined],
    [['a', 'b'], ['a'], [/extra: {3}b /]],
    [['a'], ['a', 'b'], [/missing: b /]],
    [
      ['c', 'a'],
      ['b', 'a'],
      [/extra: {3}c /, /missing: b /, /allow-list\.txt/],
    ],
  ];
  for (const [files, allowed, expected] of rows) {
    it(`${files.join() || 'nothing'} where ${allowed.join() || 'nothing'} is allowed`, () => {
      const problem = contentsProblem(files, allowed);
      if (expected === undefined) assert.equal(problem, undefined);
      for (const pattern of expected ?? []) assert.match(problem ?? '', pattern);
    });
  }
});

describe('the size of the package', () => {
  const rows: readonly (readonly [bytes: number, problem: string | undefined])[] = [
    [2048, undefined],
    [2049, 'The package has 2.0 KB, and 2.0 KB are allowed.'],
    [4096, 'The package has 4.0 KB, and 2.0 KB are allowed.'],
  ];
  for (const [bytes, problem] of rows) {
    it(`of ${bytes} bytes where 2048 are allowed`, () => {
      assert.equal(sizeProblem(bytes, 2048), problem);
    });
  }

  it('may be 2.5 MB without being told another limit', () => {
    assert.equal(sizeProblem(2_621_440), undefined);
    assert.match(sizeProblem(2_621_441) ?? '', /2560\.0 KB are allowed/);
    assert.equal(formatSize(1536), '1.5 KB');
  });
});

describe('the notices of the package', () => {
  const rows: readonly (readonly [files: string[], packages: string[]])[] = [
    [[], []],
    [['src/extension/extension.ts', 'test/node_modules.ts'], []],
    [['node_modules/yaml/dist/index.js', 'node_modules/yaml/dist/doc.js'], ['yaml']],
    [
      ['node_modules/z/a.js', 'node_modules/@scope/name/part/b.mjs'],
      ['@scope/name', 'z'],
    ],
    [['node_modules/a/node_modules/b/c.js'], ['b']],
  ];
  for (const [files, packages] of rows) {
    it(`name the packages of ${files.join() || 'nothing'}`, () => {
      assert.deepEqual(packagesOf(files), packages);
    });
  }

  it('hold each licence under the name of its package', () => {
    const packages = [{ name: 'yaml', version: '2.9.1', license: 'ISC', text: '\r\nFree.\r\n\n' }];
    const notices = printNotices(packages);
    assert.match(notices, /^Prompt Ledger contains/);
    assert.match(notices, /\n\nyaml 2\.9\.1 \(ISC\)\n-{16}\n\nFree\.\n$/);
  });
});
