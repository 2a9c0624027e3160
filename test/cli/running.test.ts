import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnswerInfo } from '../../src/registry/storedAnswers';
import { runHere, runJsonHere } from '../support/cliHere';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const KEY = 'sk-very-secret-1234567890';
let server: ModelServer;
let folder: string;

interface Failed {
  readonly error: { readonly code: string; readonly message: string };
}

describe('running a prompt on a command line', () => {
  before(async () => {
    server = await startModelServer();
  });
  after(() => server.close());

  beforeEach(async () => {
    folder = await newFolder();
    for (const args of [
      ['init', '--example'],
      ['commit', 'support/greeting', '-m', 'First'],
    ])
      equal((await runHere(folder, args)).code, 0);
  });

  const env = (): Record<string, string> => ({
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${server.url}/v1`,
  });
  const run = (...args: readonly string[]) =>
    runJsonHere<AnswerInfo>(folder, ['run', ...args], { env: env() });

  it('asks the model of the document and prints what it answered', async () => {
    const before = server.received.length;
    const { code, value, stderr } = await run('support/greeting', '-s', 'ada');
    equal(code, 0, stderr);
    deepEqual(
      [value.provider, value.prompt, value.from.sample, value.error],
      ['openai', 'support/greeting', 'ada', null],
    );
    match(value.output.text, /Where is my order\?/);
    ok(value.usage !== null && value.ms >= 0);
    const asked = server.received.slice(before);
    equal(asked.length, 1);
    deepEqual(asked[0]?.body.model, 'gpt-5-mini');
  });

  it('asks once, and again where that is said', async () => {
    const first = await run('support/greeting', '-s', 'ada');
    const before = server.received.length;
    const text = await runHere(folder, ['run', 'support/greeting', '-s', 'ada'], { env: env() });
    equal(server.received.length, before);
    match(text.stderr, /not asked again \(--again asks\)/);
    equal(text.stdout, `${first.value.output.text}\n`);
    const again = await run('support/greeting', '-s', 'ada', '--again');
    equal(server.received.length, before + 1);
    ok(again.value.id !== first.value.id);
  });

  it('needs no key and no network for what was answered, or for an echo', async () => {
    await run('support/greeting', '-s', 'ada');
    const replayed = await runHere(folder, ['run', 'support/greeting', '-s', 'ada']);
    equal(replayed.code, 0, replayed.stderr);
    const echo = await runHere(folder, ['run', 'support/greeting', '-s', 'ada', '-M', 'echo/echo']);
    equal(echo.stdout, 'Where is my order?\n');
  });

  it('says which key is missing, and how to set it', async () => {
    const { code, value } = await runJsonHere<Failed>(folder, [
      'run',
      'support/greeting',
      '-s',
      'ada',
    ]);
    equal(code, 1);
    equal(value.error.code, 'key-missing');
    match(value.error.message, /OPENAI_API_KEY/);
  });

  it('runs what is being written, with another model and other parameters', async () => {
    const file = join(folder, '.promptledger/prompts/support/greeting.prompt');
    await writeFile(file, (await readFile(file, 'utf8')).replace('{{query}}', 'Now: {{query}}'));
    const { value } = await run(
      'support/greeting@working',
      '-s',
      'ada',
      '-M',
      'openai/gpt-4o',
      '--param',
      'temperature=0.2',
    );
    equal(value.from.version, null);
    const { body } = server.received.at(-1) ?? {};
    deepEqual([body?.model, body?.temperature], ['gpt-4o', 0.2]);
    match(value.output.text, /Now: Where/);
  });

  it('prints the request as a line for a shell, without the key, and asks nobody', async () => {
    const before = server.received.length;
    const { stdout } = await runHere(folder, ['run', 'support/greeting', '-s', 'ada', '--curl'], {
      env: env(),
    });
    match(stdout, /^curl /);
    match(stdout, /\$OPENAI_API_KEY/);
    ok(!stdout.includes(KEY));
    equal(server.received.length, before);
  });

  it('tells what a provider refused, keeps what had come, and asks anew the next time', async () => {
    server.play({
      error: { status: 400, code: 'context_length_exceeded', message: 'Too long.' },
    });
    const { code, value } = await runJsonHere<Failed>(
      folder,
      ['run', 'support/greeting', '-s', 'ada'],
      { env: env() },
    );
    deepEqual([code, value.error.code], [1, 'provider-refused']);
    equal((await run('support/greeting', '-s', 'ada')).code, 0);
  });

  it('lists answers, keeps one in git by its id, and prunes the others', async () => {
    const { value } = await run('support/greeting', '-s', 'ada');
    await run('support/greeting', '-s', 'ada', '--again');
    const list = () => runJsonHere<AnswerInfo[]>(folder, ['answers', 'list']);
    deepEqual(
      (await list()).value.map(item => item.kept),
      [false, false],
    );
    equal((await runHere(folder, ['answers', 'keep', value.id.slice(0, 10)])).code, 0);
    const kept = join(folder, '.promptledger/answers/support/greeting', value.request);
    equal((await readdir(kept)).length, 1);
    equal((await runHere(folder, ['answers', 'prune', '--days', '0'])).code, 0);
    deepEqual(
      (await list()).value.map(item => [item.id, item.kept]),
      [[value.id, true]],
    );
    match((await runHere(folder, ['answers'])).stdout, /kept/);
  });

  it('leaves the key nowhere on the disk', async () => {
    await run('support/greeting', '-s', 'ada');
    server.play({
      error: { status: 401, code: 'invalid_api_key', message: `Incorrect key: ${KEY}` },
    });
    const refused = await runHere(folder, ['run', 'support/greeting', '-s', 'ada', '--again'], {
      env: env(),
    });
    ok(!refused.stderr.includes(KEY), refused.stderr);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const text = await readFile(join(entry.parentPath, entry.name), 'latin1');
      ok(!text.includes(KEY), entry.name);
    }
  });
});
