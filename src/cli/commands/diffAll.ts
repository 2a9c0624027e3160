import { diffMarkdown } from '../../core/diff/markdown';
import { diffPromptSets, type PromptDifference, type PromptSet } from '../../core/diff/promptSets';
import { unifiedDiff } from '../../core/diff/unified';
import type { Context, Result } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { LATEST, setSources, WORKING } from '../promptSets';
import { colouredDiff } from '../sentences';
import type { Style } from '../style';

/** Compares two sides of all prompts: what is not committed, what a promotion would change. */
export async function diffAll(context: Context, left = LATEST, right = WORKING): Promise<Result> {
  const opened = await context.read();
  const sides = await context.progress('Comparing…', async () => ({
    left: await setSources(opened, left),
    right: await setSources(opened, right),
  }));
  const found = diffPromptSets(sides.left, sides.right);
  const { markdown, exitCode } = context.options;
  const labels = { left, right };
  return {
    value: found,
    isData: true,
    text: style =>
      markdown === true
        ? diffMarkdown(found.map(({ prompt }) => shared(prompt, sides, labels)))
        : printAll(found, sides, labels, style),
    exitCode: exitCode === true && found.length > 0 ? REFUSED : DONE,
  };
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
  found: readonly PromptDifference[],
  sides: Sides<PromptSet>,
  labels: Sides<string>,
  style: Style,
): string {
  return found
    .map(({ prompt, summary, breaking }) => {
      const { left, right } = shared(prompt, sides, labels);
      const unified = unifiedDiff(left?.source ?? '', right?.source ?? '', {
        leftLabel: left?.label ?? '/dev/null',
        rightLabel: right?.label ?? '/dev/null',
      });
      const mark = breaking ? ` ${style.red('breaking')}` : '';
      return `${style.bold(`# ${prompt}:`)} ${summary}${mark}\n${colouredDiff(unified, style)}`;
    })
    .join('\n');
}
