import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliCommand } from '../../src/cli/command';
import { COMMANDS } from '../../src/cli/commands';
import { createProgram } from '../../src/cli/program';
import { runHere } from '../support/cliHere';
import { cliOnPath } from '../support/cliOnPath';
import { copyFolder } from '../support/copyFolder';
import { gitIn } from '../support/git';
import { writeRemote } from '../../src/store/remoteFiles';
import { someOf } from '../support/longForm';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

interface Page {
  readonly name: string;
  readonly command: CliCommand;
}

function pages(commands: readonly CliCommand[], before = ''): readonly Page[] {
  return commands.flatMap(command => {
    const name = `${before}${command.name}`;
    return [{ name, command }, ...pages(command.commands ?? [], `${name} `)];
  });
}

const PAGES = pages(COMMANDS);

/** Examples that end with 1 on the example registry, where something is left to be done. */
const REFUSED = new Map([
  ['status --exit-code', 'support/refund-policy'],
  ['render --all-samples', 'samples render.'],
  ['verify', 'one of 2 newest versions'],
  // What it repairs are files: which of two versions is meant stays for a person.
  ['verify --repair', 'one of 2 newest versions'],
  ['verify --since origin/main', 'one of 2 newest versions'],
  // Models and servers ask for keys, and a test has none.
  ['run support/greeting -s first-contact', ''],
  ['experiment run support production HEAD --replay --markdown', 'Experiment support'],
  ['experiment compare support staging production', ''],
  ['answers keep 1a2b3c4d', ''],
  ['remote status cloud', ''],
  ['pull cloud', ''],
  ['pull cloud support/greeting', ''],
  ['push cloud support/greeting --yes', ''],
]);

describe('the help', () => {
  const newFolder = temporaryFolders();

  let template = '';
  before(async () => {
    template = await mkdtemp(join(tmpdir(), 'prompt-ledger-help-'));
    await fillTemplate(template);
  });
  after(() => rm(template, { recursive: true, force: true }));

  async function example(): Promise<string> {
    const folder = await newFolder();
    copyFolder(template, folder);
    return folder;
  }

  for (const [at, { name, command }] of PAGES.entries()) {
    it(`of "${name}" says what it does within 80 columns`, () => {
      const [text = '', examples = ''] = helpOf(name).split('\nExamples:\n');
      deepStrictEqual(
        text.split('\n').filter(line => line.length > 80),
        [],
      );
      ok(command.examples.length > 0 && examples.includes('promptledger '), examples);
    });

    for (const [line, does] of someOf(command.examples, 5, at)) {
      // Who tries it has no folder of completions here: what is printed is what counts.
      const script = `promptledger ${line.replace(/ > .*$/, '')}`;
      it(`of "${name}" has an example that works: ${line} (${does})`, async () => {
        const folder = await example();
        const env = await cliOnPath(folder);
        const ended = await run(folder, script, env);
        const reason = REFUSED.get(line);
        strictEqual(ended.code, reason === undefined ? 0 : 1, ended.stderr);
        ok(ended.stdout.includes(reason ?? ''), ended.stdout);
      });
    }
  }

  for (const name of ['promote', 'environments add']) {
    it(`of "${name}" is what a process prints, and the same where --help asks`, async () => {
      const folder = await newFolder();
      const asked = await runHere(folder, ['help', ...name.split(' ')]);
      deepStrictEqual(asked, { code: 0, stdout: helpOf(name), stderr: '' });
      deepStrictEqual(await runHere(folder, [...name.split(' '), '--help']), asked);
    });
  }

  it('of all commands is listed within 80 columns, and asking for none of them is refused', async () => {
    const folder = await newFolder();
    const { code, stdout } = await runHere(folder, ['help']);
    strictEqual(code, 0);
    const long = stdout.split('\n').filter(line => line.length > 80);
    deepStrictEqual(long, []);
    const wrong = await runHere(folder, ['help', 'promot']);
    deepStrictEqual([wrong.code, wrong.stdout], [2, '']);
    ok(wrong.stderr.includes('(Did you mean promote?)'), wrong.stderr);
    ok(wrong.stderr.length < 200, 'It does not print the whole help.');
  });
});

/** What `promptledger help NAME` prints. */
function helpOf(name: string): string {
  let printed = '';
  // What the build puts in the place of this name is on no page of a command.
  Object.assign(globalThis, { VERSION: '' });
  const program = createProgram({
    out: text => (printed += text),
    error: text => (printed += text),
    onCommand: ({ command }) => {
      throw new Error(`It runs ${command.name}.`);
    },
  });
  throws(() => program.parse(['help', ...name.split(' ')], { from: 'user' }), { exitCode: 0 });
  return printed;
}

function run(
  cwd: string,
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise(resolve => {
    const child = execFile('bash', ['-c', script], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** The example registry as a repository, with the files that examples name. */
async function fillTemplate(folder: string): Promise<void> {
  copyFolder(projectPath('test/fixtures/workspace'), folder);
  const git = gitIn(folder);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Base');
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  // One file to copy for each example instead of hundreds.
  await git('gc', '--quiet');
  await mkdir(join(folder, 'prompts'));
  const prompty = '---\nname: Hello\n---\nsystem:\nHi\n\nuser:\n{{question}}\n';
  await writeFile(join(folder, 'prompts/hello.prompty'), prompty);
  await writeFile(join(folder, 'export.json'), '[{"role":"user","content":"Hi"}]');
  await writeFile(join(folder, 'greeting.prompt'), 'Hello {{name}}\n');
  const registry = join(folder, '.promptledger');
  await mkdir(join(registry, 'experiments'));
  await mkdir(join(registry, 'datasets'));
  const tried = 'prompt: support/greeting\ndataset: support\nmodels: [echo/echo]\n';
  await writeFile(join(registry, 'experiments/support.yaml'), tried);
  const row = {
    customer_name: 'Ada',
    query: 'Hi?',
    is_returning: false,
    nearest_shop: false,
    orders: [],
  };
  await writeFile(join(registry, 'datasets/support.jsonl'), `${JSON.stringify(row)}\n`);
  const remote = { name: 'cloud', kind: 'langfuse', url: 'https://cloud.langfuse.com' };
  await writeRemote(registry, remote);
}
