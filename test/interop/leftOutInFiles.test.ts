import { sentencesOf } from '../support/sentences';
import { deepStrictEqual, notStrictEqual } from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { LedgerError } from '../../src/core/base/errors';
import { importFiles } from '../../src/interop/importFiles';
import { interopFixture } from '../support/interopFiles';

const FILES = [
  'phoenix-version.json',
  'promptfooconfig.yaml',
  'release-notes.prompt.md',
  'semantic-kernel.yaml',
  'humanloop.prompt',
  'promptlayer.json',
  'mlflow.json',
  'langwatch.prompt.yaml',
  'agentmark.prompt.mdx',
];
const KEY = 'a_key_of_tomorrow';

type Path = readonly (string | number)[];
type Tree = Readonly<Record<string, unknown>>;

describe('a key that nobody knows yet, anywhere in a file', () => {
  for (const name of FILES) {
    it(`is kept, warned of or refused: ${name}`, () => {
      const { head, yaml, rest } = partsOf(interopFixture(name));
      const value: unknown = parse(yaml);
      const write = (tree: unknown): string =>
        name.endsWith('.json') ? JSON.stringify(tree) : `${head}${stringify(tree)}${rest}`;
      notStrictEqual(importFiles([{ file: name, text: write(value) }]).length, 0);
      const silent = mappingsIn(value).filter(path => {
        const said = saidOf(name, write(withKey(value, path)));
        const isLeftOut = path.some((_, end) =>
          said.includes(`${printed(path.slice(0, end + 1))} is left out`),
        );
        return !said.includes(KEY) && !isLeftOut;
      });
      deepStrictEqual(silent.map(printed), []);
    });
  }
});

/** The data of a file: all of it, or its front matter. */
function partsOf(text: string): { head: string; yaml: string; rest: string } {
  const match = /^((?:[^\n]*\n)?---\n)([^]*?)(^---\n[^]*)$/m.exec(text);
  if (match === null) return { head: '', yaml: text, rest: '' };
  const [, head = '', yaml = '', rest = ''] = match;
  return { head, yaml, rest };
}

function saidOf(file: string, text: string): string {
  try {
    const prompts = importFiles([{ file, text }]);
    return prompts.flatMap(({ source, warnings }) => [source, ...sentencesOf(warnings)]).join('\n');
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return `${KEY}: ${error.message}`;
  }
}

function mappingsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => mappingsIn(item, [...path, index]));
  const inside = Object.entries(value).flatMap(([key, item]) => mappingsIn(item, [...path, key]));
  return [path, ...inside];
}

function withKey(value: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined) return { ...(value as Tree), [KEY]: 'x' };
  if (!Array.isArray(value)) {
    return { ...(value as Tree), [first]: withKey((value as Tree)[first], rest) };
  }
  return value.map((item: unknown, index) => (index === first ? withKey(item, rest) : item));
}

function printed(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}
