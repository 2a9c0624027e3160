import { gitIn } from '../support/git';
import type { Loss } from '../../src/interop/loss';
import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { copyFile, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

interface Imported {
  readonly file: string;
  readonly prompt: string;
  readonly state: string;
  readonly warnings: readonly Loss[];
}

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

describe('somebody with prompts elsewhere', () => {
  const newFolder = temporaryFolders();
  const FILES = ['classic.prompty', 'langfuse-export.json', 'summarizer.prompt.yml'];

  async function prepared() {
    const registry = await greetingRegistry(await newFolder());
    for (const name of FILES) {
      await copyFile(projectPath(`test/fixtures/interop/${name}`), join(registry.folder, name));
    }
    return registry;
  }

  it('imports files of several systems at once, and commits nothing', async () => {
    const { folder, documents } = await prepared();
    const { value } = await runJsonHere<Imported[]>(folder, [
      'import',
      ...FILES,
      '--folder',
      'old',
    ]);
    deepStrictEqual(
      value.map(({ file, prompt, state }) => [file, prompt, state]),
      [
        ['classic.prompty', 'old/trail-answers', 'new'],
        ['langfuse-export.json', 'old/support/first-answer', 'new'],
        ['langfuse-export.json', 'old/tone', 'new'],
        ['summarizer.prompt.yml', 'old/text-summarizer', 'new'],
      ],
    );
    match((await documents.read('old/trail-answers')) ?? '', /^---\ntype: chat\nformat: jinja2\n/);
    // Again, it changes nothing and is no mistake.
    strictEqual((await runHere(folder, ['import', ...FILES, '--folder', 'old'])).code, 0);
  });

  it('exports into no file of a registry, whatever way leads there', async () => {
    const { folder } = await prepared();
    const config = join(folder, '.promptledger', 'registry.json');
    const before = await readFile(config, 'utf8');
    await symlink(join('.promptledger', 'records'), join(folder, 'link'));
    await symlink(join('.promptledger', 'new.json'), join(folder, 'nothing'));
    const files = [
      '.promptledger/registry.json',
      'link/../../.promptledger/x',
      'link/x',
      'nothing',
    ];
    for (const file of files) {
      const { code, stderr } = await runHere(folder, ['audit', '-o', file]);
      strictEqual(code, 2, `${file}: ${stderr}`);
      match(stderr, /lies in the folder of a registry/);
    }
    strictEqual(await readFile(config, 'utf8'), before);
    await rename(join(folder, '.promptledger'), join(folder, 'other'));
    const named = await runHere(folder, ['audit', '--registry', 'other', '-o', 'other/x']);
    strictEqual(named.code, 2, named.stderr);
  });

  it('reads what is not as before on stderr', async () => {
    const { folder } = await prepared();
    const { stdout, stderr } = await runHere(folder, ['import', 'classic.prompty']);
    match(stdout, /^trail-answers \(new\) from classic\.prompty\nRead it, then commit it\.\n$/);
    match(stderr, /^warning: trail-answers: model\.configuration\.api_key is left out/);
  });

  it('keeps a working document that says something else, unless it is forced', async () => {
    const { folder, documents } = await prepared();
    const line = ['import', '-', '--from', 'openai', '--name', 'support/greeting'];
    const stdin = '[{"role":"user","content":"Hi"}]';
    const refused = await runJsonHere<Refused>(folder, line, { stdin });
    deepStrictEqual([refused.code, refused.value.error.code], [1, 'name-taken']);
    strictEqual(await documents.read('support/greeting'), 'Good day {{name}}.\n');
    const forced = await runJsonHere<Imported[]>(folder, [...line, '--force'], { stdin });
    deepStrictEqual(
      forced.value.map(({ state }) => state),
      ['modified'],
    );
  });

  it('is told what an import would do, and nothing is written', async () => {
    const { folder, documents } = await prepared();
    const line = ['import', '-', '--from', 'openai', '--name', 'support/greeting', '--dry-run'];
    const stdin = '[{"role":"user","content":"Hi"}]';
    const { value } = await runJsonHere<{ effect: string }[]>(folder, line, { stdin });
    deepStrictEqual(
      value.map(({ effect }) => effect),
      ['changed'],
    );
    const { stdout } = await runHere(folder, line, { stdin });
    strictEqual(stdout, 'support/greeting (new text) from stdin\nNothing was imported.\n');
    strictEqual(await documents.read('support/greeting'), 'Good day {{name}}.\n');
  });

  it('is told file and place of what cannot be imported, and nothing is written', async () => {
    const { folder, documents } = await prepared();
    await writeFile(join(folder, 'bad.prompt'), '---\nconfig: {}\n---\n\n{{shout name}}\n');
    const { code, value } = await runJsonHere<Refused>(folder, ['import', ...FILES, 'bad.prompt']);
    deepStrictEqual([code, value.error.code], [1, 'invalid-document']);
    match(value.error.message, /^bad\.prompt, line 5: The helper "shout"/);
    deepStrictEqual(
      (await documents.list()).map(entry => entry.prompt),
      ['support/greeting'],
    );
  });

  it('brings an export back into another registry', async () => {
    const { folder } = await prepared();
    await runHere(folder, ['export', '--all', '-f', 'json', '-o', 'all.json']);
    const other = await newFolder();
    await runHere(other, ['init']);
    await copyFile(join(folder, 'all.json'), join(other, 'all.json'));
    const { value } = await runJsonHere<Imported[]>(other, ['import', 'all.json']);
    deepStrictEqual(
      value.map(item => item.prompt),
      ['support/greeting'],
    );
    const text = await readFile(
      join(other, '.promptledger/prompts/support/greeting.prompt'),
      'utf8',
    );
    strictEqual(text, 'Good day {{name}}.\n');
  });

  it('brings the versions of a file, and those that git remembers of one', async () => {
    const { folder, registry } = await prepared();
    await registry.commit({ prompt: 'support/greeting', source: 'Hello {{name}}.\n' });
    await runHere(folder, ['tag', 'support/greeting@1', 'old']);
    const { stdout: log } = await runHere(folder, [
      'log',
      'support/greeting',
      '--source',
      '--json',
    ]);
    const other = await newFolder();
    await runHere(other, ['init']);
    await writeFile(join(other, 'log.json'), log);
    const line = ['import', 'log.json', '--versions'];
    const first = await runHere(other, line);
    strictEqual(
      first.stdout,
      'support/greeting (3 new versions: v1…v3, old is v1, staging is v2) from log.json\n',
      first.stderr,
    );
    const again = await runJsonHere<{ versions: unknown[]; known: number }[]>(other, line);
    deepStrictEqual([again.value[0]?.versions, again.value[0]?.known], [[], 3]);
    const git = gitIn(other);
    await git('init', '--quiet');
    for (const text of ['Hi\n', 'system: one\n', 'Hi {{name}}\n']) {
      await writeFile(join(other, 'note.prompt'), text);
      await git('add', 'note.prompt');
      await git('commit', '--quiet', '-m', `Say ${text.trim()}`);
    }
    const { value } = await runJsonHere<{ versions: { message: string }[] }[]>(other, [
      'import',
      'note.prompt',
      '--git-history',
    ]);
    deepStrictEqual(
      value[0]?.versions.map(({ message }) => message),
      ['Say Hi', 'Say system: one', 'Say Hi {{name}}'],
    );
  });

  for (const [format, file] of [
    ['dotprompt', 'a.prompt'],
    ['prompty', 'a.prompty'],
    ['openai', 'a.json'],
  ] as const) {
    it(`takes a prompt to ${format} and back`, async () => {
      const { folder, documents } = await prepared();
      const exported = await runHere(folder, [
        'export',
        'support/greeting',
        '-f',
        format,
        '-o',
        file,
      ]);
      strictEqual(exported.code, 0, exported.stderr);
      await runJsonHere(folder, ['import', file, '--from', format]);
      match((await documents.read('a')) ?? '', /Good day \{\{name\}\}\./);
    });
  }

  it('is warned of what another system cannot say, and refused what it would say otherwise', async () => {
    const { folder, registry } = await prepared();
    await registry.commit({ prompt: 'meta', source: '---\nmetadata: { a: 1 }\n---\nHi\n' });
    match(
      (await runHere(folder, ['export', 'meta', '-f', 'openai'])).stderr,
      /^warning: "metadata" is left out/,
    );
    const line = ['export', 'meta', '-f', 'openai'];
    const { value } = await runJsonHere<{ warnings: Loss[] }>(folder, line);
    deepStrictEqual(
      value.warnings.map(({ field }) => field),
      ['metadata', 'type'],
    );
    const { stdout, stderr: told } = await runHere(folder, [...line, '--dry-run']);
    match(
      stdout,
      /^"metadata" is left out[^\n]*\n"type" comes back as "chat"\.\nNothing was written\.\n$/,
    );
    strictEqual(told, '');
    const dry = await runJsonHere(folder, [...line, '--dry-run']);
    deepStrictEqual(dry.value, { format: 'openai', warnings: value.warnings });
    await registry.commit({ prompt: 'sections', source: '{{#a}}x{{/a}}\n' });
    const { code, stderr } = await runHere(folder, ['export', 'sections', '-f', 'dotprompt']);
    strictEqual(code, 1);
    match(stderr, /dotprompt cannot say this/);
  });
});
