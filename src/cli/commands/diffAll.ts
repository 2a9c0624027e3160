import { diffMarkdown } from '../../core/compare/sharing/markdown';
import {
  diffPromptSets,
  type PromptDifference,
  type PromptSet,
} from '../../core/compare/telling/promptSets';
import { unifiedDiff } from '../../core/compare/text/unified';
import { MARKDOWN, PLAIN } from '../../core/compare/telling/writing';
import type { Ledger } from '../../registry/ledger';
import { stateChanges, type StateChange } from '../../registry/stateChanges';
import type { compareAll } from '../../operations/declared/compare';
import type { InputFor } from '../../operations/operation';
import type { Context, Result } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { LATEST, promptSet, revisionOf } from '../../registry/promptSets';
import { WORKING } from '../../registry/sides';
import { colouredDiff } from '../sentences';
import { stateFacts, stateNotes, type StateFacts } from '../stateNotes';
import type { Style } from '../style';
import { compareText } from '../../core/base/textOrder';

/** A prompt that differs in its text or, since a revision of git, in its tags and records. */
type Difference = PromptDifference & StateFacts & { readonly state?: StateChange };

interface DiffAllCall extends InputFor<typeof compareAll> {
  readonly markdown?: boolean | undefined;
  readonly exitCode?: boolean | undefined;
}

/** Compares two sides of all prompts: what is not committed, what a promotion would change. */
export async function diffAll(
  context: Context,
  { left = LATEST, right = WORKING, markdown, exitCode }: DiffAllCall,
): Promise<Result> {
  const opened = await context.read();
  const sides = await context.progress('Comparing…', async () => ({
    left: await promptSet(opened.ledger, left),
    right: await promptSet(opened.ledger, right),
  }));
  const found = withStates(
    diffPromptSets(sides.left, sides.right).filter(({ prompt }) => !isLeftOut(context, prompt)),
    await stateBetween(opened.ledger, left, right),
  );
  const labels = { left, right };
  return {
    value: found.map(({ state, ...item }) => ({ ...item, ...stateFacts(state) })),
    isData: true,
    text: style =>
      markdown === true
        ? diffMarkdown(
            found.map(({ prompt, state }) => ({
              ...shared(prompt, sides, labels),
              notes: stateNotes(state, MARKDOWN),
            })),
          )
        : printAll(found, sides, labels, style),
    exitCode: exitCode === true && found.length > 0 ? REFUSED : DONE,
  };
}

/** Whether its working document could not be read: it was not removed. */
function isLeftOut({ leftOut }: Context, prompt: string): boolean {
  return leftOut.some(({ problem }) => problem.path === `prompts/${prompt}.prompt`);
}

/** What happened to tags and records, where a side is a revision; all other sides are of now. */
async function stateBetween(
  ledger: Ledger,
  left: string,
  right: string,
): Promise<readonly StateChange[]> {
  const [from, to] = [revisionOf(left), revisionOf(right)];
  if (from === undefined && to === undefined) return [];
  return (await stateChanges(ledger, from, to)).filter(
    ({ tags, releases, records }) => tags.length + releases.length + records.length > 0,
  );
}

/** Every prompt that differs in one or the other, sorted by name. */
function withStates(
  found: readonly PromptDifference[],
  states: readonly StateChange[],
): readonly Difference[] {
  const byPrompt = new Map<string, Difference>(found.map(item => [item.prompt, item]));
  for (const state of states) {
    const { prompt, tags } = state;
    const item = byPrompt.get(prompt) ?? sameText(state);
    const breaking = item.breaking || tags.some(tag => tag.breaking);
    byPrompt.set(prompt, { ...item, breaking, state });
  }
  return [...byPrompt.values()].sort((one, other) => compareText(one.prompt, other.prompt));
}

function sameText({ prompt, tags }: StateChange): PromptDifference {
  const names = tags.map(({ tag }) => tag).join(', ');
  const summary = names === '' ? 'Same text, other records' : `Same text, other tags: ${names}`;
  return { prompt, kind: 'changed', summary, added: 0, removed: 0, breaking: false, changes: [] };
}

interface Sides<T> {
  readonly left: T;
  readonly right: T;
}

function shared(prompt: string, sides: Sides<PromptSet>, labels: Sides<string>) {
  const sideOf = (side: 'left' | 'right') => {
    const source = sides[side].get(prompt);
    return source === undefined ? undefined : { label: `${prompt}@${labels[side]}`, source };
  };
  return { prompt, left: sideOf('left'), right: sideOf('right') };
}

function printAll(
  found: readonly Difference[],
  sides: Sides<PromptSet>,
  labels: Sides<string>,
  style: Style,
): string {
  return found
    .map(({ prompt, summary, breaking, state }) => {
      const { left, right } = shared(prompt, sides, labels);
      const unified = unifiedDiff(left?.source ?? '', right?.source ?? '', {
        leftLabel: left?.label ?? '/dev/null',
        rightLabel: right?.label ?? '/dev/null',
      });
      const mark = breaking ? ` ${style.red('breaking')}` : '';
      const notes = stateNotes(state, PLAIN).map(line => `#   ${line}\n`);
      const head = `${style.bold(`# ${prompt}:`)} ${summary}${mark}\n`;
      return head + notes.join('') + colouredDiff(unified, style);
    })
    .join('\n');
}
