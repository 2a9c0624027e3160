import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from './icon';

/** Stands where there is nothing to show: says so, and what to do next. */
export function empty(text: string, action: TemplateResult | typeof nothing = nothing) {
  return html`<div class="empty"><p>${text}</p>${action}</div>`;
}

/** Stands in place of what could not be shown. */
export function failure(message: string): TemplateResult {
  return html`<p class="failure" role="alert">${icon('error')}<span>${message}</span></p>`;
}

/** What there is to say about a request. */
export interface Said {
  readonly text: string;
  readonly isError: boolean;
}

export const NOTHING_SAID: Said = { text: '', isError: false };

/** Says what came of a request: beside what is read where it worked, before it where it did not. */
export function note({ text, isError }: Said): TemplateResult {
  const sign = isError ? icon('error') : nothing;
  return html`<div class="notes"><p class="note ${isError ? 'error' : ''}" role="status">${
    text === '' ? nothing : [sign, html`<span>${text}</span>`]
  }</p></div>`;
}

/** The moving line below a toolbar: something takes a while. */
export function progress(isBusy: boolean): TemplateResult | typeof nothing {
  if (!isBusy) return nothing;
  return html`<div class="progress" role="progressbar" aria-label="Working"></div>`;
}
