import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { connect } from '../../src/remotes/connect';
import {
  chosenThere,
  pullPrompt,
  pushPrompt,
  syncStatus,
  type Synced,
} from '../../src/remotes/sync';
import type { RemoteKind } from '../../src/remotes/server';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { langfuseLoopback, phoenixLoopback } from '../support/promptServers';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const KEYS = { LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk', PHOENIX_API_KEY: 'key' };
const SERVERS = { langfuse: langfuseLoopback, phoenix: phoenixLoopback };
const GREETING = 'a/greeting';
const text = (words: string): string =>
  `---\nmodel: openai/gpt-5\nparameters: { seed: 12345678901234567890 }\n---\n${words}\n`;

for (const kind of ['langfuse', 'phoenix'] as const satisfies readonly RemoteKind[]) {
  describe(`syncing with ${kind}`, () => {
    const newFolder = temporaryFolders();
    let server: Awaited<ReturnType<typeof phoenixLoopback>>;
    const opened: OpenedRegistry[] = [];

    beforeEach(async () => {
      server = await SERVERS[kind]();
    });

    afterEach(async () => {
      opened.splice(0).forEach(item => {
        item.close();
      });
      await server.close();
    });

    async function registry(): Promise<OpenedRegistry & { synced: Synced }> {
      const made = await newRegistry(await newFolder());
      opened.push(made);
      const { root, ledger } = made;
      const remote = { name: 'there', kind, url: server.url };
      const synced = {
        root,
        ledger,
        registry: made.registry,
        remote: 'there',
        server: connect(remote, KEYS),
      };
      return { ...made, synced };
    }

    const only = async (synced: Synced) => {
      const [found] = await chosenThere(synced, [GREETING]);
      return found!;
    };
    const pushed = async (synced: Synced, yes = false) =>
      pushPrompt(synced, await only(synced), { yes });
    const pulled = async (synced: Synced) => pullPrompt(synced, await only(synced));

    it('makes there what is missing, once, and moves what may be moved', async () => {
      const { registry: here, synced } = await registry();
      await here.commit({ prompt: GREETING, source: text('Hi {{name}}'), message: 'First' });
      await here.commit({ prompt: GREETING, source: text('Hello {{name}}') });
      await here.tag({ ref: `${GREETING}@2`, tag: 'beta' });
      await here.tag({ ref: `${GREETING}@1`, tag: 'staging' });
      await here.promote({ prompt: GREETING, environment: 'production' });
      const first = await pushed(synced);
      deepStrictEqual(
        [first.versions.map(({ number }) => number), first.held],
        [[1, 2], ['production']],
      );
      deepStrictEqual(first.labels.map(({ label }) => label).sort(), ['beta', 'staging']);
      const again = await pushed(synced, true);
      deepStrictEqual(
        [again.versions, again.labels.map(({ label }) => label)],
        [[], ['production']],
      );
      deepStrictEqual((await pushed(synced, true)).labels, []);
      strictEqual(server.kept.length, 2);
      deepStrictEqual(await syncStatus(synced, await only(synced)), {
        prompt: GREETING,
        toPull: 0,
        toPush: 0,
      });
      const { versions } = await pulled(synced);
      deepStrictEqual(versions, []);
    });

    it('brings them to another registry, with their tags, and what both changed is a divergence', async () => {
      const ours = await registry();
      await ours.registry.commit({ prompt: GREETING, source: text('one'), message: 'First' });
      await ours.registry.tag({ ref: GREETING, tag: 'beta' });
      await pushed(ours.synced);
      const theirs = await registry();
      const first = await pulled(theirs.synced);
      deepStrictEqual(
        [first.versions.length, first.tags, first.diverged],
        [1, [{ tag: 'beta', number: 1 }], false],
      );
      deepStrictEqual((await pulled(theirs.synced)).versions, []);
      const version = await theirs.registry.version(`${GREETING}@1`);
      strictEqual(version.message, 'First');
      ok(version.source.includes('12345678901234567890'), version.source);
      await theirs.registry.commit({ prompt: GREETING, source: text('theirs') });
      await pushed(theirs.synced);
      await ours.registry.commit({ prompt: GREETING, source: text('ours') });
      checkRefusal(await rejectionOf(pushed(ours.synced)), 'stale-parent', 'Pull first');
      const met = await pulled(ours.synced);
      deepStrictEqual([met.versions.length, met.diverged], [1, true]);
      const { state } = await ours.registry.prompt(GREETING);
      const parents = state.heads.map(head => head.parents);
      deepStrictEqual(parents[0], parents[1]);
      checkRefusal(await rejectionOf(pushed(ours.synced)), 'stale-parent', 'has diverged');
    });

    it('asks again where it was busy, and says what was refused', async () => {
      const { registry: here, synced } = await registry();
      await here.commit({ prompt: GREETING, source: text('one') });
      server.refuse(503, 2);
      await pushed(synced);
      server.refuse(400, 1);
      const refused = await rejectionOf(pulled(synced));
      match(String(refused), /refused GET .* with 400: .*not now/);
      server.refuse(500, 9);
      checkRefusal(await rejectionOf(pulled(synced)), 'provider-refused', 'with 500');
      checkRefusal(
        await rejectionOf(pullPrompt(synced, { prompt: 'x', there: 'x' })),
        'provider-refused',
        'with 500',
      );
    });

    it('says what cannot go there, and makes nothing of it', async () => {
      const { registry: here, synced } = await registry();
      const source = '---\nformat: jinja2\nmodel: openai/m\n---\n{% if a %}{{ a }}{% endif %}\n';
      await here.commit({ prompt: GREETING, source });
      checkRefusal(await rejectionOf(pushed(synced)), 'invalid-document', 'cannot say this');
      strictEqual(server.kept.length, 0);
      checkRefusal(await rejectionOf(pulled(synced)), 'prompt-not-found', 'has no prompt');
    });
  });
}
