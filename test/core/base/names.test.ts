import { strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  parsePromptName,
  parseTagName,
  promptNameProblem,
  selectorForm,
  tagNameProblem,
  type SelectorForm,
} from '../../../src/core/base/names';
import type { LedgerErrorCode } from '../../../src/core/base/errors';
import { checkRefusal, refusalOf } from '../../support/refusal';
import { holdsFor } from '../../support/seeded';

describe('a prompt name', () => {
  for (const name of [
    'a',
    '7',
    'greeting',
    'support/greeting',
    'a/b/c/d/e',
    'a_b-c/1_2',
    'console',
    'com',
    'com10',
    'a'.repeat(100),
  ]) {
    it(`may be "${name}"`, () => {
      strictEqual(promptNameProblem(name), undefined);
      strictEqual(parsePromptName(name), name);
    });
  }

  const refused: [name: string, reason: string][] = [
    ['', 'needs a name'],
    ['../x', 'lower-case letters, digits, "-" and "_"'],
    ['..', '".." may hold only'],
    ['./x', '"." may hold only'],
    ['con', '"con" is a device name on Windows'],
    ['support/nul', '"nul" is a device name'],
    ['com1/x', '"com1" is a device name'],
    ['lpt9', 'device name'],
    ['a//b', 'Each part between slashes needs at least one character'],
    ['/a', 'Each part between slashes'],
    ['a/', 'Each part between slashes'],
    ['Greeting', '"Greeting" may hold only lower-case'],
    ['grüße', 'may hold only'],
    ['a.b', 'may hold only'],
    ['a b', 'may hold only'],
    ['a\\b', 'may hold only'],
    ['a\n', 'may hold only'],
    ['a\u0000', 'may hold only'],
    ['-a', 'must start and end with a lower-case letter or a digit'],
    ['a-', 'must start and end'],
    ['_', 'must start and end'],
    ['a/_b', '"_b" must start and end'],
    ['a@b', 'may hold only'],
    ['a'.repeat(101), 'at most 100 characters; this one has 101'],
    ['a/'.repeat(150) + 'b', 'at most 100 characters; this one has 301'],
  ];
  for (const [name, reason] of refused) {
    it(`may not be ${JSON.stringify(name.slice(0, 30))}: ${reason}`, () => {
      checkRefusal(
        refusalOf(() => parsePromptName(name)),
        'invalid-name',
        reason,
      );
    });
  }

  it('does not fill an error with all of a long name', () => {
    const { data } = refusalOf(() => parsePromptName('x'.repeat(100_000)));
    strictEqual(String(data.name).length, 200);
  });

  it('is always a path that stays below its folder', () => {
    const characters = fc.constantFrom('a', 'b', '1', '-', '_', '/', '.', '\\', ':', 'A', ' ');
    const names = fc.array(characters, { maxLength: 8 }).map(parts => parts.join(''));
    holdsFor(names, 3000, name => {
      if (promptNameProblem(name) !== undefined) return;
      strictEqual(/^[a-z0-9][a-z0-9_/-]*$/.test(name) && !name.includes('//'), true, name);
    });
  });
});

describe('a tag name', () => {
  for (const name of ['staging', 'v1.0.0', 'v', '1.0', 'a_b-c.d', 'abcdefg', 'beta2', 'face']) {
    it(`may be "${name}"`, () => {
      strictEqual(tagNameProblem(name), undefined);
      strictEqual(parseTagName(name), name);
    });
  }

  const refused: [name: string, code: LedgerErrorCode, reason: string][] = [
    ['', 'invalid-name', 'needs a name'],
    ['Prod', 'invalid-name', 'may hold only lower-case letters, digits, ".", "-" and "_"'],
    ['a/b', 'invalid-name', 'may hold only'],
    ['.a', 'invalid-name', 'must start and end'],
    ['a.', 'invalid-name', 'must start and end'],
    ['a'.repeat(65), 'invalid-name', 'at most 64 characters; this one has 65'],
    ['latest', 'tag-reserved', '"latest" always means the newest version'],
    ['3', 'tag-reserved', 'would read as a version number'],
    ['v3', 'tag-reserved', 'would read as a version number'],
    ['1234567', 'tag-reserved', 'would read as a version number'],
    ['deadbee', 'tag-reserved', 'would read as a version id'],
    ['0'.repeat(32), 'tag-reserved', 'would read as a version id'],
  ];
  for (const [name, code, reason] of refused) {
    it(`may not be "${name}": ${reason}`, () => {
      checkRefusal(
        refusalOf(() => parseTagName(name)),
        code,
        reason,
      );
    });
  }
});

describe('what stands after "@"', () => {
  const cases: [text: string, form: SelectorForm][] = [
    ['latest', 'latest'],
    ['3', 'number'],
    ['v3', 'number'],
    ['003', 'number'],
    ['12345678', 'number'],
    ['1'.repeat(31), 'number'],
    ['1'.repeat(32), 'id'],
    ['a'.repeat(32), 'id'],
    ['a'.repeat(31), 'id'],
    ['a'.repeat(33), 'tag'],
    ['abcdef1', 'id'],
    ['abcdef', 'tag'],
    ['abcdefg', 'tag'],
    ['ABCDEF1', 'tag'],
    ['v3.0', 'tag'],
    ['vv3', 'tag'],
    ['LATEST', 'tag'],
    ['', 'tag'],
  ];
  for (const [text, form] of cases) {
    it(`is a ${form}: "${text}"`, () => {
      strictEqual(selectorForm(text), form);
    });
  }
});
