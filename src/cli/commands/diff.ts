import { diffMarkdown } from '../../core/diff/markdown';
import { LedgerError } from '../../core/errors';
import type { Context, Result } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { changesSince } from '../gitChanges';
import type { Style } from '../terminal';

export async function diff(context: Context, left?: string, right?: string): Promise<Result> {
  const { git, exitCode } = context.options;
  if (git !== undefined) return diffSince(context, git, [left, right]);
  if (left === undefined) {
    throw new LedgerError(
      'invalid-argument',
      {},
      'Name a version to compare, or a git revision with --git.',
    );
  }
  const { registry } = await context.open();
  const compared = await registry.diff({ left, right });
  const { info, prompt } = compared;
  return {
    value: info,
    text: style =>
      context.options.markdown === true
        ? diffMarkdown(
            info.identical ? [] : [{ prompt, left: compared.left, right: compared.right }],
          )
        : coloured(info.unified, style),
    exitCode: exitCode === true && !info.identical ? REFUSED : DONE,
  };
}

/** What changed in the working documents and the records since a git revision. */
async function diffSince(
  context: Context,
  revision: string,
  [only, more]: readonly (string | undefined)[],
): Promise<Result> {
  if (more !== undefined) {
    throw new LedgerError(
      'invalid-argument',
      { argument: more },
      'With --git, at most one prompt can be named.',
    );
  }
  const opened = await context.open();
  const wanted = only === undefined ? undefined : (await opened.registry.existing(only)).name;
  const changes = await changesSince(opened, revision, wanted);
  return {
    value: changes.map(change => change.info),
    text: style =>
      context.options.markdown === true
        ? diffMarkdown(changes)
        : changes.map(({ info }) => coloured(info.unified, style)).join(''),
    exitCode: context.options.exitCode === true && changes.length > 0 ? REFUSED : DONE,
  };
}

function coloured(unified: string, style: Style): string {
  const paint = (line: string): string => {
    if (line.startsWith('---') || line.startsWith('+++')) return style.bold(line);
    if (line.startsWith('@@')) return style.cyan(line);
    if (line.startsWith('+')) return style.green(line);
    return line.startsWith('-') ? style.red(line) : line;
  };
  return unified.split('\n').map(paint).join('\n');
}
