import { ok, strictEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBundle } from '../../src/client/bundle';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { pythonBuild } from '../support/joinedPython';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what the command line gives to applications', () => {
  const newFolder = temporaryFolders();

  it('is a bundle of what a tag points at', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const line = ['export', '--tag', 'staging', '-f', 'bundle', '-o', 'prompts.json'];
    strictEqual((await runHere(folder, line)).code, 0);
    const data: unknown = JSON.parse(await readFile(join(folder, 'prompts.json'), 'utf8'));
    strictEqual(openBundle(data).get('support/greeting', { tag: 'staging' }).number, 2);
  });

  it('is a bundle of one version, or of all prompts', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const one = await runHere(folder, ['export', 'support/greeting@1', '-f', 'bundle']);
    strictEqual(
      openBundle(JSON.parse(one.stdout)).get('support/greeting', { version: 1 }).number,
      1,
    );
    const all = await runJsonHere<{ content: string }>(folder, ['export', '--all', '-f', 'bundle']);
    strictEqual(openBundle(JSON.parse(all.value.content)).get('support/greeting').number, 2);
  });

  it('is the Python file that opens a bundle, wherever one stands', async () => {
    const folder = await newFolder();
    const printed = await runHere(folder, ['export', '-f', 'python']);
    strictEqual(printed.stdout, pythonBuild.joinPython());
    strictEqual((await runHere(folder, ['export', '-f', 'python', '-o', 'p.py'])).code, 0);
    strictEqual(await readFile(join(folder, 'p.py'), 'utf8'), printed.stdout);
  });

  it('is types, printed or in a file', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const { stdout } = await runHere(folder, ['types']);
    ok(stdout.includes('"support/greeting": {') && stdout.includes('"staging"'), stdout);
    strictEqual((await runHere(folder, ['types', '-o', 'prompts.d.ts'])).code, 0);
    strictEqual(await readFile(join(folder, 'prompts.d.ts'), 'utf8'), stdout);
  });
});
