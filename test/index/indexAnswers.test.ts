import { deepStrictEqual, ok, rejects } from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { LedgerError } from '../../src/core/base/errors';
import { isServedDifferently, promptDeployments } from '../../src/core/ledger/derive/deployments';
import { parseRegistryConfig } from '../../src/core/ledger/environments/registryConfig';
import type { Page } from '../../src/core/ledger/derive/model';
import type { Answers } from '../../src/registry/answers';
import { answersOf } from '../../src/registry/answersOf';
import { Ledger } from '../../src/registry/ledger';
import { digest } from '../../src/store/digest';
import { DocumentFiles } from '../../src/store/documentFiles';
import { RecordFiles } from '../../src/store/recordFiles';
import { RecordNames } from '../../src/store/recordNames';
import { askIndex } from '../support/indexed';
import { times } from '../support/longForm';
import { openRegistry } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { histories, PROMPTS } from '../support/randomHistory';
import { ada, idOf } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { doHarm, harms } from '../support/strangeFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const NAMES = [
  ...PROMPTS,
  'support/answer',
  'welcome',
  'draft',
  'elsewhere',
  'nobody',
  'No Prompt',
];
const PIPELINES = [
  ['development', 'staging', 'production'],
  ['staging', 'v1.0.0'],
  ['experiment', 'nothing', 'development'],
];
const pipelineOf = (names: readonly string[]) =>
  JSON.stringify({ format: 1, environments: names.map(name => ({ name })) });

/** Both who answer for one registry. */
interface Both {
  readonly index: Answers;
  readonly files: Answers;
  refresh(): Promise<void>;
  close(): void;
}

describe('what is asked of the state', () => {
  const newFolder = temporaryFolders();

  async function open(root: string): Promise<Both> {
    const opened = await openRegistry(root);
    await opened.registry.refresh();
    const [records, documents] = [new RecordFiles(root), new DocumentFiles(root)];
    const identity = () => Promise.resolve(ada);
    const world = { records, documents, clock: Date.now, identity, digest };
    const names = new RecordNames(records);
    return {
      index: answersOf(new Ledger({ ...world, index: opened.index })),
      files: answersOf(new Ledger({ ...world, names })),
      refresh: () => opened.registry.refresh(),
      close: () => {
        opened.close();
      },
    };
  }

  async function type(root: string, prompt: string, text: string): Promise<void> {
    const file = join(root, 'prompts', `${prompt}.prompt`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** A registry after anything: work on branches, renames, damage, some documents. */
  const registries = fc.record({
    history: histories,
    pick: fc.nat(3),
    harm: harms,
    pipeline: fc.constantFrom(...PIPELINES),
  });
  type Given = typeof registries extends fc.Arbitrary<infer T> ? T : never;

  async function plant({ history, pick, harm, pipeline }: Given): Promise<string> {
    const root = await newFolder();
    await plantRecords(root, history.clones[pick] ?? history.all);
    await doHarm(root, harm);
    await type(root, 'greeting', 'You greet people.\n');
    await type(root, 'draft', 'New.\n');
    await writeFile(join(root, 'registry.json'), pipelineOf(pipeline));
    return root;
  }

  /** What is said of the prompt of each name. */
  const ofEach =
    (ask: (from: Answers, prompt: string) => unknown) =>
    async (from: Answers, { harm }: Given): Promise<unknown> => {
      // What lies in the folder of another prompt knows only who reads all folders.
      if (harm.some(({ kind }) => kind === 'moved')) return 'not asked';
      const found: unknown[] = [];
      for (const name of NAMES) found.push([name, await ask(from, name)]);
      return found;
    };

  /** The same of a list, in whole and in pages. */
  const inPages = (ask: (from: Answers, prompt: string, page?: Page) => unknown) =>
    ofEach(async (from, name) => {
      const all = (await ask(from, name)) as readonly { readonly id: string }[];
      const pages: unknown[] = [];
      for (const after of new Set([undefined, all[0]?.id, all.at(-1)?.id, idOf('nothing')])) {
        pages.push(await codeOf(() => ask(from, name, { limit: 2, after })));
      }
      return [all, pages];
    });

  const ASKED: Record<string, (from: Answers, given: Given) => Promise<unknown>> = {
    names: async from => {
      const table = await from.names();
      const ids = (renames: readonly { readonly id: string }[]) => renames.map(({ id }) => id);
      return [
        table.renamed(),
        table.contests().map(({ claim, ...contest }) => ({ ...contest, claim: claim.id })),
        ...NAMES.map(name => [
          table.folderOf(name),
          table.nameOf(name),
          table.namesOf(name),
          ids(table.renamesOf(name)),
        ]),
      ];
    },
    prompts: async from => from.prompts(),
    status: async from => from.status(),
    named: from => Promise.all(NAMES.map(name => codeOf(async () => from.named(name)))),
    versions: inPages((from, name, page) => from.versions(name, page)),
    heads: ofEach((from, name) => from.heads(name)),
    'tags of one': ofEach((from, name) => from.tags(name)),
    'tags of all': async from => from.tags(),
    'moves of all tags': inPages((from, name, page) => from.moves(name, undefined, page)),
    'moves of a tag': inPages((from, name, page) => from.moves(name, 'staging', page)),
    'moves of no tag': async from => from.moves('greeting', 'nothing'),
    events: async from => from.events(),
    'deployed, with the pipeline': async (from, { pipeline }) => {
      const { environments } = parseRegistryConfig(pipelineOf(pipeline));
      const all = await from.deployed(pipeline);
      return all.map(({ prompt, state }) => promptDeployments(prompt, state, environments));
    },
    'deployed, two by two': async (from, { pipeline: [first = '', second = ''] }) => {
      const all = await from.deployed([first, second]);
      return all.map(({ prompt, state }) => [prompt, isServedDifferently(state, first, second)]);
    },
    'releases of all': async (from, { pipeline }) => [
      await from.releases(),
      await from.releases(undefined, pipeline[1]),
    ],
    'releases of one': from =>
      Promise.all(
        NAMES.flatMap(name => [
          codeOf(async () => from.releases(name)),
          codeOf(async () => from.releases(name, 'staging')),
        ]),
      ),
    people: async from => from.people(),
  };

  const answersOfAll = async (from: Answers, given: Given) => {
    const found: Record<string, unknown> = {};
    for (const [what, ask] of Object.entries(ASKED)) found[what] = await ask(from, given);
    return found;
  };

  it('is answered from the tables as from the files, method by method, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(registries, fc.constantFrom(...PIPELINES), async (given, pipeline) => {
        const root = await plant(given);
        const both = await open(root);
        deepStrictEqual(
          await answersOfAll(both.index, given),
          await answersOfAll(both.files, given),
        );
        // What is an environment says registry.json alone, and it changes without a record.
        await writeFile(join(root, 'registry.json'), pipelineOf(pipeline));
        await both.refresh();
        const then = { ...given, pipeline };
        deepStrictEqual(await answersOfAll(both.index, then), await answersOfAll(both.files, then));
        both.close();
      }),
      { seed: 7, numRuns: times(40, 8), endOnFailure: true },
    );
  });

  it('is asked whole', () => {
    const methods: Record<keyof Answers, true> = {
      names: true,
      prompts: true,
      status: true,
      named: true,
      versions: true,
      heads: true,
      tags: true,
      moves: true,
      events: true,
      deployed: true,
      releases: true,
      people: true,
    };
    const asked = Object.keys(ASKED).map(what => what.split(/[ ,]/)[0]);
    deepStrictEqual([...new Set(asked)].sort(), Object.keys(methods).sort());
  });

  it('is refused of a prompt with a record, or in a folder, that cannot be read', async () => {
    const refused = async (name: string, path: string) => {
      const problem = { path, code: 'io', message: 'No.' } as const;
      const read = { folder: 'a', names: [], records: [], problems: [problem] };
      const ask = askIndex([read], answers => answers.named(name));
      checkRefusal(await rejectionOf(ask), 'io', path);
    };
    await refused('a', 'records/a/x.json');
    await refused('a', 'records/a');
    await refused('a/below', 'records/a');
    await rejects(refused('ab', 'records/a'), /prompt-not-found/);
  });

  it('is answered without the files', async () => {
    const [given] = fc.sample(registries, { seed: 1, numRuns: 1 });
    ok(given !== undefined);
    const root = await plant({ ...given, harm: [], pick: 3 });
    const both = await open(root);
    const before = await answersOfAll(both.index, given);
    await rm(root, { recursive: true });
    deepStrictEqual(await answersOfAll(both.index, given), before);
    both.close();
  });
});

async function codeOf(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
}
