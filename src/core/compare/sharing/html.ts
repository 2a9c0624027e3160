import type { LayoutLine, LayoutRow } from './layout';
import { cutAtSpans, layoutBody } from './layout';
import type { DocumentDiff } from '../telling/documents';
import { diffDocuments } from '../telling/documents';
import { showHidden } from '../../base/hiddenCharacters';
import { escapeHtml } from './escapeHtml';
import type { DiffSide } from '../telling/info';
import { foldProse } from '../telling/prose';
import { tellSchemaChange } from '../telling/schemaWording';
import { tellChange, withoutEchoes } from '../telling/wording';

/** Two versions of one prompt. */
export interface NamedDiff {
  readonly prompt: string;
  readonly left: DiffSide;
  readonly right: DiffSide;
}

/**
 * A comparison as one HTML page that needs nothing else: no script, no picture, no font from
 * elsewhere. Readable on paper, in the dark and aloud.
 */
export function toHtml(shared: NamedDiff): string {
  return toHtmlList([shared]);
}

/** Several comparisons on one page. */
export function toHtmlList(shared: readonly NamedDiff[]): string {
  const title = shared.length === 1 ? titleOf(shared[0]) : `${shared.length} prompts`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${shownHtml(title)}</title>`,
    `<style>${HTML_STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${shownHtml(title)}</h1>`,
    ...shared.map(diff => section(diff, shared.length > 1)),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function titleOf(shared: NamedDiff | undefined): string {
  return shared === undefined
    ? 'Comparison'
    : `${shared.prompt}: ${shared.left.label} → ${shared.right.label}`;
}

function section(shared: NamedDiff, isTitled: boolean): string {
  const diff = diffDocuments(shared.left.source, shared.right.source);
  return [
    '<section>',
    ...(isTitled ? [`<h2>${shownHtml(titleOf(shared))}</h2>`] : []),
    `<p class="summary">${words(diff.summary)}</p>`,
    ...changeList(diff),
    ...(diff.identical ? [] : [bodyTable(diff, shared)]),
    '</section>',
  ].join('\n');
}

function changeList({ changes }: DocumentDiff): string[] {
  if (changes.length === 0) return [];
  const items = withoutEchoes(changes).map(change => {
    const details = 'details' in change && change.details.length > 1 ? change.details : [];
    const inner = details.map(detail => `<li>${words(tellSchemaChange(detail))}</li>`).join('');
    return `<li>${words(tellChange(change))}${inner === '' ? '' : `<ul>${inner}</ul>`}</li>`;
  });
  return [`<ul>${items.join('')}</ul>`];
}

function bodyTable(diff: DocumentDiff, { left, right }: NamedDiff): string {
  const groups = layoutBody(diff.hunks, { mode: 'inline', isExpanded: () => false });
  const rows = groups.flatMap(group => group.rows.map(row => tableRow(row, diff)));
  return [
    '<table>',
    `<thead><tr><th scope="col">${shownHtml(left.label)}</th><th scope="col">${shownHtml(right.label)}</th><th scope="col">Text</th></tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    '</table>',
  ].join('\n');
}

function tableRow(row: LayoutRow, diff: DocumentDiff): string {
  if (row.kind === 'collapsed') {
    return `<tr class="skip"><td colspan="3">${row.count} unchanged lines</td></tr>`;
  }
  if (row.kind === 'same') {
    const numbers = `${number(diff, 'left', row.left)}${number(diff, 'right', row.right)}`;
    return `<tr>${numbers}<td>${shownHtml(diff.right.lines[row.right] ?? '')}</td></tr>`;
  }
  const side = row.left === undefined ? 'right' : 'left';
  const line = row[side];
  return line === undefined ? '' : changedRow(side, line, diff);
}

function changedRow(
  side: 'left' | 'right',
  { line, spans }: LayoutLine,
  diff: DocumentDiff,
): string {
  const [word, tag] = side === 'left' ? ['removed', 'del'] : ['added', 'ins'];
  const pieces = foldProse(cutAtSpans(diff[side].lines[line] ?? '', spans)).map(
    ({ text, kind }) => {
      if (kind === 'changed') return `<${tag}>${shownHtml(text)}</${tag}>`;
      return kind === 'folded' ? folded(text) : shownHtml(text);
    },
  );
  const own = number(diff, side, line);
  const numbers = side === 'left' ? `${own}<td></td>` : `<td></td>${own}`;
  return `<tr class="${word}">${numbers}<td>${pieces.join('')}</td></tr>`;
}

/** An unchanged stretch of a paragraph: no script is needed to open it. */
function folded(text: string): string {
  const title = `⋯ ${text.length} unchanged characters`;
  return `<details><summary>${title}</summary>${shownHtml(text)}</details>`;
}

function number(diff: DocumentDiff, side: 'left' | 'right', line: number): string {
  return `<td class="number">${diff[side].firstLine + line}</td>`;
}

/** Text as text, with what nobody sees written out: a page may be read by whoever decides. */
function shownHtml(text: string): string {
  return escapeHtml(showHidden(text));
}

/** Our own words: what stands between backticks is code. */
function words(text: string): string {
  return text
    .split(/`([^`\n]+)`/)
    .map((piece, index) =>
      index % 2 === 1 ? `<code>${shownHtml(piece)}</code>` : shownHtml(piece),
    )
    .join('');
}

/** The look of a comparison as a page of its own: light and dark by the reader's own setting. */
const HTML_STYLE = `
:root { color-scheme: light dark; --muted: #59636e; --added: #d7f5dd; --removed: #ffe3e0; --strong-added: #8fe3a5; --strong-removed: #ffb3ab; --line: #d1d9e0; }
@media (prefers-color-scheme: dark) { :root { --muted: #9198a1; --added: #12361f; --removed: #451a1d; --strong-added: #1f6b36; --strong-removed: #8f2d30; --line: #3d444d; } }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1, h2 { font-size: 1.25rem; overflow-wrap: anywhere; }
.summary { font-weight: 600; }
table { width: 100%; border-collapse: collapse; font: 0.875rem/1.5 ui-monospace, monospace; }
th { color: var(--muted); font-weight: normal; text-align: start; }
td { padding: 0 0.5rem; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.number { width: 3rem; color: var(--muted); text-align: end; user-select: none; }
.added { background: var(--added); }
.removed { background: var(--removed); }
tbody td:last-child::before { display: inline-block; width: 2ch; content: "" / ""; }
.added > td:last-child::before { content: "+"; }
.removed > td:last-child::before { content: "\\2212"; }
details { display: inline; }
summary { display: inline-block; padding: 0 0.5ch; border: 1px solid var(--line); border-radius: 3px; font-family: system-ui, sans-serif; cursor: pointer; }
ins { background: var(--strong-added); text-decoration: none; }
del { background: var(--strong-removed); text-decoration: none; }
.skip td::before { content: none !important; }
.skip td { border-block: 1px solid var(--line); color: var(--muted); text-align: center; }
@media (forced-colors: active), print { ins { text-decoration: underline; } del { text-decoration: line-through; } }
@media print { body { max-width: none; margin: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`.trim();
