import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { LedgerError } from '../../src/core/base/errors';
import { uncommitted } from '../../src/registry/commitAll';
import { Ledger } from '../../src/registry/ledger';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { DocumentFiles } from '../../src/store/documentFiles';
import { RecordFiles } from '../../src/store/recordFiles';
import { RecordNames } from '../../src/store/recordNames';
import { filesBelow, newRegistry } from '../support/openedRegistry';
import { times } from '../support/longForm';
import { ada, ben } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

/** What somebody does or asks, of a registry that is open in a window or in a process. */
type Act = (registry: Registry, documents: DocumentFiles) => unknown;

const prompts = fc.constantFrom('a', 'a', 'b/c', 'former', 'nobody');
const refs = fc
  .tuple(prompts, fc.constantFrom('', '@1', '@2', '@latest', '@staging', '@beta', '@9'))
  .map(parts => parts.join(''));
const tags = fc.constantFrom('beta', 'v1.0.0', 'staging', 'latest');
const environments = fc.constantFrom('development', 'staging', 'production', 'canary');
const sources = fc.constantFrom(
  'Hi {{name}}',
  'Hi {{> a}}',
  'Bye',
  '---\ntype: [\n---\n',
  '{{#x}}',
);

const acts: fc.Arbitrary<readonly [what: string, act: Act]> = fc.oneof(
  fc
    .tuple(prompts, fc.option(sources, { nil: undefined }), fc.option(tags, { nil: undefined }))
    .map(([prompt, source, tag]): [string, Act] => [
      `commit ${prompt}`,
      registry => registry.commit({ prompt, source, tag }),
    ]),
  fc.tuple(prompts, sources).map(([prompt, text]): [string, Act] => [
    `type ${prompt}`,
    async (registry, documents) => {
      await documents.write(prompt, text);
      await registry.refresh();
    },
  ]),
  fc.constant<[string, Act]>([
    'commit all',
    async registry =>
      registry.commitAll(uncommitted(await registry.status(), undefined), prompt => ({ prompt })),
  ]),
  fc
    .tuple(refs, tags, fc.boolean())
    .map(([ref, tag, immutable]): [string, Act] => [
      `tag ${ref} ${tag}`,
      registry => registry.tag({ ref, tag, immutable }),
    ]),
  fc
    .tuple(prompts, tags)
    .map(([prompt, tag]): [string, Act] => [
      `untag ${prompt} ${tag}`,
      registry => registry.untag({ prompt, tag }),
    ]),
  fc
    .tuple(prompts, environments)
    .map(([prompt, environment]): [string, Act] => [
      `promote ${prompt} to ${environment}`,
      registry => registry.promote({ prompt, environment }),
    ]),
  fc
    .tuple(prompts, environments)
    .map(([prompt, environment]): [string, Act] => [
      `roll ${prompt} back in ${environment}`,
      registry => registry.rollback({ prompt, environment, reason: 'Worse.' }),
    ]),
  fc
    .tuple(refs, environments)
    .map(([ref, environment]): [string, Act] => [
      `approve ${ref} for ${environment}`,
      registry => registry.approve({ ref, environment }),
    ]),
  environments.map((environment): [string, Act] => [
    `promote all to ${environment}`,
    registry => registry.promoteAll({ environment, prompts: ['a', 'b/c'] }),
  ]),
  fc
    .tuple(prompts, prompts)
    .map(([prompt, to]): [string, Act] => [
      `rename ${prompt} to ${to}`,
      registry => registry.rename({ prompt, to }),
    ]),
  fc
    .tuple(prompts, fc.boolean())
    .map(([prompt, isBack]): [string, Act] => [
      `${isBack ? 'restore' : 'archive'} ${prompt}`,
      registry => (isBack ? registry.restore(prompt) : registry.archive(prompt)),
    ]),
  fc
    .tuple(prompts, fc.constantFrom('', 'Greets.'))
    .map(([prompt, description]): [string, Act] => [
      `describe ${prompt}`,
      registry => registry.describe({ prompt, description, labels: ['x'] }),
    ]),
  refs.map((ref): [string, Act] => [
    `check out ${ref}`,
    registry => registry.checkout({ ref, force: true }),
  ]),
);

/** What every story begins with, so that there is something to act on. */
const BEGINNING: readonly (readonly [string, Act])[] = [
  ['commit a', registry => registry.commit({ prompt: 'a', source: 'Hello {{name}}' })],
  ['commit a', registry => registry.commit({ prompt: 'a', source: 'Hi', tag: 'development' })],
  ['promote a', registry => registry.promote({ prompt: 'a', environment: 'staging' })],
  ['commit a', registry => registry.commit({ prompt: 'a', source: 'Hey', tag: 'development' })],
  ['promote a', registry => registry.promote({ prompt: 'a', environment: 'staging' })],
  [
    'roll a back',
    registry => registry.rollback({ prompt: 'a', environment: 'staging', reason: 'Worse.' }),
  ],
  ['commit b/c', registry => registry.commit({ prompt: 'b/c', source: 'Be kind. {{> a}}' })],
];

/** Everything that can be asked, of what there may be. */
async function answersOf(registry: Registry): Promise<unknown> {
  const found: Record<string, unknown> = {};
  const ask = async (what: string, question: () => unknown): Promise<void> => {
    found[what] = await outcomeOf(question);
  };
  await ask('list', () => registry.list());
  await ask('status', () => registry.status());
  await ask('events', () => registry.events());
  await ask('deployments', () => registry.deployments());
  await ask('releases', () => registry.releases());
  await ask('bundle', () => registry.bundle());
  await ask('signatures', () => registry.signatures());
  await ask('tag names', () => registry.tagNames());
  for (const side of ['working', 'latest', '@staging', 'beta', 'git:HEAD']) {
    await ask(`all of ${side}`, async () => [...(await registry.promptSet(side))]);
  }
  for (const prompt of ['a', 'b/c', 'former', 'nobody']) {
    await ask(`uncommitted ${prompt}`, async () => uncommitted(await registry.status(), [prompt]));
    await ask(`side ${prompt}`, () => registry.side('working', prompt));
    await ask(`diff ${prompt}`, () => registry.diff({ left: `${prompt}@1`, right: prompt }));
    await ask(`previous of ${prompt}`, () => registry.withPrevious(prompt));
    const { lists } = registry;
    await ask(`versions of ${prompt}`, () => lists.versions(prompt, { source: true }));
    await ask(`tags of ${prompt}`, () => lists.tags(prompt, { limit: 2 }));
    await ask(`moves of ${prompt}`, () => lists.moves(prompt, 'staging', {}));
    await ask(`releases of ${prompt}`, () => lists.releases(prompt, undefined, {}));
    await ask(`version ${prompt}`, () => registry.version(`${prompt}@staging`));
    await ask(`rollback ${prompt}`, () =>
      registry.previewRollback({ prompt, environment: 'staging' }),
    );
  }
  for (const environment of ['staging', 'production', 'canary']) {
    await ask(`promotable ${environment}`, () => registry.promotable(environment));
    await ask(`served ${environment}`, () => registry.servedAt({ environment }));
    await ask(`approvals ${environment}`, () => registry.approvals({ ref: 'a', environment }));
  }
  return found;
}

/** What comes of something, as programs see it: a value, or a refusal in full. */
async function outcomeOf(work: () => unknown): Promise<unknown> {
  try {
    return JSON.parse(JSON.stringify((await work()) ?? null));
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return JSON.parse(JSON.stringify([error.code, error.message, error.data]));
  }
}

describe('a window and a program', () => {
  const newFolder = temporaryFolders();

  it('do the same and answer alike, whatever is done', async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(acts, fc.boolean()), { minLength: 4, maxLength: 14 }),
        async story => {
          let [now, author] = [Date.UTC(2026, 10, 20), ada];
          const [first, second] = [await newFolder(), await newFolder()];
          const world = { clock: () => now, digest };
          const window = await newRegistry(first, { clock: world.clock });
          const here = new Registry(
            new Ledger({
              ...{ ...world, index: window.index, identity: () => Promise.resolve(author) },
              ...{ records: window.records, documents: window.documents },
            }),
          );
          const [records, documents] = [new RecordFiles(second), new DocumentFiles(second)];
          const names = new RecordNames(records);
          const identity = () => Promise.resolve(author);
          const there = new Registry(new Ledger({ ...world, records, documents, names, identity }));
          await there.initialize();
          const beginning = BEGINNING.map(act => [act, false] as const);
          for (const [[what, act], isBen] of [...beginning, ...story]) {
            now += 60_000;
            author = isBen ? ben : ada;
            const outcome = await outcomeOf(() => act(here, window.documents));
            deepStrictEqual(outcome, await outcomeOf(() => act(there, documents)), what);
            if (!Array.isArray(outcome) || typeof outcome[0] !== 'string')
              done.add(what.split(' ')[0]!);
          }
          await here.refresh();
          deepStrictEqual(await answersOf(here), await answersOf(there));
          deepStrictEqual(await filesBelow(first), await filesBelow(second));
          window.close();
        },
      ),
      {
        seed: 20_261_130,
        numRuns: times(200, 8),
        endOnFailure: true,
        includeErrorInReport: true,
      },
    );
    // A law over stories in which nothing succeeds holds of nothing.
    ok(done.size >= 8, [...done].join());
  });
});
