import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Database } from 'sql.js';
import { openPublicDatabase } from '../../src/index/sqlViews';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { projectPath } from '../support/sourceFiles';
import { loadSqlite } from '../support/sqlite';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the database for people', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let database: Database;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry } = opened;
    await registry.commit({ prompt: 'a', source: 'Hi {{x}}', message: 'First', tag: 'staging' });
    await registry.commit({ prompt: 'a', source: 'Hi {{y}}', message: 'Second' });
    await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.promote({ prompt: 'a', environment: 'staging', version: '2' });
    await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.rollback({ prompt: 'a', environment: 'production', reason: 'Worse' });
    await registry.approve({ ref: 'a@2', environment: 'production', note: 'Yes' });
    await registry.describe({ prompt: 'a', description: 'Greets', labels: ['eu'] });
    await registry.rename({ prompt: 'a', to: 'b' });
    await registry.newPrompt({ prompt: 'new', source: 'x' });
    database = openPublicDatabase(await loadSqlite(), opened.index.save());
  });

  afterEach(() => {
    database.close();
    opened.close();
  });

  const all = (sql: string) => database.exec(sql)[0]?.values ?? [];

  const cases: readonly (readonly [sql: string, values: unknown[][]])[] = [
    [
      'SELECT prompt, first_name, description, state, versions, latest_number FROM prompts ORDER BY 1',
      [
        ['b', 'a', 'Greets', 'clean', 2, 2],
        ['new', null, '', 'new', 0, null],
      ],
    ],
    ['SELECT prompt, label FROM labels', [['b', 'eu']]],
    [
      'SELECT prompt, number, message, head, source FROM versions ORDER BY number',
      [
        ['b', 1, 'First', 0, 'Hi {{x}}'],
        ['b', 2, 'Second', 1, 'Hi {{y}}'],
      ],
    ],
    ['SELECT prompt, missing FROM version_parents', [['b', 0]]],
    [
      'SELECT tag, number FROM tags ORDER BY tag',
      [
        ['production', 1],
        ['staging', 2],
      ],
    ],
    [
      "SELECT number, kind FROM tag_moves WHERE tag = 'production' ORDER BY at",
      [
        [1, 'release'],
        [2, 'release'],
        [1, 'release'],
      ],
    ],
    [
      "SELECT number, rollback, breaking FROM releases WHERE environment = 'production' ORDER BY at",
      [
        [1, 0, 0],
        [2, 0, 1],
        [1, 1, 1],
      ],
    ],
    ['SELECT prompt, number, note FROM approvals', [['b', 2, 'Yes']]],
    ['SELECT * FROM problems', []],
  ];
  for (const [sql, values] of cases) {
    it(`answers ${sql}`, () => {
      deepStrictEqual(all(sql), values);
    });
  }

  it('is a sound SQLite file of its own, and leaves the index as it is', async () => {
    const sqlite = await loadSqlite();
    const copy = new sqlite.Database(database.export());
    strictEqual(copy.exec('PRAGMA integrity_check')[0]?.values[0]?.[0], 'ok');
    copy.close();
    strictEqual(opened.index.queries.prompts().length, 2);
  });

  it('is documented: every view with each of its columns', () => {
    const page = readFileSync(projectPath('media/docs/sql.md'), 'utf8');
    const views = all(
      "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'prompt_states'",
    );
    strictEqual(views.length, 10);
    for (const [view] of views) {
      const [, section = ''] = page.split(`### ${String(view)}\n`);
      const [text = ''] = section.split('\n### ');
      const columns = all(`SELECT name FROM pragma_table_info('${String(view)}')`);
      for (const [column] of columns) {
        ok(text.includes(`\n| \`${String(column)}\` `), `${String(view)}.${String(column)}`);
      }
      strictEqual(text.match(/^\| `/gm)?.length, columns.length, `${String(view)} in sql.md`);
    }
  });
});
