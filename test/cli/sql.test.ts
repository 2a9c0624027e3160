import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runHere, runJsonHere } from '../support/cliHere';
import { builtCli } from '../support/cliProcess';
import { greetingRegistry } from '../support/cliRegistry';
import { itAtLength } from '../support/longForm';
import { runPython } from '../support/python';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const EXAMPLE = projectPath('test/fixtures/workspace');
const page = readFileSync(projectPath('media/docs/sql.md'), 'utf8');
const TABLES = [...page.matchAll(/^### (\w+)$/gm)].map(match => match[1] ?? '');

/** Reads every table of a database as a program in Python does. */
const READ = `
import json, sqlite3, sys
database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
database.row_factory = sqlite3.Row
tables = {}
for name in sys.argv[2].split(","):
    tables[name] = [dict(row) for row in database.execute("SELECT * FROM " + name)]
print(json.dumps(tables))
`;

describe('the registry in SQL', () => {
  const newFolder = temporaryFolders();

  itAtLength('as a file is read by another SQLite, with the same answers', async () => {
    ok(TABLES.length > 7, TABLES.join());
    const file = join(await newFolder(), 'registry.sqlite');
    const ended = await runHere(EXAMPLE, ['export', '--all', '-f', 'sqlite', '-o', file]);
    deepStrictEqual([ended.code, ended.stderr], [0, '']);
    const read = await runPython(['-c', READ, file, TABLES.join()]);
    const tables = JSON.parse(read) as Record<string, unknown>;
    for (const name of TABLES) ok(Array.isArray(tables[name]), name);
    for (const name of ['prompts', 'tags', 'releases']) {
      const asked = await runJsonHere(EXAMPLE, ['sql', `SELECT * FROM ${name}`]);
      deepStrictEqual(tables[name], asked.value, name);
    }
  });

  for (const [, block = ''] of page.matchAll(/^```sql\n([^]*?)^```$/gm)) {
    for (const query of block.split('\n\n')) {
      it(`answers what its page asks: ${query.split('\n')[0] ?? ''}`, async () => {
        const { code, value, stderr } = await runJsonHere<unknown[]>(EXAMPLE, ['sql', query]);
        deepStrictEqual([code, stderr], [0, '']);
        ok(Array.isArray(value));
      });
    }
  }

  it('refuses to write, whatever the way, and says so', async () => {
    for (const query of ['DELETE FROM prompts', 'PRAGMA query_only = OFF', 'DROP VIEW tags']) {
      const { code, stdout, stderr } = await runHere(EXAMPLE, ['sql', query]);
      deepStrictEqual([code, stdout], [2, '']);
      ok(stderr.includes('It would write; queries only read.'), stderr);
    }
  });

  itAtLength('takes the query from stdin', async () => {
    const stdin = 'SELECT count(*) AS n\nFROM prompts -- all of them\n;\n';
    const { stdout } = await runHere(EXAMPLE, ['sql', '-', '-f', 'csv'], { stdin });
    strictEqual(stdout, 'n\r\n17\r\n');
  });

  it('takes a query that begins with a comment, and leaves the dashes of other words alone', async () => {
    const query = '-- how many\nSELECT count(*) AS n FROM prompts';
    const args = ['--registry', '.promptledger', 'sql', '-f', 'csv', query];
    strictEqual((await runHere(EXAMPLE, args)).stdout, 'n\r\n17\r\n');
    const { folder } = await greetingRegistry(await newFolder());
    await runHere(folder, ['commit', 'sql', '-', '-m', '-- x'], { stdin: 'Hi' });
    const { value } = await runJsonHere<{ message: string }[]>(folder, ['log', 'sql']);
    strictEqual(value[0]?.message, '-- x');
  });

  it('stops a query without end where somebody presses Ctrl+C', async () => {
    const endless =
      'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c';
    const child = spawn(process.execPath, [await builtCli(), 'sql', endless], { cwd: EXAMPLE });
    const ended = new Promise(resolve =>
      child.on('close', (_, signal) => {
        resolve(signal);
      }),
    );
    await new Promise(resolve => setTimeout(resolve, 1500));
    strictEqual(child.exitCode, null, 'It goes on until somebody stops it.');
    child.kill('SIGINT');
    strictEqual(await ended, 'SIGINT');
  });
});
