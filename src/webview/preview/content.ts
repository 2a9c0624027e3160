import { html, nothing, type TemplateResult } from 'lit-html';
import type { Preview } from '../../core/prompt/render/preview';
import type {
  PreviewPart,
  PreviewPiece,
  PreviewSegment,
} from '../../core/prompt/render/previewParts';
import { icon } from '../parts/icon';
import { spoken } from '../parts/text';

/** The rendered prompt: one block for a text, a card for each message of a chat. */
export function renderParts({ parts = [] }: Preview): readonly TemplateResult[] {
  return parts.map(part => {
    if (part.role !== undefined) return renderMessage(part, part.role);
    return part.history === undefined ? renderText(part) : renderEmptyHistory(part, part.history);
  });
}

function renderText({ pieces }: PreviewPart): TemplateResult {
  return text(
    pieces.flatMap(piece => piece.segments),
    'This prompt is empty.',
  );
}

function renderMessage({ history, pieces }: PreviewPart, role: string): TemplateResult {
  const [look, from] = history === undefined ? ['', nothing] : ['from-history', origin(history)];
  return html`<article class="message ${role} ${look}" aria-label="${role} message">
    <h2>${role} ${from}</h2>
    ${renderPieces(pieces, 'This message is empty.')}
  </article>`;
}

/** Where a history stands that gave no message. */
function renderEmptyHistory({ pieces }: PreviewPart, history: string): TemplateResult {
  return html`<article class="message from-history" aria-label="History">
    <h2>${origin(history)}</h2>
    ${renderPieces(pieces, 'No message.')}
  </article>`;
}

function origin(history: string): TemplateResult {
  return html`<span class="origin">history ${history}</span>`;
}

function renderPieces(pieces: readonly PreviewPiece[], empty: string): unknown {
  return pieces.length === 0 ? text([], empty) : pieces.map(renderPiece);
}

const ICONS = {
  image: 'file-media',
  file: 'file',
  call: 'arrow-right',
  result: 'arrow-left',
} as const;

function renderPiece({ kind, label, segments }: PreviewPiece): TemplateResult {
  if (kind === 'text') return text(segments, '');
  return html`<div class="piece ${kind}">
    <div class="piece-title">${icon(ICONS[kind])}<span>${kind} ${label}</span></div>
    ${segments.length === 0 ? nothing : text(segments, '')}
  </div>`;
}

/** White space counts in here. */
function text(segments: readonly PreviewSegment[], empty: string): TemplateResult {
  const shown = segments.length === 0 ? html`<span class="absent">${empty}</span>` : nothing;
  return html`<div class="text">${segments.map(segment)}${shown}</div>`;
}

function segment({ text: shown, placeholder }: PreviewSegment): TemplateResult | string {
  if (placeholder === undefined) return shown;
  const title = `"${placeholder}" has no value`;
  return html`<mark title=${title}>${shown}${spoken(' (no value)')}</mark>`;
}
