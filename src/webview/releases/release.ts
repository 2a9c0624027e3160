import type { TimelineRelease } from '../../protocol/releases';
import { element, silent } from '../dom';

type Act = 'open' | 'compare' | 'rollback' | 'copy';
type Ask = (act: Act) => void;

/** One release of the timeline, with what can be done with it. */
export function renderRelease(release: TimelineRelease, ask: Ask): HTMLElement {
  const { rollback, live, breaking } = release;
  const classes = [
    'release',
    live ? 'live' : '',
    rollback ? 'rollback' : '',
    breaking ? 'breaking' : '',
  ];
  return element(
    'li',
    { class: classes.filter(name => name !== '').join(' ') },
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    element(
      'article',
      { 'aria-label': labelOf(release) },
      heading(release),
      byline(release),
      element('p', { class: 'changelog' }, release.changelog.trim() || 'No changelog.'),
      ...verdict(release),
      actions(release, ask),
    ),
  );
}

function labelOf({ environment, version, replaced, rollback, when }: TimelineRelease): string {
  const what = rollback ? 'rolled back to' : 'released';
  return `${environment} ${what} ${version}${replaced === '' ? '' : ` after ${replaced}`}, ${when}`;
}

function heading({ environment, version, replaced, rollback, live }: TimelineRelease): HTMLElement {
  const was = replaced === '' ? [] : [element('span', { class: 'was' }, replaced), silent(' → ')];
  return element(
    'h2',
    {},
    ...was,
    element('span', {}, version),
    element('span', { class: 'badge' }, environment),
    ...(rollback ? [element('span', { class: 'badge back' }, 'rolled back')] : []),
    ...(live ? [element('span', { class: 'badge now' }, 'live')] : []),
  );
}

function byline({ who, when, at, from, approvals }: TimelineRelease): HTMLElement {
  const parts = [
    ...(from === '' ? [] : [`from ${from}`]),
    ...(approvals.length === 0 ? [] : [`approved by ${approvals.join(', ')}`]),
  ];
  const rest = parts.length === 0 ? '' : ` · ${parts.join(' · ')}`;
  return element('p', { class: 'byline' }, `${who}, `, element('time', { title: at }, when), rest);
}

function verdict({ breaking, why, changes }: TimelineRelease): HTMLElement[] {
  const rows = [
    ...why.map(text => element('li', { class: 'why' }, text)),
    ...changes.map(text => element('li', {}, text)),
  ];
  if (rows.length === 0) return [];
  const title = breaking ? 'Breaks callers' : 'For callers';
  return [
    element('div', { class: 'verdict' }, element('h3', {}, title), element('ul', {}, ...rows)),
  ];
}

function actions(
  { id, version, replaced, below, environment }: TimelineRelease,
  ask: Ask,
): HTMLElement {
  const make = (act: Act, text: string): HTMLElement => {
    const button = element('button', { type: 'button', 'data-key': `${act} ${id}` }, text);
    button.addEventListener('click', () => {
      ask(act);
    });
    return button;
  };
  return element(
    'div',
    { class: 'actions' },
    make('open', `Open ${version}`),
    ...(replaced === '' ? [] : [make('compare', `Compare with ${replaced}`)]),
    ...(below ? [make('rollback', `Roll ${environment} Back to ${version}…`)] : []),
    make('copy', 'Copy as Markdown'),
  );
}
