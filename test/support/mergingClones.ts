import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { TagState } from '../../src/core/ledger/derive/tags';
import { LedgerError } from '../../src/core/base/errors';
import type { Author } from '../../src/core/ledger/records/records';
import type { Registry } from '../../src/registry/registry';
import { newRegistry, openRegistry, type OpenedRegistry } from './openedRegistry';
import { ada, ben } from './recordBuilder';
import type { PromptState } from '../../src/core/ledger/derive/model';

export const PROMPTS = ['greeting', 'support/triage'];
const CLONES = 3;
const PEOPLE: readonly Author[] = [ada, ben, { name: 'Cleo', email: 'cleo@example.com' }];
const TAGS = ['candidate', 'v1.0.0', 'staging', 'production'];
const PROTECTED = 'production';
/** Clocks disagree by more than the time between two steps. */
const SKEW_MS = [0, 90_000, -60_000];

const ACTS = [
  'commit',
  'tag',
  'tag for good',
  'untag',
  'promote',
  'approve',
  'roll back',
  'merge',
] as const;

/** What somebody does on one clone; `pick` decides between what is possible there. */
export interface Act {
  readonly clone: number;
  readonly prompt: number;
  readonly act: (typeof ACTS)[number];
  readonly pick: number;
}

/** Random work on three clones, with merges between any two of them at any time. */
export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    clone: fc.nat(CLONES - 1),
    // Mostly the same one, so that people meet.
    prompt: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constant(1) },
    ),
    act: fc.constantFrom(...ACTS, 'commit', 'tag', 'promote', 'promote', 'approve', 'roll back'),
    pick: fc.nat(997),
  }),
  { minLength: 30, maxLength: 70 },
);

/** What the model knows of a clone: the records that were acknowledged to it or merged into it. */
interface Clone {
  readonly opened: OpenedRegistry;
  readonly acknowledged: Set<string>;
}

type States = readonly PromptState[];

/** Three clones of one registry on a disk, and a model that checks every step on them. */
export class MergingClones {
  readonly #clones: readonly Clone[];
  /** How often each thing happened, so that a test can tell that it did. */
  readonly happened = new Map<string, number>();

  private constructor(clones: readonly Clone[]) {
    this.#clones = clones;
  }

  static async open(folder: string): Promise<MergingClones> {
    const clones: Clone[] = [];
    for (let at = 0; at < CLONES; at += 1) {
      let now = Date.UTC(2026, 10, 20, 9) + (SKEW_MS[at] ?? 0);
      const clock = (): number => (now += 10_000);
      const root = join(folder, `clone-${at}`);
      const opened = await newRegistry(root, { clock, author: PEOPLE[at] ?? ada });
      const environments = [
        { name: 'staging' },
        { name: PROTECTED, protected: true, approvals: 1 },
      ];
      await writeFile(join(root, 'registry.json'), JSON.stringify({ format: 1, environments }));
      clones.push({ opened, acknowledged: new Set() });
    }
    return new MergingClones(clones);
  }

  close(): void {
    for (const { opened } of this.#clones) opened.close();
  }

  /** Does what an act says and checks what must be so afterwards. */
  async play(act: Act): Promise<void> {
    const clone = this.#clone(act.clone);
    if (act.act === 'merge') {
      const from = (act.clone + 1 + (act.pick % (CLONES - 1))) % CLONES;
      await this.#merge(this.#clone(from), clone);
      return;
    }
    const before = await statesOf(clone.opened.registry);
    const known = await recordNames(clone.opened);
    const isDone = await isAccepted(doAct(clone.opened.registry, act, before));
    const now = await recordNames(clone.opened);
    const added = [...now].filter(name => !known.has(name));
    strictEqual(added.length > 0, isDone, `${act.act}: what is refused writes nothing`);
    for (const name of added) clone.acknowledged.add(name);
    this.#count(isDone ? act.act : `refused: ${act.act}`);
    checkKept(clone, now);
    checkMoves(act, before, await statesOf(clone.opened.registry));
  }

  /** Merges until every clone holds everything, in an order that `pick` decides. */
  async mergeAll(pick: number): Promise<void> {
    const order = pick % 2 === 0 ? [0, 1, 2, 0, 1] : [2, 0, 1, 2, 0];
    for (let at = 0; at + 1 < order.length; at += 1) {
      await this.#merge(this.#clone(order[at] ?? 0), this.#clone(order[at + 1] ?? 0));
    }
    const all = await recordNames(this.#clone(0).opened);
    for (const clone of this.#clones) {
      checkKept(clone, all);
      deepStrictEqual(await recordNames(clone.opened), all, 'every clone holds every record');
    }
  }

  /** Clones with the same records show the same, and so does one that has only the records. */
  async checkAgreement(folder: string): Promise<void> {
    const expected = await shownBy(this.#clone(0).opened);
    for (const { opened } of this.#clones) deepStrictEqual(await shownBy(opened), expected);
    const root = join(folder, 'anew');
    await mkdir(root);
    await cp(join(this.#clone(0).opened.root, 'registry.json'), join(root, 'registry.json'));
    await copyRecords(this.#clone(0).opened.root, root);
    const anew = await openRegistry(root);
    await anew.registry.refresh();
    deepStrictEqual(await shownBy(anew), expected);
    anew.close();
  }

  /** What nobody could have written through a registry is nowhere. */
  async checkRules(): Promise<void> {
    const { problems } = await this.#clone(0).opened.registry.verify();
    const concurrent = ['reference-ambiguous', 'tag-immutable', 'record-corrupt'];
    deepStrictEqual(
      problems.filter(({ code }) => !concurrent.includes(code)),
      [],
    );
  }

  async #merge(from: Clone, into: Clone): Promise<void> {
    const theirs = await statesOf(from.opened.registry);
    const ours = await statesOf(into.opened.registry);
    const known = await recordNames(into.opened);
    const sent = await recordNames(from.opened);
    await copyRecords(from.opened.root, into.opened.root);
    await into.opened.registry.refresh();
    for (const name of sent) into.acknowledged.add(name);
    checkKept(into, await recordNames(into.opened));
    const merged = await statesOf(into.opened.registry);
    for (const at of PROMPTS.keys()) {
      const sides = [theirs[at], ours[at], merged[at]] as const;
      this.#checkDivergence(sides, { theirs: sent, ours: known });
    }
    this.#count('merge');
  }

  /** Two moves to different versions that did not know of each other must be shown to a person. */
  #checkDivergence(
    [theirs, ours, merged]: readonly (PromptState | undefined)[],
    known: Known,
  ): void {
    for (const [tag, left] of (theirs ?? NOTHING).tags) {
      const right = (ours ?? NOTHING).tags.get(tag);
      if (right === undefined || !areApart(left, right, known)) continue;
      strictEqual(merged?.tags.get(tag)?.diverged, true, `${tag} was moved by two`);
      this.#count(left.immutable || right.immutable ? 'diverged immutable' : 'diverged');
    }
  }

  #clone(at: number): Clone {
    const clone = this.#clones[at];
    ok(clone !== undefined);
    return clone;
  }

  #count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }
}

/** No record that was acknowledged is lost, and none came from nowhere. */
function checkKept({ acknowledged }: Clone, names: ReadonlySet<string>): void {
  const lost = [...acknowledged].filter(name => !names.has(name));
  deepStrictEqual(lost, [], 'an acknowledged record is lost');
}

/** The record files that each side of a merge held before it. */
interface Known {
  readonly theirs: ReadonlySet<string>;
  readonly ours: ReadonlySet<string>;
}

function areApart(theirs: TagState, ours: TagState, known: Known): boolean {
  const isKnown = holds(known.ours, theirs.served.id) || holds(known.theirs, ours.served.id);
  return theirs.version !== ours.version && !isKnown;
}

/** Immutable tags stay, and only releases move what is protected. */
function checkMoves(act: Act, before: States, after: States): void {
  for (const at of PROMPTS.keys()) {
    const [was, now] = [before[at]?.tags ?? NO_TAGS, after[at]?.tags ?? NO_TAGS];
    for (const [name, tag] of was) if (tag.immutable) checkSame(tag, now.get(name));
    checkProtected(act, was.get(PROTECTED), now.get(PROTECTED));
  }
}

function checkProtected({ act }: Act, was: TagState | undefined, now: TagState | undefined): void {
  if (was?.served.id === now?.served.id) return;
  strictEqual(now?.served.kind, 'release', `${act} moved ${PROTECTED}`);
  ok(act === 'promote' || act === 'roll back', act);
}

const NO_TAGS: PromptState['tags'] = new Map();
const NOTHING = { tags: NO_TAGS };

function checkSame(tag: TagState, now: TagState | undefined): void {
  deepStrictEqual([now?.version, now?.immutable], [tag.version, true], `${tag.tag} is immutable`);
}

/** What an act is done to, chosen by its `pick` from what there is. */
interface Aim {
  readonly registry: Registry;
  readonly prompt: string;
  readonly pick: number;
  readonly state: PromptState | undefined;
  readonly ref: string;
  readonly tag: string;
  readonly environment: string;
}

function doAct(
  registry: Registry,
  { act, prompt: at, pick }: Act,
  states: States,
): Promise<unknown> {
  const prompt = PROMPTS[at] ?? '';
  const state = states[at];
  const ref = `${prompt}@${choose([...(state?.versions.keys() ?? [])], pick) ?? 'latest'}`;
  const environment = pick % 2 === 0 ? 'staging' : PROTECTED;
  const tag = choose(TAGS, pick) ?? '';
  if (act === 'merge') throw new Error('A merge is no act of one clone.');
  return DOES[act]({ registry, prompt, pick, state, ref, tag, environment });
}

const DOES: Readonly<Record<Exclude<Act['act'], 'merge'>, (aim: Aim) => Promise<unknown>>> = {
  commit: ({ registry, prompt, pick, state }) => {
    const head = pick % 3 === 0 ? choose(state?.heads ?? [], pick) : undefined;
    const parent = head === undefined ? {} : { parent: head.id };
    return registry.commit({ prompt, source: `Text ${pick % 40}`, message: `${pick}`, ...parent });
  },
  tag: ({ registry, ref, tag }) => registry.tag({ ref, tag }),
  'tag for good': ({ registry, ref, tag }) => registry.tag({ ref, tag, immutable: true }),
  untag: ({ registry, prompt, tag }) => registry.untag({ prompt, tag }),
  promote: ({ registry, prompt, environment, ref, pick }) => {
    // Nothing is promoted to the first environment by itself.
    const isNamed = environment === 'staging' || pick % 5 === 0;
    return registry.promote({ prompt, environment, ...(isNamed ? { version: ref } : {}) });
  },
  approve: ({ registry, prompt, state, ref }) => {
    const staged = state?.tags.get('staging')?.version ?? undefined;
    const approved = staged === undefined ? ref : `${prompt}@${staged}`;
    return registry.approve({ ref: approved, environment: PROTECTED });
  },
  'roll back': ({ registry, prompt, state, environment, pick }) => {
    const deep = [...(state?.releases.values() ?? [])].filter(({ stack }) => stack.length > 1);
    const where = choose(deep, pick)?.environment ?? environment;
    return registry.rollback({ prompt, environment: where, reason: 'Bad' });
  },
};

function choose<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(1, items.length)];
}

async function isAccepted(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}

/** What git does with files that are only ever added. */
function copyRecords(from: string, to: string): Promise<void> {
  const records = join(from, 'records');
  return cp(records, join(to, 'records'), { recursive: true }).catch((error: unknown) => {
    // Nothing was written there yet.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}

async function statesOf(registry: Registry): Promise<States> {
  return Promise.all(PROMPTS.map(async prompt => (await registry.prompt(prompt)).state));
}

async function recordNames({ records }: OpenedRegistry): Promise<ReadonlySet<string>> {
  const listing = await records.list();
  return new Set(
    [...listing].flatMap(([folder, names]) => names.map(name => `${folder}/${name}`)).sort(),
  );
}

/** Whether a listing has the record with this id: its file name carries it. */
function holds(names: ReadonlySet<string>, id: string): boolean {
  return [...names].some(name => name.includes(id));
}

/** All that a person can see of the registry. */
async function shownBy({ registry, index }: OpenedRegistry): Promise<unknown> {
  const { queries } = index;
  return {
    states: await statesOf(registry),
    tags: queries.tags(),
    releases: PROMPTS.map(prompt => queries.releases(prompt)),
    stories: await registry.releases(),
    events: await registry.events(),
    deployments: await registry.deployments(),
    served: await registry.servedAt({ environment: PROTECTED }),
  };
}
