import type { Preview } from '../../core/prompt/render/preview';
import type {
  PreviewPart,
  PreviewPiece,
  PreviewSegment,
} from '../../core/prompt/render/previewParts';
import { element, silent, spoken } from '../dom';

/** The rendered prompt: one block for a text, a card for each message of a chat. */
export function renderParts({ parts }: Preview): HTMLElement[] {
  if (parts === undefined) return [];
  return parts.map(part => {
    if (part.role !== undefined) return renderMessage(part, part.role);
    return part.history === undefined ? renderText(part) : renderEmptyHistory(part, part.history);
  });
}

function renderText({ pieces }: PreviewPart): HTMLElement {
  const segments = pieces.flatMap(piece => piece.segments);
  return element('div', { class: 'text' }, ...renderSegments(segments, 'This prompt is empty.'));
}

function renderMessage({ history, pieces }: PreviewPart, role: string): HTMLElement {
  const origin = history === undefined ? [] : [' ', renderOrigin(history)];
  return element(
    'article',
    {
      class: `message ${role}${history === undefined ? '' : ' from-history'}`,
      'aria-label': `${role} message`,
    },
    element('h2', {}, role, ...origin),
    ...(pieces.length === 0 ? [renderEmpty('This message is empty.')] : pieces.map(renderPiece)),
  );
}

/** Where a history stands that gave no message. */
function renderEmptyHistory({ pieces }: PreviewPart, history: string): HTMLElement {
  return element(
    'article',
    { class: 'message from-history', 'aria-label': 'History' },
    element('h2', {}, renderOrigin(history)),
    ...(pieces.length === 0 ? [renderEmpty('No message.')] : pieces.map(renderPiece)),
  );
}

function renderOrigin(history: string): HTMLElement {
  return element('span', { class: 'origin' }, `history ${history}`);
}

const SIGNS = { image: '▣', file: '▤', call: '→', result: '←' } as const;

function renderPiece({ kind, label, segments }: PreviewPiece): HTMLElement {
  if (kind === 'text') return element('div', { class: 'text' }, ...renderSegments(segments, ''));
  const title = [silent(SIGNS[kind]), ' ', kind, ...(label === undefined ? [] : [' ', label])];
  return element(
    'div',
    { class: `piece ${kind}` },
    element('div', { class: 'piece-title' }, ...title),
    ...(segments.length === 0
      ? []
      : [element('div', { class: 'text' }, ...renderSegments(segments, ''))]),
  );
}

function renderEmpty(words: string): HTMLElement {
  return element('div', { class: 'text' }, ...renderSegments([], words));
}

function renderSegments(segments: readonly PreviewSegment[], empty: string): Node[] {
  if (segments.length === 0) return [element('span', { class: 'empty' }, empty)];
  return segments.map(({ text, placeholder }) => {
    if (placeholder === undefined) return document.createTextNode(text);
    const title = `"${placeholder}" has no value`;
    return element('mark', { title }, text, spoken(' (no value)'));
  });
}
