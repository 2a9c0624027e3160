import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { openRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a working document that git moved with its folder', function () {
  this.timeout(60_000);
  const newFolder = temporaryFolders();
  const said =
    'The working document of "support/greeting" lies in prompts/help/greeting.prompt. Rename the prompt to "help/greeting", or check it out again and delete that file.';

  it('is named by list, status and verify, and one rename takes it over', async () => {
    const { folder, root, registry } = await greetingRegistry(await newFolder());
    const to = join(root, 'prompts', 'help', 'greeting.prompt');
    await mkdir(dirname(to));
    await rename(join(root, 'prompts', 'support', 'greeting.prompt'), to);
    for (const command of ['list', 'status', 'verify']) {
      const { stdout, code } = await runHere(folder, [command]);
      strictEqual(stdout.includes(said), true, stdout);
      strictEqual(code, command === 'verify' ? 1 : 0);
    }
    const { stdout } = await runHere(folder, ['status', '--json']);
    const status = JSON.parse(stdout) as { prompt: string; documentAt?: string }[];
    deepStrictEqual(
      status.map(({ prompt, documentAt }) => [prompt, documentAt]),
      [
        ['help/greeting', undefined],
        ['support/greeting', 'help/greeting'],
      ],
    );
    const opened = await openRegistry(root);
    await opened.registry.refresh();
    deepStrictEqual(opened.index.queries.status(), await opened.files.status());
    deepStrictEqual(opened.index.queries.prompts(), await opened.files.list());
    opened.close();
    await registry.rename({ prompt: 'support/greeting', to: 'help/greeting' });
    deepStrictEqual(
      (await registry.status()).map(({ prompt, state }) => [prompt, state]),
      [['help/greeting', 'clean']],
    );
    deepStrictEqual((await registry.verify()).problems, []);
  });
});
