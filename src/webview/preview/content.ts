import type { Preview, PreviewPart, PreviewSegment } from '../../core/preview';
import { element, spoken } from '../dom';

/** The rendered prompt: one block for a text, a card for each message of a chat. */
export function renderParts({ parts }: Preview): HTMLElement[] {
  if (parts === undefined) return [];
  return parts.map(part => (part.role === undefined ? renderText(part) : renderMessage(part)));
}

function renderText({ segments }: PreviewPart): HTMLElement {
  return element('div', { class: 'text' }, ...renderSegments(segments, 'This prompt is empty.'));
}

function renderMessage({ role, segments }: PreviewPart): HTMLElement {
  const name = String(role);
  return element(
    'article',
    { class: `message ${name}`, 'aria-label': `${name} message` },
    element('h2', {}, name),
    element('div', { class: 'text' }, ...renderSegments(segments, 'This message is empty.')),
  );
}

function renderSegments(segments: readonly PreviewSegment[], empty: string): Node[] {
  if (segments.length === 0) return [element('span', { class: 'empty' }, empty)];
  return segments.map(({ text, placeholder }) => {
    if (placeholder === undefined) return document.createTextNode(text);
    const title = `"${placeholder}" has no value`;
    return element('mark', { title }, text, spoken(' (no value)'));
  });
}
