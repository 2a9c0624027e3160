import { html, nothing, type TemplateResult } from 'lit-html';
import type { TimelineRelease } from '../../protocol/releases';
import { button } from '../parts/button';
import type { IconName } from '../parts/icon';
import { silent } from '../parts/text';

type Act = 'open' | 'compare' | 'rollback' | 'copy';
type Ask = (act: Act) => void;

/** One release of the timeline, with what can be done with it. */
export function renderRelease(release: TimelineRelease, ask: Ask): TemplateResult {
  const { rollback, live, breaking } = release;
  const looks = { live, rollback, breaking };
  const names = Object.entries(looks).flatMap(([name, isSo]) => (isSo ? [name] : []));
  return html`<li class=${['release', ...names].join(' ')}>
    <span class="dot" aria-hidden="true"></span>
    <article aria-label=${labelOf(release)}>
      ${heading(release)}${byline(release)}
      <p class="changelog">${release.changelog.trim() || 'No changelog.'}</p>
      ${verdict(release)}${actions(release, ask)}
    </article>
  </li>`;
}

function labelOf({ environment, version, replaced, rollback, when }: TimelineRelease): string {
  const what = rollback ? 'rolled back to' : 'released';
  return `${environment} ${what} ${version}${replaced === '' ? '' : ` after ${replaced}`}, ${when}`;
}

function heading({ environment, version, replaced, rollback, live }: TimelineRelease) {
  return html`<h2>
    ${replaced === '' ? nothing : html`<span class="was">${replaced}</span>${silent(' → ')}`}
    <span>${version}</span>
    <span class="badge">${environment}</span>
    ${rollback ? html`<span class="badge back">rolled back</span>` : nothing}
    ${live ? html`<span class="badge now">live</span>` : nothing}
  </h2>`;
}

function byline({ who, when, at, from, approvals }: TimelineRelease): TemplateResult {
  const rest = [
    ...(from === '' ? [] : [` · from ${from}`]),
    ...(approvals.length === 0 ? [] : [` · approved by ${approvals.join(', ')}`]),
  ];
  return html`<p class="byline">${who}, <time title=${at}>${when}</time>${rest}</p>`;
}

function verdict({ breaking, why, changes }: TimelineRelease): TemplateResult | typeof nothing {
  if (why.length + changes.length === 0) return nothing;
  return html`<div class="verdict">
    <h3>${breaking ? 'Breaks callers' : 'For callers'}</h3>
    <ul>
      ${why.map(text => html`<li class="why">${text}</li>`)}
      ${changes.map(text => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}

function actions(
  { version, replaced, below, environment }: TimelineRelease,
  ask: Ask,
): TemplateResult {
  const act = (name: Act, icon: IconName, label: string) =>
    button({ icon, label, caption: label }, () => {
      ask(name);
    });
  return html`<div class="group">
    ${act('open', 'go-to-file', `Open ${version}`)}
    ${replaced === '' ? nothing : act('compare', 'git-compare', `Compare with ${replaced}`)}
    ${below ? act('rollback', 'discard', `Roll ${environment} Back to ${version}…`) : nothing}
    ${act('copy', 'copy', 'Copy as Markdown')}
  </div>`;
}
