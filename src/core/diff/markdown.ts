import { diffDocuments } from './documents';
import { diffInfo, type DiffSide } from './info';

/** One prompt whose document changed. A side that is missing: it was added, or removed. */
export interface PromptChange {
  readonly prompt: string;
  readonly left: DiffSide | undefined;
  readonly right: DiffSide | undefined;
  /** What happened besides, in Markdown, one line each: new versions, moved tags. */
  readonly notes?: readonly string[];
}

const NOTHING = '_No prompt changed._\n';

/**
 * Comparisons for a pull request's comment: one line each that says what changed, and the changed
 * lines to unfold. Text of a prompt can end neither the block nor the comment.
 */
export function diffMarkdown(changes: readonly PromptChange[]): string {
  if (changes.length === 0) return NOTHING;
  return changes.map(printChange).join('\n');
}

function printChange({ prompt, left, right, notes = [] }: PromptChange): string {
  const list = notes.map(note => `- ${note}\n`).join('');
  const head = `### \`${prompt}\`\n\n`;
  if (left === undefined && right === undefined) return `${head}${list}`;
  const [was, is] = [left ?? empty(prompt), right ?? empty(prompt)];
  const { identical, unified } = diffInfo(was, is);
  const summary = summaryOf(left, right);
  if (identical) return `${head}${summary}\n${list === '' ? '' : `\n${list}`}`;
  return [
    `${head}${list}${list === '' ? '' : '\n'}`,
    `<details><summary>${summary} (<code>${was.label}</code> → <code>${is.label}</code>)</summary>\n\n`,
    fenced(unified),
    '\n</details>\n',
  ].join('');
}

function summaryOf(left: DiffSide | undefined, right: DiffSide | undefined): string {
  if (left === undefined) return 'New prompt';
  if (right === undefined) return 'Removed';
  return diffDocuments(left.source, right.source).summary;
}

function empty(prompt: string): DiffSide {
  return { label: prompt, source: '' };
}

/** A block that no run of backticks in the text can end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text.endsWith('\n') ? text : `${text}\n`}${fence}\n`;
}
