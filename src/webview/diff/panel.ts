import type { DiffView } from '../../core/diff/view';
import {
  readDiffPanelState,
  readDiffView,
  type DiffMode,
  type DiffPanelState,
  type SidesMessage,
} from '../../protocol/diff';
import { renderContent, renderFailure } from './content';
import { element } from '../dom';
import type { VsCodeApi } from '../host';
import { connectHost, type ComparedSides, type Host } from './host';
import { readShortcut } from './shortcuts';
import { listStops, type Stop } from './stops';
import { createToolbar, type Toolbar } from './toolbar';

/** Below this width two columns of prose are too narrow to read. */
const NARROW = '(max-width: 700px)';

/** The panel: it shows what the host compares, and remembers how a person looks at it. */
export class DiffPanel {
  readonly #vscode: VsCodeApi;
  readonly #host: Host;
  readonly #toolbar: Toolbar;
  readonly #heading = element('h1', { class: 'spoken' }, 'Comparison');
  readonly #content = element('div', { class: 'content', tabindex: 0, 'aria-label': 'Comparison' });
  readonly #announcer = element('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  readonly #narrow = window.matchMedia(NARROW);
  #state: DiffPanelState;
  #view: DiffView | undefined;
  #stops: readonly Stop[] = [];
  #current: number | undefined;
  /** Only the answer to the last question is shown. */
  #question = 0;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#state = readDiffPanelState(vscode.getState()) ?? emptyState();
    this.#toolbar = createToolbar({
      choose: change => void this.#compare({ ...this.#state, ...change }),
      goTo: direction => {
        this.#goTo(direction, false);
      },
      setMode: mode => {
        this.#changeState({ mode });
        this.#render();
      },
      toggleUnchanged: () => {
        this.#toggleUnchanged();
      },
      openNative: () => void this.#ask('openNative'),
      copyUnified: () => void this.#ask('copyUnified', 'The unified diff is on the clipboard.'),
    });
    root.replaceChildren(this.#heading, this.#toolbar.element, this.#content, this.#announcer);
    this.#content.setAttribute('role', 'region');
    this.#listen();
    this.#toolbar.showPosition(undefined, 0);
    this.#showMode();
    this.#host = connectHost(vscode, message => {
      this.#receiveSides(message);
    });
  }

  #listen(): void {
    this.#narrow.addEventListener('change', () => {
      this.#render();
    });
    this.#content.addEventListener('scroll', () => {
      if (this.#view !== undefined) this.#changeState({ scrollTop: this.#content.scrollTop });
    });
    document.addEventListener('keydown', event => {
      const direction = readShortcut(event);
      if (direction === undefined) return;
      event.preventDefault();
      this.#goTo(direction, true);
    });
  }

  #receiveSides(message: SidesMessage): void {
    const { prompt } = message;
    if (prompt !== this.#state.prompt) this.#changeState({ expanded: [], scrollTop: 0 });
    this.#changeState({ prompt });
    this.#heading.textContent = `Comparison of ${prompt}`;
    this.#toolbar.showSides(message);
    void this.#compare(message);
  }

  async #compare({ left, right, sample }: ComparedSides): Promise<void> {
    const question = (this.#question += 1);
    const sides = { left, right, sample };
    const isSame = isSameSides(sides, this.#state);
    if (!isSame) this.#changeState({ ...sides, expanded: [], scrollTop: 0 });
    this.#toolbar.showRendered(sample !== null);
    this.#content.setAttribute('aria-busy', 'true');
    const answer = await this.#host.ask('compare', sides).then(
      value => readDiffView(value) ?? new Error('The comparison could not be read.'),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (question !== this.#question) return;
    this.#content.removeAttribute('aria-busy');
    if (answer instanceof Error) this.#showFailure(answer.message);
    else if (!isSame || !isDeepEqual(answer, this.#view)) this.#showView(answer, isSame);
  }

  #showView(view: DiffView, isSame: boolean): void {
    this.#view = view;
    this.#stops = listStops(view);
    if (!isSame || (this.#current ?? 0) >= this.#stops.length) this.#current = undefined;
    this.#toolbar.showSummary(view.summary);
    this.#announcer.textContent = view.summary;
    const { scrollTop } = this.#state;
    this.#render();
    this.#content.scrollTop = scrollTop;
  }

  #showFailure(message: string): void {
    this.#view = undefined;
    this.#stops = [];
    this.#current = undefined;
    this.#toolbar.showSummary('');
    this.#toolbar.showPosition(undefined, 0);
    this.#toolbar.showUnchanged(false, false);
    this.#content.replaceChildren(renderFailure(message));
  }

  #mode(): DiffMode {
    return this.#narrow.matches ? 'inline' : this.#state.mode;
  }

  #showMode(): void {
    this.#toolbar.showMode(this.#mode(), this.#narrow.matches);
  }

  #render(): void {
    this.#showMode();
    if (this.#view === undefined) return;
    const expanded = new Set(this.#state.expanded);
    const nodes = renderContent(this.#view, {
      mode: this.#mode(),
      isExpanded: hunk => expanded.has(hunk),
      expand: hunk => {
        this.#expand(hunk);
      },
    });
    this.#content.replaceChildren(...nodes);
    const isCollapsed = this.#content.querySelector('.expand') !== null;
    this.#toolbar.showUnchanged(
      !isCollapsed && expanded.size > 0,
      isCollapsed || expanded.size > 0,
    );
    this.#markCurrent();
  }

  #expand(hunk: number): void {
    this.#changeState({ expanded: [...this.#state.expanded, hunk] });
    this.#render();
    // The button is gone: the reader goes on where it stood.
    this.#content
      .querySelector<HTMLElement>(`[data-hunk="${hunk}"]`)
      ?.focus({ preventScroll: true });
  }

  #toggleUnchanged(): void {
    const isCollapsed = this.#content.querySelector('.expand') !== null;
    const expanded = isCollapsed ? (this.#view?.hunks.map((_, index) => index) ?? []) : [];
    this.#changeState({ expanded });
    this.#render();
  }

  #goTo(direction: 1 | -1, isFocusMoved: boolean): void {
    const { length } = this.#stops;
    if (length === 0) {
      this.#announcer.textContent = 'There are no changes.';
      return;
    }
    const from = this.#current ?? (direction === 1 ? -1 : length);
    const current = (from + direction + length) % length;
    this.#current = current;
    const description = this.#stops[current]?.description ?? '';
    this.#announcer.textContent = `Change ${current + 1} of ${length}: ${description}`;
    const target = this.#markCurrent();
    if (target === undefined) return;
    if (isFocusMoved) target.focus({ preventScroll: true });
    const isTall = target.offsetHeight > this.#content.clientHeight * 0.8;
    target.scrollIntoView({ block: isTall ? 'start' : 'center' });
  }

  #markCurrent(): HTMLElement | undefined {
    this.#toolbar.showPosition(this.#current, this.#stops.length);
    this.#content.querySelector('.current')?.classList.remove('current');
    const selector = this.#stops[this.#current ?? -1]?.selector;
    if (selector === undefined) return undefined;
    const target = this.#content.querySelector<HTMLElement>(selector) ?? undefined;
    target?.classList.add('current');
    return target;
  }

  async #ask(type: 'openNative' | 'copyUnified', done = ''): Promise<void> {
    try {
      await this.#host.ask(type, this.#state);
      if (done !== '') this.#notify(done);
    } catch (error) {
      this.#notify(error instanceof Error ? error.message : String(error));
    }
  }

  /** Says it aloud and in place of the summary, which comes back with the next comparison. */
  #notify(text: string): void {
    this.#announcer.textContent = text;
    this.#toolbar.showSummary(text);
  }

  #changeState(change: Partial<DiffPanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#vscode.setState(this.#state);
  }
}

/** The registry changes often where it does not matter here: then focus and place stay as they are. */
function isDeepEqual(left: DiffView, right: DiffView | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function isSameSides(sides: ComparedSides, state: ComparedSides): boolean {
  const isSamePair = sides.left === state.left && sides.right === state.right;
  return isSamePair && sides.sample === state.sample;
}

function emptyState(): DiffPanelState {
  return {
    prompt: '',
    left: '',
    right: '',
    sample: null,
    mode: 'sideBySide',
    expanded: [],
    scrollTop: 0,
  };
}
