import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { gitIn } from '../support/git';
import { temporaryFolders } from '../support/temporaryFolders';
import { SHAPES } from './jsonShapes';

interface StateItem {
  readonly tags?: readonly { tag: string; by: unknown; breaking: boolean }[];
  readonly releases?: readonly { changelog: string }[];
  readonly records?: readonly { kind: string }[];
}

/** What programs are told of the first prompt, besides its text. */
function stateOf([item]: readonly StateItem[]) {
  const { tags = [], releases = [], records = [] } = item ?? {};
  return {
    moved: tags.map(({ tag, breaking }) => [tag, breaking]),
    authors: tags.map(({ by }) => by),
    changelogs: releases.map(({ changelog }) => changelog),
    kinds: records.map(({ kind }) => kind),
  };
}

describe('what changed since a git revision', () => {
  const newFolder = temporaryFolders();

  async function repository(): Promise<CliRegistry> {
    const registry = await greetingRegistry(await newFolder());
    await registry.registry.commit({ prompt: 'gone', source: 'x\n' });
    const git = gitIn(registry.folder);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Before');
    return registry;
  }

  it('is nothing where nothing changed', async () => {
    const { folder } = await repository();
    const { code, stdout } = await runHere(
      folder,
      'diff --git main --markdown --exit-code'.split(' '),
    );
    deepStrictEqual([code, stdout], [0, '_No prompt changed._\n']);
  });

  it('is every prompt that was added, changed, released or removed', async () => {
    const { folder, registry, root, type } = await repository();
    await type('prompts/new.prompt', 'New with ``` in it\n');
    await rm(join(root, 'prompts', 'gone.prompt'));
    await type('prompts/support/greeting.prompt', 'Hello there {{name}}.\n');
    await registry.commit({ prompt: 'support/greeting', message: 'Say <b>there</b>, @everyone' });
    await registry.promote({ prompt: 'support/greeting', environment: 'staging', version: '3' });
    const { stdout } = await runHere(folder, ['diff', '--git', 'HEAD', '--markdown']);
    const [gone = '', added = '', greeting = ''] = stdout.split(/^(?=### )/m);
    match(gone, /^### `gone`\n\n\*\*Removed\*\*\n\n<details><summary>1 line removed /);
    match(
      added,
      /^### `new`\n\n\*\*New prompt\*\*\n\n<details><summary>1 line added .*\n\n````diff\n/s,
    );
    ok(greeting.includes('- **v3**: Say \\<b\\>there\\</b\\>, @\u200beveryone (Ada)'), greeting);
    ok(greeting.includes('- Release: `staging` → v3 (Ada)'), greeting);
    match(greeting, /-Good day \{\{name\}\}\.\n\+Hello there/);
    const { value, code } = await runJsonHere<unknown[]>(folder, [
      'diff',
      '--git',
      'HEAD',
      '--exit-code',
    ]);
    deepStrictEqual([value.length, code], [3, 1]);
    for (const item of value) SHAPES.diffOfPrompt(item, 'diff');
    const one = await runJsonHere<{ prompt: string }[]>(folder, ['diff', 'new', '--git', 'HEAD']);
    deepStrictEqual(
      one.value.map(item => item.prompt),
      ['new'],
    );
  });

  /** Everything that `diff` says since main, in each of its forms. */
  async function told(folder: string) {
    const run = async (...args: string[]) => (await runHere(folder, ['diff', ...args])).stdout;
    return {
      text: await run('--git', 'main'),
      markdown: await run('--git', 'main', '--markdown'),
      all: await run('--all', 'git:main'),
      allMarkdown: await run('--all', 'git:main', '--markdown'),
      json: (await runJsonHere<StateItem[]>(folder, ['diff', '--git', 'main'])).value,
      allJson: (await runJsonHere<StateItem[]>(folder, ['diff', '--all', 'git:main'])).value,
    };
  }

  it('is a release that was taken back by deleting its record, in every form', async () => {
    const { folder, root, registry } = await repository();
    const [newest] = await registry.releases({ prompt: 'support/greeting' });
    const at = newest?.at.replaceAll(/[-:.]/g, '') ?? '';
    const path = `records/support/greeting/${at}-${newest?.id ?? ''}.json`;
    await rm(join(root, path));
    const { text, markdown, all, allMarkdown, json, allJson } = await told(folder);
    const lost = 'release of v2 to "staging" by Ada';
    for (const said of [text, all]) {
      ok(said.includes(`#   record missing: ${lost} (${path})`), said);
      ok(said.includes('#   staging v2 → v1, and no added record says so\n'), said);
    }
    for (const said of [markdown, allMarkdown]) {
      ok(said.includes(`- **record missing**: ${lost} (${path}). It is not here any more.`), said);
      ok(said.includes('- `staging` v2 → v1, **and no added record says so**'), said);
    }
    SHAPES.diffOfPrompt(json[0], 'diff --git');
    SHAPES.promptDifference(allJson[0], 'diff --all');
    for (const { moved, authors, kinds } of [json, allJson].map(stateOf)) {
      deepStrictEqual([moved, authors, kinds], [[['staging', false]], [null], ['missing']]);
    }
  });

  it('is a tag that was set and a release, each with who and why, and shows what is hidden', async () => {
    const { folder, registry } = await repository();
    const prompt = 'support/greeting';
    await registry.tag({ ref: `${prompt}@1`, tag: 'v1.0.0', immutable: true });
    await registry.commit({ prompt, source: 'Hi {{name}}, {{mood}}.\n', message: 'Moods' });
    const changelog = 'Moods\u001b[2J\u202e <b>@me</b>\n+++ b';
    await registry.promote({ prompt, environment: 'staging', version: '3', changelog });
    const { text, markdown, all, json, allJson } = await told(folder);
    for (const said of [text, all]) {
      ok(said.includes('#   v1.0.0 nothing → v1, immutable, tagged by Ada\n'), said);
      const shown = 'released by Ada: Moods\\x1b[2J\\u202e <b>@me</b>\n';
      ok(said.includes(`#   staging v2 → v3, breaking, ${shown}`), said);
    }
    ok(
      markdown.includes(
        '- `staging` v2 → v3, **breaking**, released by Ada: Moods\\\\x1b\\[2J\\\\u202e \\<b\\>@\u200bme',
      ),
      markdown,
    );
    for (const { changelogs, moved } of [json, allJson].map(stateOf)) {
      const staging = ['staging', true];
      deepStrictEqual([changelogs, moved], [[changelog], [staging, ['v1.0.0', false]]]);
    }
  });

  it('does not call an archived prompt removed', async () => {
    const { folder, registry } = await repository();
    await registry.archive('gone');
    const all = async (left: string) =>
      (await runJsonHere<unknown[]>(folder, ['diff', '--all', left, '@latest'])).value;
    deepStrictEqual([await all('git:HEAD'), await all('working')], [[], []]);
  });

  it('needs a revision and a repository', async () => {
    const { folder } = await repository();
    const unknown = await runHere(folder, ['diff', '--git', 'nowhere']);
    deepStrictEqual([unknown.code, unknown.stderr.includes('fetch-depth: 0')], [2, true]);
    const option = await runHere(folder, ['diff', '--git=--output=/tmp/x']);
    strictEqual(option.code, 2);
    const plain = await greetingRegistry(await newFolder());
    strictEqual((await runHere(plain.folder, ['diff', '--git', 'HEAD'])).code, 1);
  });
});
