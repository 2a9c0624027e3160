import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LineCounter } from 'yaml';
import { parseYaml } from '../../../../src/core/prompt/document/parseYaml';
import { projectPath, sourceFiles } from '../../../support/sourceFiles';

const BOMBS = {
  'lists in lists': `a: ${'['.repeat(100_000)}`,
  'mappings in mappings': `a: ${'{a: '.repeat(100_000)}`,
  'lists by dashes': `a:\n  ${'- '.repeat(100_000)}x`,
  'a million laughs': Array.from({ length: 20 }, (_, level) =>
    level === 0
      ? 'a0: &a0 ha'
      : `a${level}: &a${level} [${Array.from({ length: 20 }, () => `*a${level - 1}`).join()}]`,
  ).join('\n'),
};

describe('parseYaml', () => {
  it('keeps places, and digits where it is asked to', () => {
    const lines = new LineCounter();
    const document = parseYaml('a: 1\nb: 12345678901234567890', { lines, intAsBigInt: true });
    deepStrictEqual(document?.toJS(), { a: 1n, b: 12345678901234567890n });
    deepStrictEqual(lines.linePos(5), { line: 2, col: 1 });
  });

  it('reports a second document, and leaves keys that are there twice to others', () => {
    deepStrictEqual(
      parseYaml('a: 1\n---\nb: 2')?.errors.map(({ code }) => code),
      ['MULTIPLE_DOCS'],
    );
    deepStrictEqual(parseYaml('a: 1\na: 2')?.errors, []);
  });

  for (const [name, yaml] of Object.entries(BOMBS)) {
    it(`gives up ${name}, or reads no more than is written`, () => {
      const found = parseYaml(yaml);
      if (found !== undefined) deepStrictEqual(found.errors, []);
      deepStrictEqual(found === undefined, name !== 'a million laughs');
    });
  }

  it('is the one place where text becomes YAML', () => {
    const readers = sourceFiles('src').filter(name => {
      const text = readFileSync(projectPath(`src/${name}`), 'utf8');
      const imported = /import (?!type)\{([^}]*)\} from 'yaml'/.exec(text)?.[1] ?? '';
      return /\b(parse\w*|Parser|Composer|Lexer|CST)\b/.test(imported.replaceAll(/type \w+/g, ''));
    });
    deepStrictEqual(readers, ['core/prompt/document/parseYaml.ts']);
  });
});
