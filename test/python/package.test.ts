import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { pythonBuild } from '../support/joinedPython';
import { PYTHON_FOLDER, runPython } from '../support/python';
import { temporaryFolders } from '../support/temporaryFolders';

const FALLBACK = `
import json, sys
sys.path.insert(0, sys.argv[1])
from promptledger import open_bundle
bundle = open_bundle({"promptledger": {"bundle": 1}, "prompts": {}, "aliases": {}, "versions": {}})
text = "---\\ntype: chat\\nmodel: openai/gpt-4o\\n---\\nsystem:\\nBe kind.\\nuser:\\n{{query}}\\n"
print(json.dumps(bundle.get("a", fallback=text).to_openai(query="hi")))
`;

async function hasPip(): Promise<boolean> {
  return runPython(['-m', 'pip', '--version']).then(
    () => true,
    () => false,
  );
}

describe('the package for Python, as it is given away', function () {
  this.timeout(120_000);
  const newFolder = temporaryFolders();

  it('renders a fallback that is a chat as one, from the package and from the single file', async () => {
    const folder = await newFolder();
    await pythonBuild.buildPython(folder);
    for (const place of [PYTHON_FOLDER, folder]) {
      deepStrictEqual(JSON.parse(await runPython(['-c', FALLBACK, place])), {
        model: 'gpt-4o',
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: 'hi' },
        ],
      });
    }
  });

  it('is a wheel that pip takes from a path, without a network', async function () {
    // Debian's Python comes without it.
    if (!(await hasPip())) this.skip();
    const folder = await newFolder();
    const wheel = await pythonBuild.buildPython(folder);
    const target = join(folder, 'installed');
    await runPython(['-m', 'pip', 'install', '-q', '--no-index', '--target', target, wheel]);
    const script =
      'import sys; sys.path.insert(0, sys.argv[1]); import promptledger; print(promptledger.__file__)';
    const expected = `${join(target, 'promptledger', '__init__.py')}\n`;
    strictEqual(await runPython(['-c', script, target]), expected);
  });
});
