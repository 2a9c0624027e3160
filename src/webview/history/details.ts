import { html, nothing, type TemplateResult } from 'lit-html';
import { words } from '../parts/text';
import { marksOf } from './row';
import type { KnownVersion } from './versions';

/** All that is known of one version, where it does not fit into its row: seen with one selected. */
export function details(version: KnownVersion | undefined): TemplateResult | typeof nothing {
  const item = version?.item;
  if (version === undefined || item === undefined) return nothing;
  const { label, summary } = version;
  const who = [item.author, item.time].filter(text => text !== '').join(', ');
  const facts = [who, ...marksOf(item), item.tags.join(', '), item.id]
    .filter(text => text !== '' && text !== 'working')
    .map(text => html`<span class="fact">${text}</span>`);
  const changes = (summary?.changes ?? []).map(told => html`<li>${words(told)}</li>`);
  return html`<section class="details" tabindex="0" aria-label="Selected version">
    <p class="message"><b>${label}</b> ${item.message === '' ? item.subject : item.message}</p>
    <p class="facts">${facts}</p>
    <ul>${changes}</ul>
  </section>`;
}
