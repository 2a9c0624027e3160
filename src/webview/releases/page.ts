import { releasesChannel, type TimelineView } from '../../protocol/releases';
import { connect, type Host, type VsCodeApi } from '../connect';
import { createSelect, fillSelect } from '../controls';
import { element } from '../dom';
import { Note } from '../note';
import { renderRelease } from './release';

/** Stands for all environments in the list: no environment has an empty name. */
const ALL = '';

/** The releases of a prompt, newest first. */
export class TimelinePage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof releasesChannel>;
  readonly #note = new Note();
  readonly #environments = createSelect('Environment', environment => {
    this.#note.follow(this.#host.ask('choose', environment));
  });
  readonly #count = element('span', { class: 'count', role: 'status' });
  readonly #list = element('ol', { class: 'timeline', 'aria-label': 'Releases, newest first' });
  readonly #empty = element('div', { class: 'empty' });
  #shown = '';

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    const toolbar = element('header', { class: 'toolbar' }, this.#environments, this.#count);
    this.#host = connect(vscode, releasesChannel, {
      view: view => {
        this.#show(view);
      },
    });
    root.replaceChildren(toolbar, this.#note.element, this.#empty, this.#list);
    this.#note.follow(this.#host.ask('ready', null));
  }

  #show(view: TimelineView): void {
    const { prompt, environment, environments, releases } = view;
    this.#vscode.setState({ prompt, environment });
    const isKnown = environment === ALL || environments.includes(environment);
    const names = isKnown ? environments : [environment, ...environments];
    const choices = names.map(name => ({ value: name, label: name }));
    fillSelect(
      this.#environments,
      [{ value: ALL, label: 'All environments' }, ...choices],
      environment,
    );
    this.#count.textContent = releases.length === 1 ? '1 release' : `${releases.length} releases`;
    const shown = JSON.stringify(releases);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const key = focusedKey();
    this.#list.replaceChildren(
      ...releases.map(release =>
        renderRelease(release, method => {
          this.#note.follow(this.#host.ask(method, release.id));
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
      this.#note.follow(this.#host.ask('promote', null));
    });
    const said = element('p', {}, `${prompt} was not released${where} yet.`);
    this.#empty.replaceChildren(said, promote);
  }
}

/** The button that has the focus, so that it has it again after a change. */
function focusedKey(): string | undefined {
  return document.activeElement?.getAttribute('data-key') ?? undefined;
}
