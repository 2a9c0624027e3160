import { deepStrictEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { projectPath } from '../support/sourceFiles';

const page = readFileSync(projectPath('media/docs/threat-model.md'), 'utf8');

/** The rows of its tables, without heads and rules. */
const rows = page
  .split('\n')
  .filter(line => line.startsWith('|') && !/^\|\s*-/.test(line) && !/\|\s*Test\s*\|$/.test(line));

/** A test, as a row names it: the file, and a part of the title. */
const NAMED = /`(test\/[^`]+)`: _([^_]+)_/g;

describe('the threat model', () => {
  it('has a test for every line', () => {
    ok(rows.length > 20);
    const without = rows.filter(row => [...row.matchAll(NAMED)].length === 0);
    deepStrictEqual(without, []);
  });

  it('names tests that there are', () => {
    const missing = [...page.matchAll(NAMED)].filter(
      ([, file = '', title = '']) => !hasTest(projectPath(file), title),
    );
    deepStrictEqual(
      missing.map(([text]) => text),
      [],
    );
  });
});

function hasTest(file: string, title: string): boolean {
  if (!existsSync(file)) return false;
  const titles = readFileSync(file, 'utf8').matchAll(/\bit\(\s*(['"`])([^]*?)\1,/g);
  return [...titles].some(([, , found = '']) => found.includes(title));
}
