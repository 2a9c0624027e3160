import { diffMarkdown } from '../../core/compare/sharing/markdown';
import { LedgerError } from '../../core/base/errors';
import { MARKDOWN } from '../../core/compare/telling/writing';
import { changesSince } from '../../registry/changesSince';
import { compareSources, type DiffInput } from '../../registry/diff';
import { withPrevious } from '../../registry/sides';
import type { InputFor } from '../../operations/operation';
import type { compare } from '../../operations/declared/compare';
import type { Context, Result, Run } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { notTogether } from '../notTogether';
import { colouredDiff } from '../sentences';
import { plainNotes, stateFacts, stateNotes } from '../stateNotes';

/** What is compared, and how the answer is told. */
interface DiffCall extends Partial<InputFor<typeof compare>> {
  readonly all?: boolean | undefined;
  readonly previous?: boolean | undefined;
  readonly sample?: string | undefined;
  readonly allSamples?: boolean | undefined;
  readonly git?: string | undefined;
  readonly markdown?: boolean | undefined;
  readonly exitCode?: boolean | undefined;
}

export const diff: Run<DiffCall> = async (context, given) => {
  const { left, right, all, git, sample, allSamples, previous } = given;
  refuseTogether(given);
  if (all === true) {
    const { diffAll } = await import('./diffAll');
    return diffAll(context, given);
  }
  if (git !== undefined) return diffSince(context, git, given);
  if (left === undefined) {
    throw new LedgerError(
      'invalid-argument',
      {},
      'Name a version to compare, all prompts with --all, or a git revision with --git.',
    );
  }
  const sides = previous === true ? await previousSides(context, left, right) : { left, right };
  if (sample !== undefined || allSamples === true) {
    const { diffRendered } = await import('./diffRendered');
    return diffRendered(context, { ...given, ...sides });
  }
  return diffTwo(context, sides, given);
};

/** Ways to say what is compared, of which one is enough; samples go with a version before as well. */
function refuseTogether({ all, git, sample, allSamples, previous, markdown }: DiffCall): void {
  const whole = [...(all === true ? ['--all'] : []), ...(git === undefined ? [] : ['--git'])];
  const rendered = [
    ...(sample === undefined ? [] : ['--sample']),
    ...(allSamples === true ? ['--all-samples'] : []),
  ];
  refuseTwo([...whole, ...rendered]);
  refuseTwo([...whole, ...(previous === true ? ['--previous'] : [])]);
  refuseTwo([...rendered, ...(markdown === true ? ['--markdown'] : [])]);
}

function refuseTwo(given: readonly string[]): void {
  if (given.length > 1) throw notTogether(given);
}

/** With `--previous`, one version is named. */
async function previousSides(
  context: Context,
  ref: string,
  more: string | undefined,
): Promise<{ left: string; right: string }> {
  if (more === undefined) return withPrevious((await context.read()).ledger, ref);
  const message = 'With --previous, one version is named.';
  throw new LedgerError('invalid-argument', { argument: more }, message);
}

async function diffTwo(
  context: Context,
  sides: DiffInput,
  { exitCode, markdown }: DiffCall,
): Promise<Result> {
  const compared = await compareSources((await context.read()).ledger, sides);
  const { info, prompt, left, right } = compared;
  return {
    value: info,
    isData: true,
    text: style =>
      markdown === true
        ? diffMarkdown(info.identical ? [] : [{ prompt, left, right }])
        : colouredDiff(info.unified, style),
    exitCode: exitCode === true && !info.identical ? REFUSED : DONE,
  };
}

/** What changed in the working documents, the tags and the records since a git revision. */
async function diffSince(
  context: Context,
  revision: string,
  { left: only, right: more, markdown, exitCode }: DiffCall,
): Promise<Result> {
  if (more !== undefined) {
    throw new LedgerError(
      'invalid-argument',
      { argument: more },
      'With --git, at most one prompt can be named.',
    );
  }
  const changes = await changesSince((await context.read()).ledger, revision, only);
  return {
    value: changes.map(({ prompt, info, state }) => ({ prompt, ...info, ...stateFacts(state) })),
    isData: true,
    text: style =>
      markdown === true
        ? diffMarkdown(changes.map(item => ({ ...item, notes: stateNotes(item.state, MARKDOWN) })))
        : changes
            .map(({ info, state }) => {
              const notes = state === undefined ? '' : plainNotes(state, style);
              return notes + colouredDiff(info.unified, style);
            })
            .join(''),
    exitCode: exitCode === true && changes.length > 0 ? REFUSED : DONE,
  };
}
