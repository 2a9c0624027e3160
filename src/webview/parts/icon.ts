import { html, type TemplateResult } from 'lit-html';
import ICONS from './icons.json';

export type IconName = keyof typeof ICONS;

/** An icon of VS Code's own font: seen and not read aloud. */
export function icon(name: IconName): TemplateResult {
  const sign = String.fromCodePoint(ICONS[name]);
  return html`<span class="codicon" data-icon=${sign} aria-hidden="true"></span>`;
}
