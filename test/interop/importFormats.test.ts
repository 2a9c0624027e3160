import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { IMPORT_FORMATS } from '../../src/interop/importFormats';
import { interopFixture } from '../support/interopFiles';
import { projectPath } from '../support/sourceFiles';

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

describe('a file of another system', () => {
  it('is recognized as what it is, and as nothing else', () => {
    const found = readdirSync(projectPath('test/fixtures/interop')).map(name => {
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

  it('is recognized without an error, whatever is in it', () => {
    for (const text of ['', '{', '[]', 'null', '---', '{{', '[1]', '{"messages":3}']) {
      for (const name of ['a.json', 'a.prompt', 'a.prompty', 'a.yml', '-']) {
        IMPORT_FORMATS.forEach(item => item.recognizes({ file: name, text }));
      }
    }
  });
});
