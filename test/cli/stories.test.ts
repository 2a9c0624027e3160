import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordFileName } from '../../src/core/ledger/records/recordFile';
import { branchOff } from '../support/cliBranch';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { loadSqlite } from '../support/sqlite';
import { temporaryFolders } from '../support/temporaryFolders';
import type { PromptInfo, TagInfo, VersionInfo } from '../../src/core/ledger/derive/model';

const GREETING = 'support/greeting';

describe('somebody at a terminal', () => {
  const newFolder = temporaryFolders();
  const greeting = async () => greetingRegistry(await newFolder());

  async function done(folder: string, line: string, stdin?: string): Promise<string> {
    const { code, stdout, stderr } = await runHere(folder, line.split(' '), { stdin });
    deepStrictEqual([code, stderr], [0, ''], line);
    return stdout;
  }

  it('makes a registry, keeps a prompt, tags it, releases it and takes it back', async () => {
    const folder = await newFolder();
    match(await done(folder, 'init'), /registry is .*\.promptledger/);
    match(await done(folder, 'list'), /^No prompts yet. Begin one with: promptledger new/);
    const commit = (text: string) => done(folder, 'commit greeting - -m Change', text);
    match(await commit('Hi {{name}}'), /^Committed greeting v1 \([0-9a-f]{8}\)\n$/);
    await commit('Hello {{name}}');
    match(await done(folder, 'tag greeting@1 staging'), /^greeting@staging is v1 /);
    match(
      await done(folder, 'promote greeting production'),
      /^Released: greeting@production is v1/,
    );
    await done(folder, 'promote greeting staging --version 2 -m Better');
    await done(folder, 'promote greeting production');
    match(await done(folder, 'rollback greeting production -m Worse'), /^Rolled back: .* is v1/);
    strictEqual(await done(folder, 'render greeting@production --var name=Ada'), 'Hi Ada\n');
    match(await done(folder, 'releases greeting'), /production {2}v1 {2}rollback .* Worse\n/);
  });

  it('finds the nearest registry from a folder inside, and another one where it is named', async () => {
    const { folder, root } = await greeting();
    const inside = join(folder, 'src', 'deep');
    await mkdir(inside, { recursive: true });
    match(await done(inside, 'list'), /support\/greeting/);
    const elsewhere = await newFolder();
    match(await done(elsewhere, `--registry ${root} list`), /support\/greeting/);
    match(await done(elsewhere, `list --registry ${root}`), /support\/greeting/);
  });

  it('pages through a history', async () => {
    const { folder } = await greeting();
    const log = async (line: string) =>
      (await runJsonHere<VersionInfo[]>(folder, line.split(' '))).value;
    const [newest] = await log('log support/greeting --limit 1');
    strictEqual(newest?.number, 2);
    const rest = await log(`log support/greeting --after ${newest.id}`);
    deepStrictEqual(
      rest.map(version => version.number),
      [1],
    );
  });

  it('asks for tags of a prompt, of a version, and for the moves of one', async () => {
    const { folder, registry } = await greeting();
    await registry.tag({ ref: 'support/greeting@1', tag: 'pilot' });
    const tags = async (line: string) =>
      (await runJsonHere<TagInfo[]>(folder, line.split(' '))).value.map(
        tag => `${tag.tag}=${String(tag.number)}`,
      );
    deepStrictEqual(await tags('tags support/greeting'), ['pilot=1', 'staging=2']);
    deepStrictEqual(await tags('tags support/greeting@1'), ['pilot=1']);
    deepStrictEqual(await tags('tags support/greeting --history'), [
      'pilot=1',
      'staging=2',
      'staging=1',
    ]);
    deepStrictEqual(await tags('tags support/greeting@staging --history'), [
      'staging=2',
      'staging=1',
    ]);
    deepStrictEqual(await tags('tags support/greeting --history --limit 1'), ['pilot=1']);
  });

  it('lists by tag, by labels and by what is said', async () => {
    const { folder, registry } = await greeting();
    await registry.commit({ prompt: 'other', source: 'REFUND policy' });
    await registry.describe({ prompt: 'other', labels: ['a', 'b'] });
    const list = async (...args: string[]) =>
      (await runJsonHere<PromptInfo[]>(folder, ['list', ...args])).value.map(info => info.prompt);
    deepStrictEqual(await list(), ['other', GREETING]);
    deepStrictEqual(await list('--tag', 'staging'), [GREETING]);
    deepStrictEqual(await list('--label', 'a', '--label', 'b'), ['other']);
    deepStrictEqual(await list('--label', 'a', '--label', 'c'), []);
    deepStrictEqual(await list('--search', 'refund'), ['other']);
    deepStrictEqual(await list('--search', 'refund', '--tag', 'staging'), []);
  });

  it('sees what is not committed, and CI can fail on it', async () => {
    const { folder, type } = await greeting();
    strictEqual(await done(folder, 'status --exit-code'), 'Everything is committed.\n');
    await type('prompts/support/greeting.prompt', 'Changed');
    await type('prompts/new.prompt', 'New');
    const { code, stdout } = await runHere(folder, ['status', '--exit-code']);
    deepStrictEqual([code, stdout], [1, 'new       new\nmodified  support/greeting\n']);
    strictEqual((await runHere(folder, ['status'])).code, 0);
  });

  it('archives a prompt without its document, which is then no open work', async () => {
    const { folder, root } = await greeting();
    await done(folder, 'archive support/greeting');
    const { rm } = await import('node:fs/promises');
    await rm(join(root, 'prompts/support/greeting.prompt'));
    strictEqual(await done(folder, 'status --exit-code'), 'Everything is committed.\n');
    match(await done(folder, 'list --archived'), /missing archived/);
  });

  it('merges two branches and commits the result with both as parents', async () => {
    const registry = await greeting();
    await branchOff(registry);
    const { folder } = registry;
    strictEqual((await runHere(folder, ['status', '--exit-code'])).code, 1);
    match(await done(folder, 'merge support/greeting'), /^Merged 2 heads/);
    match(await done(folder, 'commit support/greeting -m Both'), /v4/);
    const graph = await done(folder, 'log support/greeting --graph');
    match(graph, /^\* v4 .* merges .*\n\|\\\n/);
    strictEqual(
      await done(folder, 'show support/greeting --raw'),
      'So.\nGood day {{name}}.\nBye.\n',
    );
  });

  it('renders with a sample, a file and single values, the later winning', async () => {
    const { folder, registry, documents } = await greeting();
    const source =
      '---\ninputs:\n  n: { type: integer }\n  list: { type: array }\n---\n{{a}} {{b}} {{c}} {{n}} {{list}}';
    await registry.commit({ prompt: 'values', source });
    await documents.writeSample('values', 'one', '{"a":"sample","b":"sample","c":"sample","n":1}');
    await writeFile(join(folder, 'values.json'), '{"b":"file","c":"file","list":[1]}');
    const line =
      'render values --sample one --vars values.json --var c=option --var n=7 --var list=["x=y"]';
    strictEqual(await done(folder, line), 'sample file option 7 ["x=y"]\n');
    const wrong = await runHere(folder, ['render', 'values', '--var', 'n=many']);
    ok(wrong.stderr.includes('--var n=… must be integer, written as JSON: 3'), wrong.stderr);
    strictEqual(
      await done(folder, 'render values --partial --var a=1 --var list=[]'),
      '1 {{b}} {{c}} {{n}} []\n',
    );
  });

  it('renders all samples of the working documents, and CI can fail on them', async () => {
    const { folder, registry, documents, type } = await greeting();
    await documents.writeSample(GREETING, 'good', '{"name":"Ada"}');
    strictEqual(await done(folder, 'render --all-samples'), '1 of 1 samples render.\n');
    await documents.writeSample(GREETING, 'bad', '{"nam":"Ada"}');
    await registry.commit({ prompt: 'other', source: 'x' });
    await documents.writeSample('other', 'broken', '[');
    const all = await runHere(folder, ['render', '--all-samples']);
    strictEqual(all.code, 1);
    match(
      all.stdout,
      /^other broken: \[invalid-input\].*\nsupport\/greeting bad: \[missing-variables\]/,
    );
    match(all.stdout, /1 of 3 samples render\.\n$/);
    const one = await runJsonHere<{ sample: string; ok: boolean }[]>(folder, [
      'render',
      '--all-samples',
      GREETING,
    ]);
    deepStrictEqual(
      [one.code, one.value.map(({ sample, ok }) => [sample, ok])],
      [
        1,
        [
          ['bad', false],
          ['good', true],
        ],
      ],
    );
    await type('prompts/support/greeting.prompt', 'No variables');
    strictEqual((await runHere(folder, ['render', GREETING, '--all-samples'])).code, 0);
  });

  it('compares versions and fails where they differ, when asked to', async () => {
    const { folder, type } = await greeting();
    const unified = await done(folder, 'diff support/greeting@1 support/greeting@2');
    match(unified, /^--- support\/greeting@[0-9a-f]{8}\n\+\+\+ .*\n@@ -1,1 \+1,1 @@\n-Hello/);
    strictEqual(await done(folder, 'diff support/greeting'), '');
    await type('prompts/support/greeting.prompt', 'Good day {{name}}!\n');
    strictEqual((await runHere(folder, ['diff', GREETING, '--exit-code'])).code, 1);
    const markdown = await done(folder, 'diff support/greeting --markdown');
    const header =
      '### `support/greeting`\n\n**1 line added, 1 line removed**\n\n<details><summary>';
    ok(markdown.startsWith(header), markdown);
    ok(markdown.includes('```diff\n'), markdown);
  });

  it('asks what happened, by whom and to what, and gets it for a spreadsheet', async () => {
    const { folder } = await greeting();
    await done(folder, 'promote support/greeting production -m =SUM(A1)');
    const kinds = ['audit', '--kind', 'commit', '--kind', 'promote', '--json'];
    const { stdout } = await runHere(folder, kinds);
    const events = JSON.parse(stdout) as { kind: string; tag: string | null }[];
    deepStrictEqual(
      events.map(({ kind, tag }) => [kind, tag]),
      [
        ['promote', 'production'],
        ['promote', 'staging'],
        ['commit', null],
        ['promote', 'staging'],
        ['commit', null],
      ],
    );
    match(await done(folder, 'audit --grep polite'), /\n\S+ \S+ {2}commit +support\/greeting +v2 /);
    strictEqual(await done(folder, 'audit --author nobody'), 'Nothing like that happened.\n');
    const csv = await done(folder, 'audit -e production -f csv');
    match(csv, /^at,event,prompt,environment,number,/);
    ok(csv.includes(",'=SUM(A1),"), csv);
  });

  it('changes the pipeline, and sees what every environment serves', async () => {
    const { folder } = await greeting();
    await done(folder, 'environments add canary --before production');
    await done(folder, 'environments set canary --protected --approvals 2 --promote-from staging');
    match(
      await done(folder, 'environments'),
      /\ncanary +from staging +protected, 2 approvals\nproduction +from canary +protected\n$/,
    );
    await done(folder, 'environments set canary --no-protected --approvals 0 --no-promote-from');
    await done(folder, 'environments move canary');
    match(await done(folder, 'environments'), /production +from staging.*\ncanary\n$/);
    await done(folder, 'environments remove canary');
    match(await done(folder, 'promote --all production --dry-run'), /@production: nothing → v2\n/);
    strictEqual(
      await done(folder, 'deployments -e production --behind'),
      '                  production\nsupport/greeting  -\n',
    );
    await done(folder, 'promote --all production');
    match(await done(folder, 'promote --all production'), /^Nothing to promote/);
    match(await done(folder, 'served production'), /^support\/greeting {2}v2 /);
    strictEqual(
      await done(folder, 'served production --at 2020-01-01'),
      'production served nothing.\n',
    );
  });

  it('commits everything, and throws away what was typed', async () => {
    const { folder, type, documents } = await greeting();
    await done(folder, 'new other');
    await type('prompts/support/greeting.prompt', 'Hi\n');
    match(
      await done(folder, 'commit --all -m Both'),
      /^Committed other v1 \(.*\)\nCommitted support\/greeting v3 /,
    );
    await type('prompts/support/greeting.prompt', 'Oops\n');
    match(await done(folder, 'discard support/greeting'), /^Back to support\/greeting v3 /);
    strictEqual(await documents.read(GREETING), 'Hi\n');
    await type('prompts/broken.prompt', '---\ntype: [\n---\n');
    await type('prompts/support/greeting.prompt', 'Four\n');
    const { code, value } = await runJsonHere<{
      error: { message: string; data: { committed: string[] } };
    }>(folder, ['commit', '--all']);
    strictEqual(code, 1);
    match(value.error.message, /Committed: support\/greeting v4\.$/);
    strictEqual(value.error.data.committed.length, 1);
  });

  it('commits together what includes each other, and each includes what the others say now', async () => {
    const { folder, type } = await greeting();
    const both = async (tone: string) => {
      await type('prompts/answer.prompt', `{{> tone}} Answer: ${tone}\n`);
      await type('prompts/tone.prompt', `Be ${tone}.\n`);
      await done(folder, 'commit --all');
      return done(folder, 'render answer');
    };
    match(await both('kind'), /^Be kind\./);
    match(await both('brief'), /^Be brief\./);
  });

  it('is told of a tag whose version is missing, wherever that would look like a prompt removed', async () => {
    const { folder, root, registry } = await greeting();
    await registry.tag({ ref: 'support/greeting@1', tag: 'pilot' });
    const { id, at } = await registry.version('support/greeting@1');
    await rm(join(root, 'records', GREETING, recordFileName(at, id)));
    for (const line of ['export --tag pilot -f bundle', 'diff --all latest pilot']) {
      const { code, stderr } = await runHere(folder, line.split(' '));
      strictEqual(code, 1, line);
      match(stderr, /"support\/greeting@pilot"\. The tag points at version .* missing here/);
    }
    const types = await done(folder, 'types');
    deepStrictEqual([types.includes('"staging"'), types.includes('"pilot"')], [true, false]);
  });

  it('exports to files and to other programs', async () => {
    const { folder, registry } = await greeting();
    await registry.commit({ prompt: 'other', source: 'a "quoted"\ntext', message: 'x, y' });
    strictEqual(await done(folder, 'export support/greeting@1 -f prompt'), 'Hello {{name}}.\n');
    const all = JSON.parse(await done(folder, 'export --all -f json')) as VersionInfo[];
    deepStrictEqual(
      all.map(version => [version.prompt, version.number, version.source]),
      [
        ['other', 1, 'a "quoted"\ntext'],
        [GREETING, 2, 'Good day {{name}}.\n'],
      ],
    );
    const tagged = JSON.parse(await done(folder, 'export --tag staging -f json')) as VersionInfo[];
    strictEqual(tagged.length, 1);
    match(await done(folder, 'export other -f csv'), /,"x, y",,"a ""quoted""\ntext"\r\n$/);
    await done(folder, 'export --all -f sqlite -o registry.sqlite');
    const sqlite = await loadSqlite();
    const database = new sqlite.Database(await readFile(join(folder, 'registry.sqlite')));
    const [answer] = database.exec("SELECT prompt, number FROM tags WHERE tag = 'staging'");
    deepStrictEqual(answer?.values, [[GREETING, 2]]);
    database.close();
  });

  it('asks in SQL, as a table, CSV, Markdown or JSON, and cannot write', async () => {
    const { folder } = await greeting();
    const query =
      "SELECT number, message FROM versions WHERE prompt = 'support/greeting' ORDER BY 1";
    const ask = async (...args: string[]) =>
      (await runHere(folder, ['sql', query, ...args])).stdout;
    strictEqual(
      await ask(),
      'number  message\n------  -----------\n1       Begun\n2       More polite\n',
    );
    strictEqual(await ask('-f', 'csv'), 'number,message\r\n1,Begun\r\n2,More polite\r\n');
    strictEqual(
      await ask('-f', 'markdown'),
      '| number | message |\n| --- | --- |\n| 1 | Begun |\n| 2 | More polite |\n',
    );
    deepStrictEqual(JSON.parse(await ask('--json')), [
      { number: 1, message: 'Begun' },
      { number: 2, message: 'More polite' },
    ]);
    match(await done(folder, 'sql - -f csv', 'SELECT count(*) AS n FROM prompts'), /^n\r\n1/);
    const written = await runHere(folder, ['sql', 'DELETE FROM ledger_prompts']);
    deepStrictEqual([written.code, written.stderr.includes('queries only read')], [2, true]);
  });

  it('takes the author from the environment as git does', async () => {
    const { folder } = await greeting();
    const env = {
      PROMPTLEDGER_AUTHOR: '',
      GIT_AUTHOR_NAME: 'Ben',
      GIT_AUTHOR_EMAIL: 'ben@example.com',
    };
    const tag = await runJsonHere<TagInfo>(folder, ['tag', GREETING, 'pilot'], { env });
    deepStrictEqual(tag.value.author, { name: 'Ben', email: 'ben@example.com' });
    const bad = await runHere(folder, ['tag', GREETING, 'pilot'], {
      env: { PROMPTLEDGER_AUTHOR: 'Ben' },
    });
    deepStrictEqual([bad.code, bad.stderr.includes('Name <email>')], [2, true]);
  });

  it('reads in colours only where somebody asked for them', async () => {
    const { folder } = await greeting();
    const log = async (env: Record<string, string>) =>
      (await runHere(folder, ['log', GREETING], { env })).stdout.includes('\u001b[');
    deepStrictEqual(
      await Promise.all([
        log({}),
        log({ FORCE_COLOR: '1' }),
        log({ FORCE_COLOR: '1', NO_COLOR: '1' }),
      ]),
      [false, true, false],
    );
  });

  it('stops quietly where the reader has enough', async () => {
    const { folder } = await greeting();
    const { builtCli } = await import('../support/cliProcess');
    const program = await builtCli();
    const { execFileSync } = await import('node:child_process');
    const line = `"${process.execPath}" "${program}" log support/greeting --source 2>&1 | head -n 1`;
    match(execFileSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' }), /^v2 .*\n$/);
  });

  it('learns from the help', async () => {
    const folder = await newFolder();
    match(await done(folder, '--help'), /Release:\n {2}promote/);
    const help = await done(folder, 'help promote');
    match(help, /Releases what the environment before serves/);
    match(help, /Examples:\n {2}# .*\n {2}promptledger promote support\/greeting production/);
    strictEqual(await done(folder, 'promote --help'), help);
    match(await done(folder, '--version'), /^\d+\.\d+\.\d+\n$/);
  });
});
