import fc from 'fast-check';
import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import { movedTag } from '../../src/core/ledger/derive/tags';
import { LedgerError } from '../../src/core/base/errors';
import { planCommit } from '../../src/core/ledger/plan/commit';
import { planPromotion, planRollback, type ReleasePlan } from '../../src/core/ledger/plan/release';
import { planTag } from '../../src/core/ledger/plan/tag';
import type {
  Author,
  Draft,
  LedgerRecord,
  ReleaseRecord,
  TagRecord,
} from '../../src/core/ledger/records/records';
import {
  findEnvironment,
  INITIAL_CONFIG,
  parseRegistryConfig,
} from '../../src/core/ledger/environments/registryConfig';
import { ada, ben, experiment, idOf, sealed } from './recordBuilder';
import type { PromptState } from '../../src/core/ledger/derive/model';

const ACTS = [
  'commit',
  'commit on one head',
  'tag',
  'tag for good',
  'untag',
  'promote',
  'roll back',
  'approve',
  'describe',
  'rename',
  'fetch',
  'write something odd',
] as const;

/** One thing that somebody does on one clone. `pick` decides between what is possible there. */
export interface Step {
  readonly clone: number;
  readonly prompt: number;
  readonly act: (typeof ACTS)[number];
  readonly pick: number;
}

/** What happened: the records of each clone, and all of them together. */
export interface History {
  readonly clones: readonly (readonly LedgerRecord[])[];
  readonly all: readonly LedgerRecord[];
}

export const CONFIG = parseRegistryConfig(INITIAL_CONFIG);
export const PROMPTS = ['greeting', 'support/triage', 'shared/tone'] as const;
const NAMES = [...PROMPTS, 'support/answer', 'welcome'];
const TAGS = ['staging', 'development', 'v1.0.0', 'experiment', 'production'];
const CLONES = 3;
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 9);
/** Clocks disagree, by more than the time between two steps. */
const SKEW = [0, 5 * MINUTE, -7 * MINUTE];

/** Random work on three clones of a registry, step by step. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    clone: fc.nat(CLONES - 1),
    prompt: fc.oneof(fc.constant(0), fc.nat(PROMPTS.length - 1)),
    act: fc.constantFrom(...ACTS, 'commit', 'tag', 'fetch'),
    pick: fc.nat(997),
  }),
  { minLength: 15, maxLength: 60 },
);

/** Plays steps through the real plan functions; what they refuse is not written. */
export function play(work: readonly Step[]): History {
  const clones = Array.from({ length: CLONES }, () => new Map<string, LedgerRecord>());
  work.forEach((step, index) => {
    const clone = clones[step.clone] ?? new Map<string, LedgerRecord>();
    if (step.act === 'fetch') {
      for (const [id, record] of clones[step.pick % CLONES] ?? []) clone.set(id, record);
      return;
    }
    const record = recordOf(step, index, [...clone.values()]);
    if (record !== undefined) clone.set(record.id, record);
  });
  const all = new Map(clones.flatMap(clone => [...clone]));
  return { clones: clones.map(clone => [...clone.values()]), all: [...all.values()] };
}

/** The records that lie in one prompt's folder. */
export function inFolder(records: readonly LedgerRecord[], folder: string): LedgerRecord[] {
  return records.filter(record => record.prompt === folder);
}

/** The folders that some records lie in. */
export function foldersOf(records: readonly LedgerRecord[]): string[] {
  return [...new Set(records.map(record => record.prompt))].sort();
}

/** Random records: all that was written in a random history. */
export const histories: fc.Arbitrary<History> = steps.map(play);

/** What one act says, without whose, who and when. */
type Said = SaidIn<LedgerRecord>;
type SaidIn<T> = T extends LedgerRecord ? Omit<T, 'id' | 'prompt' | 'at' | 'author'> : never;

function recordOf(
  step: Step,
  index: number,
  seen: readonly LedgerRecord[],
): LedgerRecord | undefined {
  const prompt = PROMPTS[step.prompt] ?? PROMPTS[0];
  const folder = step.act === 'rename' ? choose(NAMES, step.pick) : prompt;
  const state = derivePrompt(inFolder(seen, folder));
  const said = saidBy(step, prompt, state);
  if (said === undefined) return undefined;
  const now = START + index * MINUTE + (SKEW[step.clone] ?? 0);
  const newest = state.newestAt === undefined ? 0 : Date.parse(state.newestAt) + 1;
  const at = new Date(Math.max(now, newest)).toISOString();
  const { kind, ...fields } = said;
  const draft = { kind, prompt: folder, at, author: authorOf(step.clone), ...fields };
  return sealed(draft as unknown as Draft<LedgerRecord>);
}

function saidBy(step: Step, prompt: string, state: PromptState): Said | undefined {
  try {
    return SAYS[step.act]?.(step, prompt, state);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

type Says = (step: Step, prompt: string, state: PromptState) => Said | undefined;

const SAYS: Partial<Record<Step['act'], Says>> = {
  commit: (step, prompt, state) => planCommit(state, request(step, prompt, undefined)),
  'commit on one head': (step, prompt, state) => {
    const head = state.heads[step.pick % Math.max(1, state.heads.length)];
    return planCommit(state, request(step, prompt, head === undefined ? undefined : [head.id]));
  },
  tag: (step, prompt, state) => tagPlan(step, prompt, state, false),
  'tag for good': (step, prompt, state) => tagPlan(step, prompt, state, true),
  untag: (step, prompt, state) => {
    const tag = choose(TAGS, step.pick);
    const wanted = { prompt, tag, version: null, description: undefined, immutable: false };
    return planTag(state, CONFIG, wanted);
  },
  promote: (step, prompt, state) => {
    const target = findEnvironment(CONFIG, step.pick % 2 === 0 ? 'staging' : 'production');
    const chosen = step.pick % 3 === 0 ? anyVersion(state, step.pick) : undefined;
    return releaseOf(step, planPromotion(prompt, state, target, chosen));
  },
  'roll back': (step, prompt, state) => {
    const target = findEnvironment(CONFIG, step.pick % 2 === 0 ? 'staging' : 'production');
    return releaseOf(step, planRollback(prompt, state, target, undefined));
  },
  // Somebody looked at a version, or tried it.
  approve: ({ pick }, _prompt, state) => {
    const version = anyVersion(state, pick);
    if (version === undefined) return undefined;
    if (pick % 4 === 3) return triedPlan(version.id, pick);
    return { kind: 'approval', environment: 'production', version: version.id, note: 'Fine.' };
  },
  describe: ({ pick }) => ({
    kind: 'prompt',
    ...(pick % 2 === 0 && { description: `What it is for, ${pick}` }),
    ...(pick % 3 === 0 && { labels: ['support', `label ${pick % 5}`, 'support'] }),
    ...(pick % 5 === 0 && { archived: pick % 2 === 0 }),
  }),
  rename: (_step, prompt) => ({ kind: 'rename', from: prompt }),
  'write something odd': odd,
};

function triedPlan(version: string, pick: number): Said {
  const said = { ...experiment('x', 1, 'x'), version, passed: pick % 41 };
  const { kind, experiment: name, model, dataset, definition, rows, failed, errors, score } = said;
  const { usage, ms, cost, required, results, passed } = said;
  const counts = { rows, passed, failed, errors, score };
  const what = { kind, experiment: name, version, model, dataset, definition };
  return { ...what, ...counts, usage, ms, cost, required, results };
}

/** What no plan function makes and a revert, a cherry-pick or another program may leave behind. */
function odd({ pick }: Step, _prompt: string, state: PromptState): Said {
  const absent = idOf(`nowhere ${pick % 4}`);
  const some = anyVersion(state, pick)?.id ?? absent;
  const tag = choose(TAGS, pick);
  const moves = [...state.tags.values()].flatMap(known => known.moves);
  const previous = moves.length === 0 ? [absent] : [choose(moves, pick).record.id];
  const plain = { kind: 'tag', tag, description: 'Odd', previous } as const;
  const oddities: readonly Said[] = [
    {
      kind: 'version',
      parents: [absent, some],
      number: 1,
      message: 'Its parent is missing',
      includes: {},
      source: ['A cherry-pick.'],
    },
    { ...plain, version: absent, immutable: false },
    { ...plain, version: some, immutable: true },
    {
      kind: 'release',
      environment: tag,
      from: null,
      version: absent,
      previous: [],
      rollback: true,
      changelog: '',
      verdict: {},
    },
    { kind: 'approval', environment: 'production', version: absent, note: '' },
  ];
  return choose(oddities, pick);
}

function request({ pick }: Pick<Step, 'pick'>, prompt: string, parents: string[] | undefined) {
  const source = `You greet people.\n${'Be kind. '.repeat(pick % 7)}`;
  const includes: Record<string, string> = pick % 4 === 0 ? { 'shared/tone': idOf('tone') } : {};
  return { prompt, source, message: pick % 6 === 0 ? '' : `Change ${pick}`, includes, parents };
}

function tagPlan(step: Step, prompt: string, state: PromptState, immutable: boolean): Said {
  const tag = choose(TAGS, step.pick);
  const version = anyVersion(state, step.pick)?.id ?? idOf('nowhere');
  const description = step.pick % 2 === 0 ? undefined : `For ${tag}`;
  return planTag(state, CONFIG, { prompt, tag, version, description, immutable });
}

function releaseOf({ pick }: Step, plan: ReleasePlan): Said {
  const verdict = { breaking: pick % 2 === 0, variables: { added: [], removed: [] }, changed: {} };
  return { ...plan, changelog: `- Change ${pick}`, verdict };
}

function anyVersion(state: PromptState, pick: number) {
  const versions = [...state.versions.values()];
  return versions.length === 0 ? undefined : choose(versions, pick);
}

function authorOf(clone: number): Author {
  return [ada, ben, { name: 'Cleo', email: 'Cleo@Example.com' }][clone] ?? ada;
}

function choose<T>(items: readonly T[], pick: number): T {
  const item = items[pick % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}

/** The moves of tags among some records. */
export function tagMoves(records: readonly LedgerRecord[]): (TagRecord | ReleaseRecord)[] {
  return records.filter(record => record.kind === 'tag' || record.kind === 'release');
}

/** The moves of one tag of one prompt, by `prompt@tag`. */
export function movesByTag(
  records: readonly LedgerRecord[],
): Map<string, (TagRecord | ReleaseRecord)[]> {
  const byTag = new Map<string, (TagRecord | ReleaseRecord)[]>();
  for (const move of tagMoves(records)) {
    const key = `${move.prompt}@${movedTag(move)}`;
    byTag.set(key, [...(byTag.get(key) ?? []), move]);
  }
  return byTag;
}
