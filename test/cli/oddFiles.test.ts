import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asNobody, CAN_BE_NOBODY } from '../support/asNobody';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { itAtLength } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';

interface Report {
  readonly problems: readonly { path: string; code: string; message: string }[];
}

describe('an odd file or folder breaks nothing but itself', function () {
  this.timeout(120_000);
  const newFolder = temporaryFolders();

  /** `support/greeting`, `other` and `secret/x`, all committed; a sample of the first. */
  async function registry(): Promise<CliRegistry> {
    const opened = await greetingRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'other', source: 'Other.\n' });
    await opened.registry.commit({ prompt: 'secret/x', source: 'Secret.\n' });
    await opened.type('samples/support/greeting/ada.json', '{"name":"Ada"}\n');
    await opened.type('samples/secret/x/one.json', '{}\n');
    return opened;
  }

  it('whatever its name: all commands work, and verify tells it', async function () {
    if (process.platform === 'win32') this.skip();
    const { folder, root } = await registry();
    const long = 'x'.repeat(250);
    const raw = (text: string): Buffer => Buffer.from(text, 'latin1');
    for (const [top, suffix] of [
      ['prompts', '.prompt'],
      ['samples/support/greeting', '.json'],
      ['records', '.json'],
      ['records/other', '.json'],
    ] as const) {
      const base = Buffer.from(`${root}/${top}/`);
      for (const name of [`we\nird${suffix}`, long.slice(0, 255 - suffix.length) + suffix]) {
        await writeFile(Buffer.concat([base, raw(name)]), 'odd');
      }
      await writeFile(Buffer.concat([base, raw(`caf\xe9${suffix}`)]), 'odd').catch(notHere);
      await mkdir(Buffer.concat([base, raw('fol\nder')]));
      await writeFile(Buffer.concat([base, raw(`fol\nder/a${suffix}`)]), 'odd');
      await mkdir(Buffer.concat([base, raw('f\xf6lder')])).catch(notHere);
    }
    const list = await runJsonHere<{ prompt: string; state: string }[]>(folder, ['list']);
    deepStrictEqual(
      list.value.map(({ prompt, state }) => [prompt, state]),
      [
        ['other', 'clean'],
        ['secret/x', 'clean'],
        ['support/greeting', 'clean'],
      ],
    );
    for (const line of [
      ['status', '--exit-code'],
      ['render', '--all-samples'],
      ['samples', 'list'],
      ['diff', '--all'],
      ['promote', 'support/greeting', 'production', '--dry-run'],
      ['commit', 'other', '--message', 'More', '--file', '-'],
    ]) {
      const { code, stderr } = await runHere(folder, line, { stdin: 'Another.\n' });
      deepStrictEqual([line[0], code, stderr.includes('odd')], [line[0], 0, false], stderr);
    }
    const { code, value } = await runJsonHere<Report>(folder, ['verify']);
    strictEqual(code, 1);
    const told = value.problems.map(({ path }) => path);
    for (const path of [
      'prompts/we\nird.prompt',
      'prompts/fol\nder',
      `prompts/${long.slice(0, 248)}.prompt`,
      'samples/support/greeting/we\nird.json',
      'samples/support/greeting/fol\nder',
      'records/we\nird.json',
      'records/fol\nder',
      'records/other/we\nird.json',
      'records/other/fol\nder',
    ]) {
      ok(told.includes(path), `${JSON.stringify(path)} of ${JSON.stringify(told)}`);
    }
    // Every problem is one line on a terminal, whatever the name.
    const lines = (await runHere(folder, ['verify'])).stdout.trimEnd().split('\n');
    strictEqual(lines.length, value.problems.length);
  });

  itAtLength(
    'a folder of documents, of samples or of records that nobody may look into',
    async function () {
      if (!CAN_BE_NOBODY) this.skip();
      const { folder, root } = await registry();
      const run = await asNobody(folder, () => chmod(join(root, 'prompts', 'secret'), 0));
      const states = JSON.parse(run('list', '--json').stdout) as {
        prompt: string;
        state: string;
        problem?: { path: string; code: string };
      }[];
      deepStrictEqual(
        states.map(({ prompt, state, problem }) => [prompt, state, problem?.path]),
        [
          ['other', 'clean', undefined],
          ['secret/x', 'modified', 'prompts/secret/x.prompt'],
          ['support/greeting', 'clean', undefined],
        ],
      );
      strictEqual(run('render', '--all-samples').code, 0);
      strictEqual(run('tag', 'other', 'mine').code, 0);
      const all = run('commit', '--all');
      deepStrictEqual(
        [all.code, all.stderr.includes('"secret/x" cannot be read')],
        [1, true],
        all.stderr,
      );
      const diff = run('diff', '--all');
      match(diff.stderr, /prompts\/secret\/x\.prompt was left out/);
      ok(!diff.stdout.includes('Removed'), diff.stdout);
      match(run('verify').stdout, /prompts\/secret: \[io\]/);

      await chmod(join(root, 'prompts', 'secret'), 0o755);
      await chmod(join(root, 'samples', 'secret', 'x'), 0);
      const samples = run('render', '--all-samples');
      deepStrictEqual([samples.code, samples.stdout.includes('1 of 2 samples render')], [1, true]);
      match(run('samples', 'list').stderr, /samples\/secret\/x was left out/);
      match(run('verify').stdout, /samples\/secret\/x: \[io\]/);

      await chmod(join(root, 'samples', 'secret', 'x'), 0o755);
      await chmod(join(root, 'records', 'secret', 'x'), 0);
      strictEqual(run('log', 'other').code, 0);
      strictEqual(run('log', 'secret/x').code, 1);
      match(run('verify').stdout, /records\/secret\/x: \[io\]/);
    },
  );
});

describe('a damaged rename', () => {
  const newFolder = temporaryFolders();

  it('is told by whoever asks for the prompt by its old name, which no document has', async () => {
    const { folder, root, registry } = await greetingRegistry(await newFolder());
    await registry.commit({ prompt: 'other', source: 'Other.\n' });
    await registry.rename({ prompt: 'support/greeting', to: 'welcome' });
    const [name = ''] = await readdir(join(root, 'records', 'welcome'));
    await writeFile(join(root, 'records', 'welcome', name), '');
    const shown = await runHere(folder, ['show', 'support/greeting@2']);
    deepStrictEqual([shown.code, shown.stdout.includes('Good day')], [0, true]);
    ok(shown.stderr.includes(`records/welcome/${name} is damaged.`), shown.stderr);
    strictEqual((await runHere(folder, ['show', 'other@1'])).stderr, '');
  });
});

/** Not every disk takes a name that is no UTF-8. */
function notHere(error: unknown): void {
  ok(error instanceof Error && 'code' in error && error.code === 'EILSEQ');
}
