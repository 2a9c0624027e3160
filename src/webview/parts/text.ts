import { html, type TemplateResult } from 'lit-html';

/** A text that is read aloud and not seen. */
export function spoken(text: string): TemplateResult {
  return html`<span class="spoken">${text}</span>`;
}

/** A sign that is seen and not read aloud. */
export function silent(text: string): TemplateResult {
  return html`<span aria-hidden="true">${text}</span>`;
}

/** A sentence of ours: names stand between backticks. */
export function words(text: string): readonly (TemplateResult | string)[] {
  return text
    .split(/`([^`\n]+)`/)
    .map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece));
}
