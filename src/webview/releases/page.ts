import { readTimelineView, type TimelineAction, type TimelineView } from '../../protocol/releases';
import { element } from '../dom';
import type { VsCodeApi } from '../host';
import { connectPage, type PageHost } from '../pageHost';
import { renderRelease } from './release';

/** Stands for all environments in the list: no environment has an empty name. */
const ALL = '';

/** The releases of a prompt, newest first. */
export class TimelinePage {
  readonly #vscode: VsCodeApi;
  readonly #host: PageHost<TimelineAction>;
  readonly #environments = element('select', { 'aria-label': 'Environment' });
  readonly #count = element('span', { class: 'count', role: 'status' });
  readonly #list = element('ol', { class: 'timeline', 'aria-label': 'Releases, newest first' });
  readonly #empty = element('div', { class: 'empty' });
  #shown = '';

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#environments.addEventListener('change', () => {
      this.#host.ask({ kind: 'choose', environment: this.#environments.value });
    });
    const toolbar = element('header', { class: 'toolbar' }, this.#environments, this.#count);
    this.#host = connectPage(vscode, readTimelineView, view => {
      this.#show(view);
    });
    root.replaceChildren(toolbar, this.#host.note, this.#empty, this.#list);
  }

  #show(view: TimelineView): void {
    const { prompt, environment, environments, releases } = view;
    this.#vscode.setState({ prompt, environment });
    fill(this.#environments, environments, environment);
    this.#count.textContent = releases.length === 1 ? '1 release' : `${releases.length} releases`;
    const shown = JSON.stringify(releases);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const key = focusedKey();
    this.#list.replaceChildren(
      ...releases.map(release =>
        renderRelease(release, action => {
          this.#host.ask(action);
        }),
      ),
    );
    this.#showEmpty(view);
    if (key !== undefined) {
      this.#list.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
    }
  }

  #showEmpty({ releases, environment, prompt }: TimelineView): void {
    this.#empty.hidden = releases.length > 0;
    const where = environment === ALL ? '' : ` to ${environment}`;
    const promote = element('button', { type: 'button', class: 'primary' }, 'Promote…');
    promote.addEventListener('click', () => {
      this.#host.ask({ kind: 'promote' });
    });
    const said = element('p', {}, `${prompt} was not released${where} yet.`);
    this.#empty.replaceChildren(said, promote);
  }
}

/** The button that has the focus, so that it has it again after a change. */
function focusedKey(): string | undefined {
  return document.activeElement?.getAttribute('data-key') ?? undefined;
}

function fill(select: HTMLSelectElement, names: readonly string[], chosen: string): void {
  const wanted = [ALL, ...names];
  if ([...select.options].map(({ value }) => value).join('\n') !== wanted.join('\n')) {
    select.replaceChildren(
      ...wanted.map(name =>
        element('option', { value: name }, name === ALL ? 'All environments' : name),
      ),
    );
  }
  select.value = chosen;
}
