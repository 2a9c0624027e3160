import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openPublished as openWithoutNode } from '../../src/client/published';
import { openPublished, openRegistry, PromptNotFoundError } from '../../src/client/index';
import type { LedgerError } from '../../src/core/base/errors';
import type { Published, PublishedOptions } from '../../src/client/index';
import { bundlePath, printPointer, requirePointer } from '../../src/core/prompt/bundle/pointer';
import { publish } from '../../src/registry/publish';
import { PublishFolder } from '../../src/store/publishFolder';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { projectPath } from '../support/sourceFiles';
import { staticHost, type StaticHost } from '../support/staticHost';
import { temporaryFolders } from '../support/temporaryFolders';

const MAX_AGE = 400;

describe('what is published, followed by an application', () => {
  const newFolder = temporaryFolders();
  const open: { close(): void }[] = [];
  let opened: OpenedRegistry;
  let host: StaticHost;
  let folder: string;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    folder = join(await newFolder(), 'public');
    await release('Hi {{name}}');
    host = await staticHost(folder);
  });

  afterEach(async () => {
    for (const following of open.splice(0)) following.close();
    await host.stop();
    opened.close();
  });

  /** Commits, promotes and publishes. */
  async function release(source: string): Promise<void> {
    const { registry, ledger } = opened;
    const { id } = await registry.commit({ prompt: 'hello', source });
    await registry.promote({ prompt: 'hello', environment: 'staging', version: id });
    await registry.promote({ prompt: 'hello', environment: 'production' });
    const target = new PublishFolder(folder, () => undefined);
    await publish(ledger, target, { tags: ['production'] });
  }

  const address = (): string => `${host.address}/production.json`;

  async function following(options: PublishedOptions = {}) {
    const errors: LedgerError[] = [];
    const changes: [to: Published, from: Published][] = [];
    const registry = await openPublished(address(), {
      maxAge: MAX_AGE,
      onError: error => errors.push(error),
      onChange: (to, from) => changes.push([to, from]),
      ...options,
    });
    open.push(registry);
    const text = (): string =>
      (registry.get('hello', { tag: 'production' }).render({ name: 'Ada' }) as { text: string })
        .text;
    return { registry, text, errors, changes };
  }

  /** Asks again and again until it is so; an answer that is an error fails the test. */
  async function until(isSo: () => boolean, within: number): Promise<number> {
    const start = performance.now();
    while (!isSo()) {
      const passed = performance.now() - start;
      if (passed > within) throw new Error(`It is not so after ${Math.round(passed)} ms.`);
      await setTimeout(5);
    }
    return performance.now() - start;
  }

  it('answers as a registry does, and says which release it follows', async () => {
    const { registry, text } = await following();
    strictEqual(text(), 'Hi Ada');
    deepStrictEqual(registry.names(), ['hello']);
    const [newest] = opened.index.queries.releases('hello');
    deepStrictEqual(
      [registry.published.tag, registry.published.release, registry.published.at],
      ['production', newest?.id, newest?.at],
    );
    ok(registry.get('hello', { tag: 'production' }).toOpenAI({ name: 'Ada' }).messages.length > 0);
    ok(refusalOf(() => registry.get('helo')) instanceof PromptNotFoundError);
    strictEqual(registry.get('helo', { fallback: 'x' }).isFallback, true);
  });

  it('serves a promotion within its maxAge, without a failed request, and tells of it once', async () => {
    const { registry, text, changes, errors } = await following();
    for (const word of ['Hello', 'Welcome']) {
      await release(`${word} {{name}}`);
      // The machine may be slow; the looks are not: one begins when half of the time is over.
      await until(() => text() === `${word} Ada`, 10 * MAX_AGE);
    }
    strictEqual(changes.length, 2);
    strictEqual(changes[1]?.[0].sha256, registry.published.sha256);
    strictEqual(changes[1][1].sha256, changes[0]?.[0].sha256);
    deepStrictEqual(errors, []);
    ok(host.requests.every(({ status }) => status === 200 || status === 304));
  });

  it('asks with the ETag, and fetches no bundle twice', async () => {
    const { registry } = await following({ maxAge: 1_000_000 });
    strictEqual(await registry.refresh(), false);
    strictEqual(await registry.refresh(), false);
    deepStrictEqual(
      host.requests.map(({ path, status }) => [path.replace(/[0-9a-f]{64}/, '#'), status]),
      [
        ['production.json', 200],
        ['bundles/#.json', 200],
        ['production.json', 304],
        ['production.json', 304],
      ],
    );
    await release('Hello {{name}}');
    strictEqual(await registry.refresh(), true);
  });

  it('looks beside its answers: many who ask at once cause one look, and none waits', async () => {
    const { registry } = await following({ maxAge: 1_000_000 });
    const before = host.requests.length;
    const looks = await Promise.all(Array.from({ length: 50 }, () => registry.refresh()));
    deepStrictEqual(new Set(looks), new Set([false]));
    strictEqual(host.requests.length, before + 1);
  });

  it('goes on with what it has where the host dies, asks less and less, and follows again when it is back', async () => {
    const { registry, text, errors } = await following({ maxAge: 60 });
    await host.stop();
    await until(() => errors.length >= 2, 20_000);
    strictEqual(text(), 'Hi Ada');
    strictEqual(errors[0]?.code, 'io');
    match(errors[0].message, /^http:\/\/127\.0\.0\.1:\d+\/production\.json could not be read/);
    checkRefusal(await rejectionOf(registry.refresh()), 'io', 'could not be read');
    await release('Hello {{name}}');
    await host.start();
    await until(() => text() === 'Hello Ada', 20_000);
  });

  it('refuses a bundle that is not what its pointer says, and serves what it had', async () => {
    const { registry, text, errors } = await following({ maxAge: 1_000_000 });
    const served = registry.published.sha256;
    await release('Forged {{name}}');
    const pointer = requirePointer(
      JSON.parse(await readFile(join(folder, 'production.json'), 'utf8')),
    );
    const file = join(folder, bundlePath(pointer));
    const bundle = await readFile(file, 'utf8');
    for (const wrong of [bundle.replace('Forged', 'FORGED'), bundle.slice(1), `${bundle} `, '']) {
      await writeFile(file, wrong);
      const error = await rejectionOf(registry.refresh());
      strictEqual(error.code, 'io');
    }
    deepStrictEqual([text(), registry.published.sha256, errors.length], ['Hi Ada', served, 4]);
    checkRefusal(await rejectionOf(openPublished(address())), 'io');
    await writeFile(file, bundle);
    strictEqual(await registry.refresh(), true);
    strictEqual(text(), 'Forged Ada');
  });

  it('refuses a pointer that is none, or leads to no bundle, and serves what it had', async () => {
    const { registry, text } = await following({ maxAge: 1_000_000 });
    const file = join(folder, 'production.json');
    const gone = { ...registry.published, sha256: 'a'.repeat(64), bytes: 10 };
    for (const [pointer, code] of [
      ['<html>', 'invalid-argument'],
      ['{}', 'invalid-argument'],
      ['{"promptledger":{"pointer":2}}', 'registry-newer'],
      [printPointer(gone), 'io'],
      ['x'.repeat(100_000), 'io'],
    ] as const) {
      await writeFile(file, pointer);
      strictEqual((await rejectionOf(registry.refresh())).code, code, pointer.slice(0, 40));
      strictEqual(text(), 'Hi Ada');
    }
  });

  it('begins without the host from what it kept, if that is what it was', async () => {
    const cache = join(await newFolder(), 'kept', 'prompts.json');
    const { registry } = await following({ cache, maxAge: 1_000_000 });
    registry.close();
    await host.stop();
    const { text, errors } = await following({ cache, maxAge: 1_000_000 });
    deepStrictEqual([text(), errors[0]?.code], ['Hi Ada', 'io']);
    const kept = await readFile(cache, 'utf8');
    for (const wrong of [kept.replace('Hi ', 'Ho '), kept.slice(5), '{}', '']) {
      await writeFile(cache, wrong);
      checkRefusal(await rejectionOf(following({ cache })), 'io', 'could not be read');
    }
  });

  it('goes on where nothing can be kept, and says so', async () => {
    const cache = join(await newFolder(), 'file');
    await writeFile(cache, '');
    const { text, errors } = await following({ cache: join(cache, 'below.json') });
    deepStrictEqual([text(), errors[0]?.code], ['Hi Ada', 'io']);
  });

  it('ends with its signal: it asks no more, and what it has answers', async () => {
    const ending = new AbortController();
    const { registry, text } = await following({ maxAge: 50, signal: ending.signal });
    ending.abort();
    await setTimeout(50);
    const asked = host.requests.length;
    await setTimeout(300);
    strictEqual(text(), 'Hi Ada');
    strictEqual(host.requests.length, asked);
    checkRefusal(await rejectionOf(registry.refresh()), 'io', 'has ended');
  });

  it('sends its headers with every request, by the fetch that it is given', async () => {
    let asked = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked += 1;
      return globalThis.fetch(input, init);
    };
    await following({ fetch, headers: { 'x-key': 'k' }, maxAge: 1_000_000 });
    strictEqual(asked, 2);
    ok(host.requests.every(({ headers }) => headers['x-key'] === 'k'));
  });

  it('is followed without Node as well, and a query is kept and never told', async () => {
    const bundle = await openWithoutNode(`${address()}?sig=secret`, { maxAge: 1_000_000 });
    open.push(bundle);
    const text = () => bundle.get('hello', { tag: 'production' }).render({ name: 'Ada' });
    deepStrictEqual(text(), { type: 'text', text: 'Hi Ada' });
    await release('Hello {{name}}');
    strictEqual(await bundle.refresh(), true);
    deepStrictEqual(text(), { type: 'text', text: 'Hello Ada' });
    ok(host.requests.every(({ path }) => path.endsWith('?sig=secret')));
    await host.stop();
    const error = await rejectionOf(bundle.refresh());
    ok(!JSON.stringify(error.toJSON()).includes('secret'));
  });

  it('keeps no process alive', async () => {
    const script = join(await newFolder(), 'reads.ts');
    const client = JSON.stringify(projectPath('src/client/index.ts'));
    await writeFile(
      script,
      `import { openPublished } from ${client};
       void openPublished(${JSON.stringify(address())}).then(registry => {
         process.stdout.write(registry.names().join());
       });`,
    );
    const args = ['--import', 'tsx', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: projectPath('.'),
      timeout: 60_000,
    });
    strictEqual(stdout, 'hello');
  });

  for (const [wrong, says] of [
    ['public/production.json', 'openRegistry'],
    ['file:///production.json', 'openRegistry'],
    ['', 'openRegistry'],
  ] as const) {
    it(`is not at ${JSON.stringify(wrong)}`, async () => {
      checkRefusal(await rejectionOf(openPublished(wrong)), 'invalid-argument', says);
    });
  }

  it('is no registry in a folder, and who takes it for one is told what to call', () => {
    for (const wrong of [address(), new URL(address())]) {
      checkRefusal(
        refusalOf(() => openRegistry(wrong)),
        'invalid-argument',
        'await openPublished',
      );
    }
  });

  it('takes a maxAge that is a time', async () => {
    for (const maxAge of [-1, NaN, Infinity]) {
      checkRefusal(
        await rejectionOf(openPublished(address(), { maxAge })),
        'invalid-argument',
        'maxAge',
      );
    }
  });
});
