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
import type { Style } from '../style';
import { plainNotes, stateFacts, stateNotes } from '../stateNotes';

/** How wide the signs of a count are at most. */
const STAT_WIDTH = 40;

/** What is compared, and how the answer is told. */
interface DiffCall extends Partial<InputFor<typeof compare>> {
  readonly all?: boolean | undefined;
  readonly previous?: boolean | undefined;
  readonly sample?: string | undefined;
  readonly allSamples?: boolean | undefined;
  readonly git?: string | undefined;
  readonly markdown?: boolean | undefined;
  readonly stat?: boolean | undefined;
  readonly exitCode?: boolean | undefined;
}

export const diff: Run<DiffCall> = async (context, typed) => {
  const given = { ...typed, ...splitRange(typed) };
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

/** `name@3..5`, as git writes two revisions. A selector has no two dots in a row. */
function splitRange({ left = '', right }: DiffCall): Pick<DiffCall, 'left' | 'right'> {
  const at = left.indexOf('@');
  const dots = left.indexOf('..', at);
  if (at < 1 || dots < 0 || right !== undefined) return {};
  const name = left.slice(0, at);
  return { left: left.slice(0, dots), right: `${name}@${left.slice(dots + 2)}` };
}

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
  { exitCode, markdown, stat }: DiffCall,
): Promise<Result> {
  const compared = await compareSources((await context.read()).ledger, sides);
  const { info, prompt, left, right } = compared;
  return {
    value: info,
    isData: true,
    text: style =>
      markdown === true
        ? diffMarkdown(info.identical ? [] : [{ prompt, left, right }])
        : stat === true
          ? statText(prompt, info.unified, style)
          : colouredDiff(info.unified, style),
    exitCode: exitCode === true && !info.identical ? REFUSED : DONE,
  };
}

/** ` support/greeting | 3 ++-`, as git counts. */
function statText(prompt: string, unified: string, style: Style): string {
  const lines = unified.split('\n').slice(2);
  const plus = lines.filter(line => line.startsWith('+')).length;
  const minus = lines.filter(line => line.startsWith('-')).length;
  if (plus + minus === 0) return '';
  const scale = Math.min(1, STAT_WIDTH / (plus + minus));
  const signs = (sign: string, count: number): string =>
    sign.repeat(count === 0 ? 0 : Math.max(1, Math.round(count * scale)));
  return `${prompt} | ${plus + minus} ${style.green(signs('+', plus))}${style.red(signs('-', minus))}\n`;
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
