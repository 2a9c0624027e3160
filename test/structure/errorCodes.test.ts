import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { projectPath, sourceFiles } from '../support/sourceFiles';

/** Codes of the contract that nothing throws yet. */
const NOT_YET: Readonly<Record<string, string>> = {};

function codesOfTheContract(): string[] {
  const source = readFileSync(projectPath('src/core/base/errors.ts'), 'utf8');
  const union = /export type LedgerErrorCode =([^;]*);/.exec(source)?.[1] ?? '';
  return quoted(union);
}

/** What stands as first argument of a `new LedgerError(…)`: a code, or a choice between codes. */
function codesThrown(): Set<string> {
  const files = sourceFiles('src').map(name => readFileSync(projectPath(`src/${name}`), 'utf8'));
  const calls = files.flatMap(text => [...text.matchAll(/new LedgerError\(([^,]*),/g)]);
  return new Set(calls.flatMap(call => quoted(call[1] ?? '')));
}

function quoted(text: string): string[] {
  return [...text.matchAll(/'([a-z-]+)'/g)].map(match => match[1] ?? '');
}

describe('every code of the contract', () => {
  const codes = codesOfTheContract();
  const thrown = codesThrown();

  it('is found by this test', () => {
    ok(codes.length > 20 && codes.includes('io'), codes.join());
  });

  it('is thrown somewhere, or listed here with what it waits for', () => {
    deepStrictEqual(
      codes.filter(code => !thrown.has(code) && !(code in NOT_YET)),
      [],
    );
  });

  it('is listed here only as long as nothing throws it', () => {
    deepStrictEqual(
      Object.keys(NOT_YET).filter(code => thrown.has(code) || !codes.includes(code)),
      [],
    );
  });

  it('is the code of every error that is thrown', () => {
    deepStrictEqual(
      [...thrown].filter(code => !codes.includes(code)),
      [],
    );
  });
});
