import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openPublished } from '../../src/client/index';
import type { PublishedTag } from '../../src/registry/publish';
import { runCli, runJson } from '../support/cliProcess';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { filesBelow } from '../support/openedRegistry';
import { staticHost } from '../support/staticHost';
import { temporaryFolders } from '../support/temporaryFolders';

const GREETING = 'support/greeting';

describe('publishing from a command line', () => {
  const newFolder = temporaryFolders();

  it('writes every environment, says what it wrote, and nothing the second time', async () => {
    const { folder, root } = await greetingRegistry(await newFolder());
    const before = await filesBelow(root);
    const first = await runHere(folder, ['publish', '--to', 'public']);
    deepStrictEqual([first.code, first.stderr], [0, '']);
    match(first.stdout, /staging +[0-9a-f]{12} +\d+ bytes +wrote bundle and pointer/);
    const files = Object.keys(await filesBelow(join(folder, 'public')));
    deepStrictEqual(files.filter(name => !name.startsWith('bundles/')).sort(), [
      'development.json',
      'production.json',
      'staging.json',
    ]);
    const { value } = await runJsonHere<PublishedTag[]>(folder, ['publish', '--to', 'public']);
    deepStrictEqual(
      value.map(({ tag, written }) => [tag, written]),
      [
        ['development', []],
        ['staging', []],
        ['production', []],
      ],
    );
    deepStrictEqual(await filesBelow(root), before);
  });

  it('writes the tags that are named, and environments besides where they are asked for', async () => {
    const { folder, registry } = await greetingRegistry(await newFolder());
    await registry.tag({ ref: `${GREETING}@1`, tag: 'pilot' });
    const tags = async (...args: string[]) =>
      (await runJsonHere<PublishedTag[]>(folder, ['publish', '--to', 'out', ...args])).value.map(
        ({ tag }) => tag,
      );
    deepStrictEqual(await tags('--tag', 'pilot'), ['pilot']);
    deepStrictEqual(await tags('--tag', 'pilot', '--environments'), [
      ...['development', 'staging', 'production', 'pilot'],
    ]);
  });

  it('puts to a host, and a running application follows it', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const served = await newFolder();
    const write = async (path: string, body: string): Promise<void> => {
      await mkdir(dirname(join(served, path)), { recursive: true });
      await writeFile(join(served, path), body);
    };
    const host = await staticHost(served, { key: 'Bearer k', write });
    try {
      const args = ['publish', '--to', host.address, '--tag', 'staging'];
      const refused = await runJson<{ error: { code: string } }>(folder, args);
      deepStrictEqual([refused.code, refused.value.error.code], [1, 'io']);
      const env = { PROMPTLEDGER_PUBLISH_HEADER: 'Authorization: Bearer k' };
      strictEqual((await runCli(folder, args, { env })).code, 0);
      const registry = await openPublished(`${host.address}/staging.json`);
      const text = () => registry.get(GREETING, { tag: 'staging' }).render({ name: 'Ada' });
      deepStrictEqual(text(), { type: 'text', text: 'Good day Ada.\n' });
      await runCli(folder, ['rollback', GREETING, 'staging', '-m', 'Worse']);
      strictEqual((await runCli(folder, args, { env })).code, 0);
      ok(await registry.refresh());
      deepStrictEqual(text(), { type: 'text', text: 'Hello Ada.\n' });
      registry.close();
    } finally {
      await host.stop();
    }
  });

  const refused: readonly (readonly [args: readonly string[], code: number, says: RegExp])[] = [
    [[], 2, /--to/],
    [['--to', 'out', '--tag', 'stagin'], 1, /staging/],
    [['--to', '.promptledger/records'], 2, /outside of it/],
    [['--to', 'http://example.com'], 2, /https/],
    [['--to', 'ftp://example.com'], 2, /https/],
  ];
  for (const [args, code, says] of refused) {
    it(`refuses ${args.join(' ')}, and writes nothing`, async () => {
      const { folder } = await greetingRegistry(await newFolder());
      const before = await filesBelow(folder);
      const ended = await runHere(folder, ['publish', ...args]);
      strictEqual(ended.code, code, ended.stderr);
      match(ended.stderr, says);
      deepStrictEqual(await filesBelow(folder), before);
    });
  }
});
