import { html, nothing, type TemplateResult } from 'lit-html';

/** What a page is called, for those who do not see its tab. */
export function title(text: string): TemplateResult {
  return html`<h1 class="spoken">${text}</h1>`;
}

/** The bar at the top of a page; what does not fit into its line goes into the next. */
export function toolbar(label: string, ...content: readonly unknown[]): TemplateResult {
  return html`<div class="toolbar" role="toolbar" aria-label=${label}>${content}</div>`;
}

/** What belongs together in a toolbar. */
export function group(label: string, ...content: readonly unknown[]): TemplateResult {
  return html`<div class="group" role="group" aria-label=${label}>${content}</div>`;
}

/** Rows below the names of their columns. */
export function table(
  label: string | undefined,
  columns: readonly string[],
  rows: unknown,
): TemplateResult {
  return html`<table aria-label=${label ?? nothing}>
    <thead><tr>${columns.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table>`;
}
