import type { Span } from '../ledger/audit/moments';
import type { ReleaseStory } from '../ledger/derive/timeline';
import { showHidden } from '../base/hiddenCharacters';
import { readVerdict } from './verdictText';
import { escapeMarkdown } from '../base/markdown';

/** One release as Markdown: for a message, a ticket or a file. */
export function printRelease(release: ReleaseStory): string {
  const { environment } = release;
  return `${printStory(release, `${release.prompt}: ${environment} ${movement(release)}`, '##')}\n`;
}

/**
 * The releases of an environment as a changelog in Markdown, newest first, by day (UTC) and prompt.
 * @param releases of that environment, in any order
 */
export function printChangelog(
  environment: string,
  releases: readonly ReleaseStory[],
  span: Span = {},
): string {
  const ordered = [...releases].sort((left, right) => (left.at < right.at ? 1 : -1));
  const days = new Map<string, ReleaseStory[]>();
  for (const release of ordered) {
    const day = release.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), release]);
  }
  const sections = [...days].map(([day, ofDay]) => {
    const stories = ofDay.map(item => printStory(item, `${item.prompt} ${movement(item)}`, '###'));
    return `## ${day}\n\n${stories.join('\n\n')}`;
  });
  const body = sections.length === 0 ? 'Nothing was released.' : sections.join('\n\n');
  return `# ${environment}${spanText(span)}\n\n${body}\n`;
}

function spanText({ from, to }: Span): string {
  const days = [from, to].map(moment => moment?.slice(0, 10));
  if (days[0] !== undefined && days[1] !== undefined) return `, ${days[0]} to ${days[1]}`;
  if (days[0] !== undefined) return `, since ${days[0]}`;
  return days[1] === undefined ? '' : `, until ${days[1]}`;
}

function movement({ replaced, number, version, rollback }: ReleaseStory): string {
  const now = label(number, version);
  const was = replaced === null ? '' : `${label(replaced.number, replaced.version)} → `;
  return `${was}${now}${rollback ? ' (rolled back)' : ''}`;
}

function label(number: number | null, version: string | null): string {
  return number === null ? (version ?? '').slice(0, 8) : `v${number}`;
}

function printStory(release: ReleaseStory, title: string, heading: string): string {
  const { author, at, approvals, changelog, rollback } = release;
  const verdict = readVerdict(release.verdict);
  const approved = approvals.map(item => escapeMarkdown(item.author.name)).join(', ');
  const facts = [
    `${at.slice(0, 16).replace('T', ' ')} UTC by ${escapeMarkdown(author.name)}`,
    ...(release.from === null ? [] : [`from ${release.from}`]),
    ...(approved === '' ? [] : [`approved by ${approved}`]),
  ];
  const breaks = verdict.why.map(why => `- ${tamed(why).replaceAll('\n', ' ')}`).join('\n');
  const said = changelog.trim() === '' ? '_No changelog._' : tamed(changelog.trim());
  return [
    `${heading} ${title}`,
    `_${facts.join(', ')}_`,
    rollback ? `Reason: ${said}` : said,
    ...(verdict.breaking && !rollback
      ? [`**Breaks callers:**${breaks === '' ? '' : `\n\n${breaks}`}`]
      : []),
  ].join('\n\n');
}

const FENCE = /^\s*(?:`{3,}|~{3,})/;

/**
 * A changelog keeps its lists, links and emphasis, and cannot pass for what stands around it: no
 * headings, no HTML, no pictures, no block that swallows the releases below, and nobody is mentioned.
 */
function tamed(text: string): string {
  const lines = showHidden(text).split('\n');
  const isOpen = lines.filter(line => FENCE.test(line)).length % 2 === 1;
  return lines
    .map(line => line.replace(/^(\s*(?:>\s*)*)(#|=+\s*$|--+\s*$)/, '$1\\$2'))
    .map(line => (isOpen && FENCE.test(line) ? line.replace(/[`~]/, '\\$&') : line))
    .map(line => line.replaceAll(/[<&]|!(?=\[)/g, '\\$&').replaceAll('@', '@\u200b'))
    .join('\n');
}
