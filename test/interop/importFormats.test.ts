import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { LedgerError } from '../../src/core/base/errors';
import { parseJson, printJson } from '../../src/core/base/json';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles, type ImportedPrompt } from '../../src/interop/importFiles';
import { IMPORT_FORMATS } from '../../src/interop/importFormats';
import { isMapping } from '../../src/interop/plainValues';
import { interopFixture } from '../support/interopFiles';
import { holdsFor } from '../support/seeded';
import { projectPath } from '../support/sourceFiles';
import { sentencesOf } from '../support/sentences';
import type { Loss } from '../../src/interop/loss';

/** Each file of another system, and what it is. */
const KINDS: Readonly<Record<string, string>> = {
  'agentmark.prompt.mdx': 'agentmark',
  'classic.prompty': 'prompty',
  'humanloop.prompt': 'humanloop',
  'langfuse-export.json': 'langfuse',
  'langsmith.json': 'langchain',
  'langwatch.prompt.yaml': 'langwatch',
  'mlflow.json': 'mlflow',
  'openai-request.json': 'openai',
  'phoenix-version.json': 'phoenix',
  'promptfooconfig.yaml': 'promptfoo',
  'promptlayer.json': 'promptlayer',
  'release-notes.prompt.md': 'vscode',
  'semantic-kernel.yaml': 'semantic-kernel',
  'summarizer.prompt.yml': 'github-models',
  'threaded.prompty': 'prompty',
  'tour-guide.formal.prompt': 'dotprompt',
};

/** Formats that have a folder of files of their own. */
const FOLDERS = ['openai-responses', 'anthropic', 'gemini', 'bedrock', 'jsonl', 'csv'];

/** Keys whose values say what something is: the document says that in its own way. */
const KINDS_OF_PARTS = [
  ...['type', 'role', 'format', 'mode', 'nullable'],
  ...['mimeType', 'mime_type', 'media_type', 'responseMimeType'],
];

function filesIn(folder: string): readonly string[] {
  const path = projectPath(`test/fixtures/interop/${folder}`);
  return readdirSync(path, { withFileTypes: true })
    .filter(item => item.isFile())
    .map(item => item.name);
}

/** The texts and numbers of a value, each with its path. */
function leavesOf(value: unknown, path = ''): readonly (readonly [path: string, leaf: string])[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value)
    .filter(([key]) => !KINDS_OF_PARTS.includes(key))
    .flatMap(([key, item]) =>
      leavesOf(item, Array.isArray(value) ? `${path}[${key}]` : within(path, key)),
    );
}

/** The value with another thing at one of its places, all of which are counted. */
function withPart(
  value: unknown,
  at: number,
  change: (item: unknown, path: string) => unknown,
): unknown {
  let left = at % countOf(value);
  const walk = (item: unknown, path: string): unknown => {
    if (left-- === 0) return change(item, path);
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map((child, index) => walk(child, `${path}[${index}]`));
    const entries = Object.entries(item);
    return Object.fromEntries(entries.map(([key, child]) => [key, walk(child, within(path, key))]));
  };
  return walk(value, '');
}

function within(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Whether a warning names the place, or one that it is in. */
function isTold(path: string, warnings: readonly Loss[]): boolean {
  return warnings.some(({ field }) => field !== '' && path.startsWith(field));
}

/** The first prompt of a value in a format; nothing where it is refused as a document. */
function readOrRefused(from: string, value: unknown): ImportedPrompt | undefined {
  try {
    return importFiles([{ file: 'x.json', text: printJson(value) }], { from })[0];
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    strictEqual(error.code, 'invalid-document');
    return undefined;
  }
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, child) => sum + countOf(child), 1);
}

describe('a file of another system', () => {
  it('is recognized as what it is, and as nothing else', () => {
    const found = filesIn('.').map(name => {
      const file = { file: name, text: interopFixture(name) };
      return [
        name,
        IMPORT_FORMATS.filter(item => item.recognizes(file) && item.name !== 'prompt')
          .map(item => item.name)
          .join(),
      ];
    });
    deepStrictEqual(Object.fromEntries(found), KINDS);
  });

  for (const format of FOLDERS) {
    for (const name of filesIn(format)) {
      it(`is recognized as ${format}, and nothing in it is lost in silence: ${name}`, () => {
        const text = interopFixture(`${format}/${name}`);
        const read = importFiles([{ file: name, text }]);
        deepStrictEqual(new Set(read.map(item => item.format)), new Set([format]));
        if (!name.endsWith('.json')) return;
        const [{ source, warnings } = { source: '', warnings: [] }] = read;
        const { frontMatter, body } = requireDocument(source);
        const kept = printJson([frontMatter, body]).replaceAll('\\', '');
        const lost = leavesOf(parseJson(text)).filter(([path, leaf]) => {
          return !isTold(path, warnings) && !kept.includes(leaf.replaceAll('\\', ''));
        });
        deepStrictEqual(lost, []);
      });
    }
  }

  const files = FOLDERS.flatMap(format =>
    filesIn(format)
      .filter(name => name.endsWith('.json'))
      .map(name => ({ format, value: parseJson(interopFixture(`${format}/${name}`)) })),
  );

  it('is imported or refused, whatever a part of it is', () => {
    const junk = fc.constantFrom(null, 3, '', 'x', true, [], {}, [[]], [3], { a: 1 }, [{}], 'a\nb');
    holdsFor(fc.tuple(fc.constantFrom(...files), fc.nat(), junk), 2000, ([file, at, part]) => {
      readOrRefused(
        file.format,
        withPart(file.value, at, () => part),
      );
    });
  });

  it('keeps what nobody knows, or says that it is left out', () => {
    const lost: string[] = [];
    for (const { format, value } of files) {
      for (let at = 0; at < countOf(value); at++) {
        let place: string | undefined;
        const added = withPart(value, at, (item, path) => {
          if (!isMapping(item)) return item;
          place = path;
          return { ...item, sign: 'new' };
        });
        const read = place === undefined ? undefined : readOrRefused(format, added);
        if (read === undefined || place === undefined || isTold(place, read.warnings)) continue;
        if (!/\bsign\b/.test(`${read.source}\n${sentencesOf(read.warnings).join('\n')}`)) {
          lost.push(`${format}: ${place}`);
        }
      }
    }
    deepStrictEqual(lost, []);
  });

  it('is recognized without an error, whatever is in it', () => {
    for (const text of ['', '{', '[]', 'null', '---', '{{', '[1]', '{"messages":3}']) {
      for (const name of ['a.json', 'a.prompt', 'a.prompty', 'a.yml', '-']) {
        IMPORT_FORMATS.forEach(item => item.recognizes({ file: name, text }));
      }
    }
  });
});
