import { deepStrictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runHere } from '../support/cliHere';
import { langfuseLoopback, phoenixLoopback } from '../support/promptServers';

/**
 * `npm run remotes`: what was pushed, as the makers' own clients read it from the same servers that the tests
 * have. They take 140 MB, so this is run by hand when `src/remotes` or their versions change.
 */
const PACKAGES = ['langfuse@3.39.2', '@arizeai/phoenix-client@6.14.2'];
const SOURCE =
  '---\ntype: chat\nmodel: openai/gpt-5\nparameters: { temperature: 0.5 }\n---\nsystem:\nBe kind.\nuser:\nHi {{name}}\n';
const MESSAGES = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Hi Ada' },
];

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- The clients are no dependencies: their types are not here. */
async function main(): Promise<void> {
  const clients = mkdtempSync(join(tmpdir(), 'prompt-ledger-clients-'));
  const args = ['install', '--no-audit', '--no-fund', '--prefix', clients, ...PACKAGES];
  execFileSync('npm', args, { stdio: 'inherit' });
  const own = createRequire(join(clients, 'index.js'));
  const load = (name: string): Promise<any> => import(pathToFileURL(own.resolve(name)).href);
  const folder = mkdtempSync(join(tmpdir(), 'prompt-ledger-remotes-'));
  const [langfuse, phoenix] = [await langfuseLoopback(), await phoenixLoopback()];
  const env = { LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk' };
  await runHere(folder, ['init']);
  await runHere(folder, ['commit', 'a/b', '--file', '-'], { stdin: SOURCE });
  await runHere(folder, ['tag', 'a/b', 'staging']);
  await runHere(folder, ['remote', 'add', 'l', 'langfuse', langfuse.url]);
  await runHere(folder, ['remote', 'add', 'p', 'phoenix', phoenix.url]);
  for (const remote of ['l', 'p']) await runHere(folder, ['push', remote, 'a/b'], { env });

  const { Langfuse } = own('langfuse');
  const reader = new Langfuse({ publicKey: 'pk', secretKey: 'sk', baseUrl: langfuse.url });
  const prompt = await reader.getPrompt('a/b', undefined, { label: 'staging', type: 'chat' });
  deepStrictEqual(JSON.parse(JSON.stringify(prompt.compile({ name: 'Ada' }))), MESSAGES);
  deepStrictEqual(prompt.config, { model: 'openai/gpt-5', temperature: 0.5 });

  const { getPrompt, toSDK } = await load('@arizeai/phoenix-client/prompts');
  const { createClient } = await load('@arizeai/phoenix-client');
  const client = createClient({ options: { baseUrl: phoenix.url } });
  const version = await getPrompt({ client, prompt: { name: 'a--b' } });
  const request = toSDK({ sdk: 'openai', prompt: version, variables: { name: 'Ada' } });
  deepStrictEqual(JSON.parse(JSON.stringify(request)), {
    model: 'gpt-5',
    temperature: 0.5,
    messages: MESSAGES,
  });
  await Promise.all([langfuse.close(), phoenix.close()]);
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
