import { deepStrictEqual, ok } from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openRegistry, type Registry } from '../../src/client/index';
import { LedgerError } from '../../src/core/base/errors';
import { parseJson, printJson } from '../../src/core/base/json';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import type { LedgerRecord } from '../../src/core/ledger/records/records';
import { times } from '../support/longForm';
import { plantRecords } from '../support/plantedRecords';
import {
  startPython,
  type Answer,
  type PythonAnswers,
  type Question,
} from '../support/pythonAnswers';
import { play, steps, type Step } from '../support/randomHistory';
import { temporaryFolders } from '../support/temporaryFolders';

const NAMES = ['greeting', 'support/triage', 'shared/tone', 'support/answer', 'welcome', 'greting'];
const TAGS = ['staging', 'development', 'v1.0.0', 'experiment', 'production', 'nowhere'];
const CHOICES: readonly object[] = [
  {},
  ...TAGS.map(tag => ({ tag })),
  ...['latest', 'v1', 'Bad Tag', 'abcdef0'].map(tag => ({ tag })),
  ...[1, 2, 3, 0].map(version => ({ version })),
  { id: 'no id' },
  { tag: 'staging', version: 1 },
];

/** What becomes of the records before anybody reads them: `pick` chooses among them. */
interface Accident {
  readonly kind: 'lose' | 'cut' | 'rename' | 'link' | 'empty' | 'move';
  readonly pick: number;
}

const accidents = fc.array(
  fc.record({
    kind: fc.constantFrom<Accident['kind']>('lose', 'cut', 'rename', 'link', 'empty', 'move'),
    pick: fc.nat(997),
  }),
  { maxLength: 4 },
);
const CONFIGS = [
  INITIAL_CONFIG,
  undefined,
  '{"format": 1, "environments": [{"name": "v1.0.0"}]}',
  '{',
];

interface Case {
  readonly work: readonly Step[];
  readonly accidents: readonly Accident[];
  readonly config: number;
  readonly damaged: 'refuse' | 'ignore';
}

const cases: fc.Arbitrary<Case> = fc.record({
  work: steps,
  accidents,
  config: fc.nat(CONFIGS.length - 1),
  damaged: fc.constantFrom('refuse', 'refuse', 'ignore'),
});

async function plant(root: string, { work, config }: Case): Promise<readonly LedgerRecord[]> {
  const { all } = play(work);
  await mkdir(join(root, 'records'), { recursive: true });
  await plantRecords(root, all);
  const text = CONFIGS[config];
  if (text !== undefined) await writeFile(join(root, 'registry.json'), text);
  return all;
}

/** Does one accident; gives what undoes it. */
async function befall(root: string, { kind, pick }: Accident): Promise<() => Promise<void>> {
  const files = (await readdir(join(root, 'records'), { recursive: true }))
    .filter(name => name.endsWith('.json'))
    .sort();
  const name = files[pick % Math.max(1, files.length)];
  if (name === undefined) return () => Promise.resolve();
  const file = join(root, 'records', name);
  const text = await readFile(file).catch(() => undefined);
  if (text === undefined) return () => Promise.resolve();
  const restore = async (): Promise<void> => {
    await rm(file, { force: true });
    await writeFile(file, text);
  };
  switch (kind) {
    case 'cut':
      await writeFile(file, text.subarray(0, text.length / 2));
      return restore;
    case 'empty':
      await writeFile(file, '');
      return restore;
    case 'lose':
      await rm(file);
      return restore;
    case 'link':
      await rm(file);
      await symlink('/dev/null', file);
      return restore;
    case 'rename':
      await rename(file, `${file}.bak`);
      return () => rename(`${file}.bak`, file);
    case 'move': {
      const folder = join(root, 'records', 'support/triage');
      await mkdir(folder, { recursive: true });
      const other = join(folder, file.slice(file.lastIndexOf('/') + 1));
      if (other === file) return restore;
      await rename(file, other);
      return () => rename(other, file);
    }
  }
}

type Asked = Question & { readonly here: (registry: Registry) => unknown };

function questions(root: string, { damaged }: Case, ids: readonly string[]): readonly Asked[] {
  const common = { root, damaged };
  const gets = NAMES.flatMap(name =>
    [...CHOICES, ...ids.map(id => ({ id: id.slice(0, 9) }))].map((options): Asked => ({
      ...common,
      ask: 'get',
      given: [name],
      options: options as Question['options'] & object,
      here: registry => told(registry, name, options),
    })),
  );
  const lists = NAMES.flatMap((name): Asked[] => [
    {
      ...common,
      ask: 'versions',
      given: [name],
      options: { source: true },
      here: registry => registry.versions(name, { source: true }),
    },
    { ...common, ask: 'tags', given: [name], here: registry => registry.tags(name) },
    { ...common, ask: 'releases', given: [name], here: registry => registry.releases(name) },
    ...TAGS.map((tag): Asked => {
      return {
        ...common,
        ask: 'tag_history',
        given: [name, tag],
        here: registry => registry.tagHistory(name, tag),
      };
    }),
  ]);
  const list: Asked = {
    ...common,
    ask: 'list',
    here: async registry =>
      (await registry.list()).map(info => without(info, 'state', 'documentAt')),
  };
  return [...gets, ...lists, list];
}

/** The same without some of its fields. */
function without(value: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function told(registry: Registry, name: string, options: object): unknown {
  const prompt = registry.get(name, options);
  const { id, number, tag = null, isFallback, type, frontMatter } = prompt;
  const about = { name: prompt.name, id, number, tag, isFallback, type, frontMatter };
  return { ...about, render: outcomeOf(() => prompt.render({})) };
}

function outcomeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Answer {
  if (!(error instanceof LedgerError)) throw error;
  const names = error.code === 'missing-variables' ? { names: error.data.names } : {};
  return { code: error.code, ...names };
}

async function answerHere(registry: Registry, { here }: Asked): Promise<Answer> {
  try {
    return parseJson(printJson({ found: await here(registry) })) as Answer;
  } catch (error) {
    return refusal(error);
  }
}

async function compare(
  python: PythonAnswers,
  registry: Registry,
  asked: readonly Asked[],
): Promise<number> {
  // Both work at once: each waits a moment for what is not there.
  const there = asked.map(question => python.ask(without(question, 'here') as typeof question));
  let refused = 0;
  for (const [index, question] of asked.entries()) {
    const here = await answerHere(registry, question);
    if ('code' in here) refused += 1;
    const about = without(question, 'here', 'root');
    deepStrictEqual({ about, answer: await there[index] }, { about, answer: here });
  }
  return refused;
}

describe('the package for Python', function () {
  this.timeout(600_000);
  const newFolder = temporaryFolders();
  let python: PythonAnswers;
  before(() => {
    python = startPython();
  });
  after(() => python.end());

  it('answers as the client does, whatever was merged, lost or damaged, and once it is back', async () => {
    let asked = 0;
    let refused = 0;
    const check = async (one: Case): Promise<void> => {
      const root = join(await newFolder(), '.promptledger');
      const all = await plant(root, one);
      const ids = all.filter(({ kind }) => kind === 'version').map(({ id }) => id);
      const undo: (() => Promise<void>)[] = [];
      for (const accident of one.accidents) undo.push(await befall(root, accident));
      const wanted = questions(root, one, ids.slice(0, 4));
      const registry = openRegistry(root, { maxAge: 0, damaged: one.damaged });
      refused += await compare(python, registry, wanted);
      for (const back of undo.reverse()) await back();
      refused += await compare(python, registry, wanted);
      asked += 2 * wanted.length;
    };
    await fc.assert(fc.asyncProperty(cases, check), {
      seed: 7,
      numRuns: times(60, 8),
      endOnFailure: true,
    });
    ok(refused > asked / 10 && refused < asked * 0.9, `${refused} of ${asked}`);
  });
});
