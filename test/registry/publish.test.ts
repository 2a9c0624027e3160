import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBundle } from '../../src/client/bundle';
import { bundlePath, requirePointer } from '../../src/core/prompt/bundle/pointer';
import { publish, type PublishTarget } from '../../src/registry/publish';
import { PublishFolder } from '../../src/store/publishFolder';
import {
  filesBelow,
  newRegistry,
  openRegistry,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const ALL = { tags: ['staging', 'production'] };

describe('publishing', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let folder: string;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    folder = join(await newFolder(), 'public', 'prompts');
    const { registry } = opened;
    await registry.commit({ prompt: 'tone', source: 'Be kind.\n' });
    await registry.commit({ prompt: 'hello', source: 'Hi {{name}}. {{> tone}}\n' });
    await registry.promote({ prompt: 'hello', environment: 'staging', version: '1' });
    await registry.promote({ prompt: 'hello', environment: 'production' });
  });

  afterEach(() => {
    opened.close();
  });

  const target = (): PublishFolder =>
    new PublishFolder(folder, message => {
      throw new Error(message);
    });
  const published = (input = ALL) => publish(opened.ledger, target(), input);
  const pointerOf = async (tag: string) =>
    requirePointer(JSON.parse(await readFile(join(folder, `${tag}.json`), 'utf8')));
  const release = async (text: string): Promise<void> => {
    const { registry } = opened;
    const { id } = await registry.commit({ prompt: 'hello', source: text });
    await registry.promote({ prompt: 'hello', environment: 'staging', version: id });
    await registry.promote({ prompt: 'hello', environment: 'production' });
  };

  /** Every pointer leads to a bundle that is there, whole, and can be opened. */
  async function checkPublished(): Promise<void> {
    for (const [path, text] of Object.entries(await filesBelow(folder))) {
      if (path.includes('/') || path.endsWith('.tmp')) continue;
      const pointer = requirePointer(JSON.parse(text));
      const bundle = await readFile(join(folder, bundlePath(pointer)));
      strictEqual(createHash('sha256').update(bundle).digest('hex'), pointer.sha256);
      strictEqual(bundle.length, pointer.bytes);
      openBundle(JSON.parse(bundle.toString('utf8')));
    }
  }

  it('writes a bundle called by its hash, which renders, and a pointer with the release that it follows', async () => {
    await published();
    await checkPublished();
    const pointer = await pointerOf('production');
    const [newest] = opened.index.queries.releases('hello');
    deepStrictEqual(
      [pointer.tag, pointer.release, pointer.at],
      ['production', newest?.id, newest?.at],
    );
    const bundle = JSON.parse(await readFile(join(folder, bundlePath(pointer)), 'utf8')) as unknown;
    const { text } = openBundle(bundle)
      .get('hello', { tag: 'production' })
      .render({ name: 'Ada' }) as {
      text: string;
    };
    strictEqual(text, 'Hi Ada. Be kind.\n\n');
  });

  it('writes nothing again where nothing was released, whatever was committed and tagged meanwhile', async () => {
    await published();
    const before = await filesBelow(folder);
    const { registry } = opened;
    await registry.commit({ prompt: 'hello', source: 'Not released\n' });
    await registry.tag({ ref: 'hello@1', tag: 'pilot' });
    const again = await published();
    deepStrictEqual(
      again.map(({ written }) => written),
      [[], []],
    );
    deepStrictEqual(await filesBelow(folder), before);
  });

  it('leaves the bundle that was served before, for who is about to fetch it', async () => {
    await published();
    const before = await pointerOf('production');
    await release('Hello {{name}}\n');
    await published();
    ok((await pointerOf('production')).sha256 !== before.sha256);
    ok((await filesBelow(folder))[bundlePath(before)] !== undefined);
  });

  it('mends what somebody cut or removed', async () => {
    await published();
    const pointer = await pointerOf('production');
    await writeFile(join(folder, bundlePath(pointer)), '{');
    await writeFile(join(folder, 'staging.json'), 'no JSON');
    await published();
    await checkPublished();
  });

  it('that is stopped before or within any of its writes never leaves a pointer to what is not there, and can be repeated', async () => {
    await published({ tags: ['staging'] });
    await release('Hello {{name}}\n');
    for (let stopAt = 0; stopAt < 4; stopAt += 1) {
      const inner = target();
      let writes = 0;
      const stopping: PublishTarget = {
        read: path => inner.read(path),
        write: async (path, text) => {
          if (writes === stopAt) throw new Error('The power is gone.');
          writes += 1;
          await inner.write(path, text);
        },
      };
      await publish(opened.ledger, stopping, ALL).catch((error: unknown) => {
        strictEqual((error as Error).message, 'The power is gone.');
      });
      await checkPublished();
    }
    await published();
    await checkPublished();
    deepStrictEqual(
      (await published()).flatMap(({ written }) => written),
      [],
    );
  });

  it('does not take back what a faster job published, unless it is told to', async () => {
    await published();
    const before = await filesBelow(folder);
    await release('Hello {{name}}\n');
    await published();
    const newer = await filesBelow(folder);
    // The clone of the slower job has not seen the last release.
    await writeFile(join(folder, 'production.json'), newer['production.json'] ?? '');
    const ahead = JSON.parse(newer['production.json'] ?? '') as Record<string, unknown>;
    const future = { ...ahead, at: '2031-01-01T00:00:00.000Z' };
    await writeFile(join(folder, 'production.json'), JSON.stringify(future));
    checkRefusal(await rejectionOf(published()), 'stale-parent', 'Pull first');
    await publish(opened.ledger, target(), { ...ALL, force: true });
    deepStrictEqual((await filesBelow(folder))['production.json'], newer['production.json']);
    ok(before['production.json'] !== newer['production.json']);
  });

  it('refuses a tag that nothing has, and a registry that would lack something', async () => {
    checkRefusal(
      await rejectionOf(published({ tags: ['prodution'] })),
      'environment-not-found',
      'production',
    );
    const [record = ''] = Object.keys(await filesBelow(opened.root)).filter(path =>
      path.startsWith('records/hello/'),
    );
    await writeFile(join(opened.root, record), '{');
    // Who has read a record keeps it: another process has not.
    const other = await openRegistry(opened.root);
    const refused = await rejectionOf(publish(other.ledger, target(), ALL));
    other.close();
    checkRefusal(refused, 'record-corrupt', 'Nothing was published');
    await rejects(readFile(join(folder, 'production.json')));
  });
});
