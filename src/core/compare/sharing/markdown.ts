import { showHidden } from '../../base/hiddenCharacters';
import { escapeHtml } from './escapeHtml';
import { diffInfo, type DiffInfo, type DiffSide } from '../telling/info';
import { tellSchemaChange } from '../telling/schemaWording';
import type { SchemaChange } from '../structure/schemas';
import { tellChange, tellLines, withoutEchoes } from '../telling/wording';
import { escapeMarkdown } from '../../base/markdown';
import type { PromptChange } from '../structure/model';

/** Two versions of one prompt, to be shared. A side that is missing: it was added, or removed. */
export interface SharedDiff {
  readonly prompt: string;
  readonly left: DiffSide | undefined;
  readonly right: DiffSide | undefined;
  /** What happened besides, in Markdown, one line each: new versions, moved tags. */
  readonly notes?: readonly string[];
}

const TOO_LONG = 'The difference is too long to be quoted here.\n';
const NOTHING = '_No prompt changed._\n';
/** GitHub refuses a comment of more than 65,536 characters; some are left for a mark or a greeting. */
const MAX_COMMENT = 65_000;
/** A longer difference is named, not quoted. */
const MAX_UNIFIED = 50_000;
/** Room for the sentence about what is left out. */
const NOTE = 200;
/** More parts of one prompt than these nobody reads one by one. */
const MAX_PARTS = 200;

/**
 * Comparisons as Markdown for a pull request: what happened in one line and part by part, and the
 * changed lines to unfold. GitHub, GitLab and Gitea render it; text of a prompt can end neither the
 * block nor the comment. What does not fit into a comment is left out, and that is said: the quoted
 * lines of the longest differences first, then prompts at the end.
 */
export function diffMarkdown(diffs: readonly SharedDiff[]): string {
  if (diffs.length === 0) return NOTHING;
  const compared = diffs.map((diff): ComparedDiff => ({ ...diff, info: infoOf(diff) }));
  const sections = compared.map(diff => printDiff(diff));
  const whole = sections.join('\n');
  return whole.length <= MAX_COMMENT ? whole : shortened(compared, sections);
}

interface ComparedDiff extends SharedDiff {
  /** Absent where neither side is there: only the notes tell something. */
  readonly info: DiffInfo | undefined;
}

function infoOf({ prompt, left, right }: SharedDiff): DiffInfo | undefined {
  const isThere = left !== undefined || right !== undefined;
  return isThere ? diffInfo(left ?? empty(prompt), right ?? empty(prompt)) : undefined;
}

function shortened(diffs: readonly ComparedDiff[], sections: string[]): string {
  let length = sections.reduce((sum, section) => sum + section.length + 1, 0);
  const longestFirst = sections
    .map((section, index) => ({ index, length: section.length }))
    .sort((left, right) => right.length - left.length);
  for (const { index } of longestFirst) {
    const diff = diffs[index];
    if (length <= MAX_COMMENT || diff === undefined) break;
    const brief = printDiff(diff, false);
    length += brief.length - (sections[index]?.length ?? 0);
    sections[index] = brief;
  }
  return length <= MAX_COMMENT ? sections.join('\n') : cutAtEnd(sections);
}

/** As many whole sections as fit, and how many do not. */
function cutAtEnd(sections: readonly string[]): string {
  const kept: string[] = [];
  let room = MAX_COMMENT - NOTE;
  for (const section of sections) {
    room -= section.length + 1;
    if (room < 0) break;
    kept.push(section);
  }
  const rest = sections.length - kept.length;
  const what = rest === 1 ? 'One more prompt changed' : `${rest} more prompts changed`;
  return [...kept, `_${what}; a comment has no room for more._\n`].join('\n');
}

function printDiff(
  { prompt, left, right, notes = [], info }: ComparedDiff,
  isQuoted = true,
): string {
  const head = `### \`${prompt}\`\n`;
  const list = notes.map(note => `- ${note}\n`).join('');
  if (info === undefined) return `${head}\n${list}`;
  const summary = summaryOf(left, right, info);
  const parts = [...(left === undefined || right === undefined ? [] : listParts(info))].join('');
  const blocks = [`**${summary}**\n`, list, parts, linesOf(info, isQuoted)];
  return [head, ...blocks.filter(block => block !== '')].join('\n');
}

function linesOf(info: DiffInfo, isQuoted: boolean): string {
  if (info.identical) return '';
  return isQuoted ? folded(info) : TOO_LONG;
}

function summaryOf(
  left: DiffSide | undefined,
  right: DiffSide | undefined,
  info: DiffInfo,
): string {
  if (left === undefined) return 'New prompt';
  return right === undefined ? 'Removed' : prose(info.summary);
}

function empty(prompt: string): DiffSide {
  return { label: prompt, source: '' };
}

/** The parts; one that is all there is stands in the summary. */
function listParts({ changes }: DiffInfo): string[] {
  const told = withoutEchoes(changes);
  const details = told.flatMap(change => ('details' in change ? change.details : []));
  if (told.length < 2 && details.length < 2) return [];
  const shown = told
    .slice(0, MAX_PARTS)
    .flatMap(change => [
      `- ${prose(tellChange(change))}\n`,
      ...detailsOf(change).map(detail => `  - ${prose(tellSchemaChange(detail))}\n`),
    ]);
  const all = told.reduce((sum, change) => sum + 1 + detailsOf(change).length, 0);
  if (all <= MAX_PARTS) return shown;
  return [...shown.slice(0, MAX_PARTS), `- _${all - MAX_PARTS} more_\n`];
}

/** What is told below a change; a single detail stands with it. */
function detailsOf(change: PromptChange): readonly SchemaChange[] {
  return 'details' in change && change.details.length > 1 ? change.details : [];
}

function folded({ left, right, added, removed, unified }: DiffInfo): string {
  const lines = tellLines(added, removed);
  const title = `${lines} (${code(left)} → ${code(right)})`;
  return `<details><summary>${title}</summary>\n\n${quoted(unified)}\n</details>\n`;
}

/** A branch of git may be called `<b>`. */
function code(label: string): string {
  return `<code>${escapeHtml(showHidden(label))}</code>`;
}

/** A block that no run of backticks in the text can end. */
function quoted(text: string): string {
  if (text.length > MAX_UNIFIED) return TOO_LONG;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const shown = showHidden(text);
  return `${fence}diff\n${shown.endsWith('\n') ? shown : `${shown}\n`}${fence}\n`;
}

/** Our own words with values of the prompt in them; what stands between backticks stays code. */
export function prose(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((piece, index) => (index % 2 === 1 ? showHidden(piece) : escapeMarkdown(piece)))
    .join('');
}
