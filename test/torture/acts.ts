import type { Registry } from '../../src/registry/registry';
import type { Random } from './random';
import type { PromptState } from '../../src/core/ledger/derive/model';

/** The prompts that everybody works on: few, so that people meet. */
export const PROMPTS = ['greeting', 'support/triage', 'shared/tone'] as const;
const NAMES = [...PROMPTS, 'support/answer', 'welcome'];
const TAGS = ['candidate', 'v1.0.0', 'v2.0.0', 'staging', 'production'];

/** What an act is done to. */
interface Aim {
  readonly registry: Registry;
  readonly random: Random;
  readonly prompt: string;
  readonly state: PromptState;
}

/** A version of the prompt, by id; its latest where it has none. */
function anyVersion({ prompt, state, random }: Aim): string {
  const ids = [...state.versions.keys()];
  return ids.length === 0 ? prompt : `${prompt}@${random.pick(ids)}`;
}

const ACTS: Readonly<Record<string, (aim: Aim) => Promise<unknown>>> = {
  commit: ({ registry, random, prompt }) =>
    registry.commit({ prompt, source: textOf(random), message: `Change ${random.below(1000)}` }),
  'commit with a tag': ({ registry, random, prompt }) =>
    registry.commit({ prompt, source: textOf(random), tag: 'candidate' }),
  tag: aim => aim.registry.tag({ ref: anyVersion(aim), tag: aim.random.pick(TAGS) }),
  'tag for good': aim =>
    aim.registry.tag({ ref: anyVersion(aim), tag: aim.random.pick(TAGS), immutable: true }),
  untag: ({ registry, random, prompt }) => registry.untag({ prompt, tag: random.pick(TAGS) }),
  promote: ({ registry, prompt }) => registry.promote({ prompt, environment: 'production' }),
  'promote a version': aim =>
    aim.registry.promote({
      prompt: aim.prompt,
      environment: 'staging',
      version: anyVersion(aim),
      changelog: `Because of ${aim.random.below(100)}`,
    }),
  'roll back': ({ registry, random, prompt }) =>
    registry.rollback({
      prompt,
      environment: random.pick(['staging', 'production']),
      reason: 'It was worse.',
    }),
  approve: aim => aim.registry.approve({ ref: anyVersion(aim), environment: 'production' }),
  describe: ({ registry, random, prompt }) =>
    registry.describe({ prompt, description: `About ${random.below(100)}`, labels: ['a', 'b'] }),
  archive: ({ registry, prompt }) => registry.archive(prompt),
  restore: ({ registry, prompt }) => registry.restore(prompt),
  rename: ({ registry, random, prompt }) => registry.rename({ prompt, to: random.pick(NAMES) }),
};
/** Those that are done most, as in life. */
const COMMON = ['commit', 'commit', 'commit', 'tag', 'promote a version', 'promote', 'roll back'];

/** A text whose neighbours share most of their lines, as versions do. */
function textOf(random: Random): string {
  const lines = Array.from({ length: 12 }, (_, line) => `Line ${line} says the same to {{name}}.`);
  lines[random.below(lines.length)] = `This line was changed, ${random.below(1_000_000)}.`;
  return `${lines.join('\n')}\n`;
}

/**
 * Does something to one of the prompts. Rejects as the registry does: a `LedgerError` for what is
 * refused.
 * @param except acts that are not to be done
 * @returns what was done, in a word or two
 */
export async function actAtRandom(
  registry: Registry,
  random: Random,
  except: readonly string[] = [],
): Promise<string> {
  const name = random.oneIn(3) ? random.pick(Object.keys(ACTS)) : random.pick(COMMON);
  if (except.includes(name)) return actAtRandom(registry, random, except);
  const prompt = random.oneIn(8) ? random.pick(NAMES) : random.pick(PROMPTS);
  const { state } = await registry.prompt(prompt);
  await ACTS[name]?.({ registry, random, prompt, state });
  return name;
}
