import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { parseJson, printJson } from '../../src/core/base/json';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { IMPORT_FORMATS } from '../../src/interop/importFormats';
import { interopFixture } from '../support/interopFiles';
import { projectPath } from '../support/sourceFiles';

/** Each file of another system, and what it is. */
const KINDS: Readonly<Record<string, string>> = {
  'classic.prompty': 'prompty',
  'langfuse-export.json': 'langfuse',
  'langsmith.json': 'langchain',
  'openai-request.json': 'openai',
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
      leavesOf(
        item,
        Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`,
      ),
    );
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
          const isTold = warnings.some(warning => path.startsWith(warning.split(/ |: /)[0] ?? ' '));
          return !isTold && !kept.includes(leaf.replaceAll('\\', ''));
        });
        deepStrictEqual(lost, []);
      });
    }
  }

  it('is recognized without an error, whatever is in it', () => {
    for (const text of ['', '{', '[]', 'null', '---', '{{', '[1]', '{"messages":3}']) {
      for (const name of ['a.json', 'a.prompt', 'a.prompty', 'a.yml', '-']) {
        IMPORT_FORMATS.forEach(item => item.recognizes({ file: name, text }));
      }
    }
  });
});
