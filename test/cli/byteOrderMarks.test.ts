import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../../src/client/index';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import { runCli, type CliOptions } from '../support/cliProcess';
import { greetingRegistry } from '../support/cliRegistry';
import { PYTHON_FOLDER, runPython } from '../support/python';
import { temporaryFolders } from '../support/temporaryFolders';

const MARK = '\uFEFF';

describe('a file that an editor of Windows saved with a byte order mark', () => {
  const newFolder = temporaryFolders();

  async function prepared() {
    const registry = await greetingRegistry(await newFolder());
    const { folder } = registry;
    const print = async (line: string, options?: CliOptions): Promise<string> => {
      const { code, stdout, stderr } = await runCli(folder, line.split(' '), options);
      strictEqual(code, 0, `${line}: ${stderr}`);
      return stdout;
    };
    return { ...registry, print };
  }

  it('gives values, from a path and from stdin', async () => {
    const { folder, print } = await prepared();
    await writeFile(join(folder, 'v.json'), `${MARK}{"name":"Kim"}\r\n`);
    const line = 'render support/greeting --vars';
    strictEqual(await print(`${line} v.json`), 'Good day Kim.\n');
    strictEqual(await print(`${line} -`, { stdin: `${MARK}{"name":"Li"}` }), 'Good day Li.\n');
  });

  it('is a sample, a document, and a question in SQL', async () => {
    const { folder, type, print } = await prepared();
    await type('samples/support/greeting/first.json', `${MARK}{"name":"Kim"}`);
    strictEqual(await print('render support/greeting -s first'), 'Good day Kim.\n');
    await writeFile(join(folder, 'doc.txt'), `${MARK}---\r\ntype: text\r\n---\r\nHi`);
    await print('commit other --file doc.txt -m x');
    strictEqual(await print('render other'), 'Hi\n');
    const question = 'SELECT count(*) AS n FROM prompts';
    strictEqual(await print('sql - --format csv', { stdin: `${MARK}${question}` }), 'n\r\n2\r\n');
  });

  it('is the registry.json by which is written, and loses the mark when it is changed', async () => {
    const { root, type, print } = await prepared();
    await type('registry.json', `${MARK}${INITIAL_CONFIG}`);
    await print('promote support/greeting staging --version 1');
    await print('environments add beta');
    const text = await readFile(join(root, 'registry.json'), 'utf8');
    const { environments } = JSON.parse(text) as { environments: { name: string }[] };
    deepStrictEqual(
      environments.map(({ name }) => name),
      ['development', 'staging', 'production', 'beta'],
    );
  });

  it('is a bundle, in JavaScript and in Python', async () => {
    const { folder, print } = await prepared();
    await print('export --all -f bundle -o b.json');
    const file = join(folder, 'b.json');
    await writeFile(file, `${MARK}${await readFile(file, 'utf8')}`);
    strictEqual(openRegistry(file).get('support/greeting').number, 2);
    const script = `
import sys
sys.path.insert(0, sys.argv[1])
from promptledger import open_bundle
print(open_bundle(sys.argv[2]).names())
`;
    strictEqual(await runPython(['-c', script, PYTHON_FOLDER, file]), "['support/greeting']\n");
  });
});
