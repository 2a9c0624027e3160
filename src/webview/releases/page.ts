import { countOf } from '../../core/base/countOf';
import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { releasesChannel, type TimelineView } from '../../protocol/releases';
import { connect, type Host, type VsCodeApi } from '../connect';
import { Notes } from '../notes';
import { button } from '../parts/button';
import { select, withChosen } from '../parts/controls';
import { title, toolbar } from '../parts/layout';
import { empty, note, NOTHING_SAID, type Said } from '../parts/messages';
import { View } from '../view';
import { renderRelease } from './release';

/** Stands for all environments in the list: no environment has an empty name. */
const ALL = '';

interface TimelinePageState {
  readonly told: TimelineView | undefined;
  readonly said: Said;
}

/** The releases of a prompt, newest first. */
export class TimelinePage {
  readonly #host: Host<typeof releasesChannel>;
  readonly #view: View<TimelinePageState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    const first = { told: undefined, said: NOTHING_SAID };
    this.#view = new View<TimelinePageState>(root, first, state => this.#page(state));
    this.#host = connect(vscode, releasesChannel, {
      view: told => {
        vscode.setState({ prompt: told.prompt, environment: told.environment });
        this.#view.change({ told });
      },
    });
    void this.#notes.follow(this.#host.ask('ready', null));
  }

  #page({ told, said }: TimelinePageState): TemplateResult {
    if (told === undefined) return note(said);
    const { prompt, environment, environments, releases } = told;
    const choices = [
      { value: ALL, label: 'All environments' },
      ...withChosen(environments, environment),
    ];
    const chooser = select({ label: 'Environment', choices, chosen: environment }, chosen => {
      void this.#notes.follow(this.#host.ask('choose', chosen));
    });
    const count = html`<span class="count" role="status">${countOf(releases.length, 'release')}</span>`;
    const bar = toolbar('Releases', chooser, count);
    return html`${title(`Releases of ${prompt}`)}${bar}${note(said)}${
      releases.length === 0 ? this.#nothing(told) : this.#timeline(told)
    }`;
  }

  #timeline({ releases }: TimelineView): TemplateResult {
    const items = repeat(
      releases,
      ({ id }) => id,
      release =>
        renderRelease(release, method => {
          void this.#notes.follow(this.#host.ask(method, release.id));
        }),
    );
    return html`<ol class="timeline" aria-label="Releases, newest first">${items}</ol>`;
  }

  #nothing({ environment, prompt }: TimelineView): TemplateResult {
    const where = environment === ALL ? '' : ` to ${environment}`;
    const promote = button({ label: 'Promote…', look: 'primary' }, () => {
      void this.#notes.follow(this.#host.ask('promote', null));
    });
    return empty(`${prompt} was not released${where} yet.`, promote);
  }
}
