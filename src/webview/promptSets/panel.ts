import type { SharedForm } from '../../protocol/diff';
import {
  readSetPanelState,
  setsChannel,
  type SetPanelState,
  type SetRow,
  type Sets,
} from '../../protocol/promptSets';
import { renderFailure } from '../diff/content';
import { Looking, tellTrimChanges } from '../diff/looking';
import { listenForKeys } from '../diff/shortcuts';
import { element } from '../dom';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { Entry } from './entry';
import { emptyState } from './panelState';
import { createSetSides } from './sides';
import { createSetToolbar, summaryOf, type SetToolbar } from './toolbar';

/** The panel of all prompts that differ between two sides. */
export class PromptSetPanel {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof setsChannel>;
  readonly #content = element('div', { class: 'content', tabindex: 0, 'aria-label': 'Prompts' });
  readonly #announcer = element('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  readonly #sides = createSetSides((left, right) => {
    void this.#list(left, right);
  });
  readonly #toolbar: SetToolbar;
  #state: SetPanelState;
  readonly #looking = new Looking({
    scroller: this.#content,
    chosen: () => this.#state,
    choose: change => {
      this.#change(change);
    },
    render: () => {
      this.#restyle();
    },
  });
  #rows = '';
  #entries: readonly Entry[] = [];
  #current: Entry | undefined;
  /** Only the answer to the last question is shown. */
  #question = 0;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#state = readSetPanelState(vscode.getState()) ?? emptyState();
    this.#toolbar = this.#createToolbar();
    const header = element('header', { class: 'toolbar' });
    header.append(this.#sides.element, this.#toolbar.element);
    const heading = element('h1', { class: 'spoken' }, 'Comparison of all prompts');
    root.replaceChildren(heading, header, this.#content, this.#announcer);
    this.#content.setAttribute('role', 'region');
    this.#listen();
    this.#host = connect(vscode, setsChannel, {
      sets: sets => {
        this.#receive(sets);
      },
    });
    this.#follow(this.#host.ask('ready', null));
  }

  #createToolbar(): SetToolbar {
    return createSetToolbar({
      goTo: direction => {
        this.#goTo(direction, false);
      },
      setMode: mode => {
        this.#looking.setMode(mode);
      },
      toggleUnchanged: this.#toggleUnchanged,
      toggleWhitespace: () => {
        this.#looking.toggleWhitespace();
      },
      toggleTrimChanges: this.#toggleTrimChanges,
      toggleAll: this.#toggleAll,
      copyUnified: () => void this.#copy('copyUnified', 'The unified diff is on the clipboard.'),
      copyMarkdown: () => void this.#copy('copyMarkdown', 'The Markdown is on the clipboard.'),
      copyHtml: () => void this.#copy('copyHtml', 'The HTML page is on the clipboard.'),
    });
  }

  #listen(): void {
    this.#content.addEventListener('scroll', () => {
      this.#change({ scrollTop: this.#content.scrollTop });
    });
    listenForKeys({
      next: () => {
        this.#goTo(1, true);
      },
      previous: () => {
        this.#goTo(-1, true);
      },
      nextPrompt: () => {
        this.#goToPrompt(1);
      },
      previousPrompt: () => {
        this.#goToPrompt(-1);
      },
      allPrompts: this.#toggleAll,
      mode: this.#looking.toggleMode,
      swap: () => void this.#list(this.#state.right, this.#state.left),
      unchanged: this.#toggleUnchanged,
      whitespace: this.#looking.toggleWhitespace,
      trim: this.#toggleTrimChanges,
    });
  }

  #receive(message: Sets): void {
    this.#looking.follow(message.settings);
    this.#sides.show(message);
    void this.#list(message.left, message.right);
  }

  async #list(left: string, right: string): Promise<void> {
    const question = (this.#question += 1);
    const isSame = left === this.#state.left && right === this.#state.right;
    const isSwapped = left === this.#state.right && right === this.#state.left;
    const open = isSwapped ? this.#state.open : [];
    if (!isSame) this.#change({ left, right, open, expanded: {}, scrollTop: 0 });
    this.#sides.showChosen({ left, right });
    this.#content.setAttribute('aria-busy', 'true');
    const answer = await this.#host.ask('list', { left, right }).catch(asError);
    if (question !== this.#question) return;
    this.#content.removeAttribute('aria-busy');
    if (answer instanceof Error) {
      this.#showMessage(renderFailure(answer.message), '');
      return;
    }
    const printed = JSON.stringify([left, right, answer]);
    if (printed !== this.#rows) this.#show(answer);
    // What is open may show another text though its summary stayed.
    else for (const entry of this.#entries) entry.refresh();
    this.#rows = printed;
  }

  #show(rows: readonly SetRow[]): void {
    const { scrollTop, open, expanded } = this.#state;
    for (const entry of this.#entries) entry.dispose();
    this.#current = undefined;
    this.#entries = rows.map(row => this.#createEntry(row, expanded[row.prompt] ?? []));
    const summary = summaryOf(rows);
    this.#toolbar.showSummary(summary);
    this.#announce(summary);
    this.#restyle();
    if (rows.length === 0) {
      const text = 'No prompt differs between these two sides. Choose others above.';
      this.#showMessage(element('p', { class: 'remark identical' }, text), summary);
      return;
    }
    this.#content.replaceChildren(...this.#entries.map(entry => entry.element));
    const opened = this.#entries.filter(entry => open.includes(entry.prompt));
    void this.#restorePlace(scrollTop, Promise.all(opened.map(entry => entry.open(true))));
  }

  /** What is open has to stand there before its place can be gone to. */
  async #restorePlace(scrollTop: number, opened: Promise<unknown>): Promise<void> {
    const question = this.#question;
    await opened;
    if (question === this.#question) this.#content.scrollTop = scrollTop;
  }

  #createEntry(row: SetRow, expanded: readonly number[]): Entry {
    const { prompt } = row;
    const sides = () => ({ left: this.#state.left, right: this.#state.right, prompt });
    return new Entry(row, this.#looking.look, expanded, {
      scroller: this.#content,
      announce: text => {
        this.#announce(text);
      },
      load: () => this.#host.ask('compare', sides()),
      openAlone: () => {
        this.#follow(this.#host.ask('open', sides()));
      },
      onToggle: () => {
        this.#rememberOpen();
      },
      onShowTrimChanges: this.#toggleTrimChanges,
      onExpand: hunks => {
        this.#change({ expanded: { ...this.#state.expanded, [prompt]: hunks } });
      },
    });
  }

  #showMessage(message: HTMLElement, summary: string): void {
    this.#entries = [];
    this.#rows = '';
    this.#toolbar.showSummary(summary);
    this.#content.replaceChildren(message);
    this.#restyle();
  }

  #restyle(): void {
    const { look } = this.#looking;
    this.#showToolbar();
    for (const entry of this.#entries) entry.restyle(look);
  }

  #showToolbar(): void {
    const { look, isNarrow } = this.#looking;
    const hasOpen = this.#entries.some(entry => entry.isOpen);
    this.#toolbar.show({ look, isNarrow, hasOpen });
  }

  #rememberOpen(): void {
    const open = this.#entries.filter(entry => entry.isOpen).map(entry => entry.prompt);
    this.#change({ open });
    this.#showToolbar();
  }

  readonly #toggleUnchanged = (): void => {
    this.#forgetExpanded();
    this.#looking.showUnchanged(!this.#looking.look.showsUnchanged);
  };

  /** The stretches of equal lines are others then, and which were shown whole is forgotten. */
  readonly #toggleTrimChanges = (): void => {
    const isHidden = !this.#looking.look.hidesTrimChanges;
    this.#forgetExpanded();
    this.#looking.hideTrimChanges(isHidden);
    const hidden = this.#entries.reduce((sum, entry) => sum + entry.hidden, 0);
    const tell = isHidden && hidden === 0 ? this.#notify : this.#announce;
    tell.call(this, tellTrimChanges(isHidden, hidden));
  };

  #forgetExpanded(): void {
    this.#change({ expanded: {} });
    for (const entry of this.#entries) entry.forgetExpanded();
  }

  readonly #toggleAll = (): void => {
    const isOpen = !this.#entries.some(entry => entry.isOpen);
    for (const entry of this.#entries) void entry.open(isOpen);
    this.#rememberOpen();
  };

  /** The next change of the prompt that is read, then the next prompt that is open. */
  #goTo(direction: 1 | -1, isFocusMoved: boolean): void {
    const open = this.#entries.filter(entry => entry.isOpen);
    const ordered = direction === 1 ? open : [...open].reverse();
    const from = this.#current === undefined ? 0 : Math.max(ordered.indexOf(this.#current), 0);
    for (const entry of [...ordered.slice(from), ...ordered.slice(0, from)]) {
      if (entry !== this.#current) entry.restart();
      if (!entry.goTo(direction, isFocusMoved)) continue;
      this.#current = entry;
      return;
    }
    this.#announce(open.length === 0 ? 'Open a prompt to go through its changes.' : 'No changes.');
  }

  #goToPrompt(direction: 1 | -1): void {
    const at = this.#entries.findIndex(({ element: found }) =>
      found.contains(document.activeElement),
    );
    const next = at < 0 ? (direction === 1 ? 0 : this.#entries.length - 1) : at + direction;
    const entry = this.#entries[(next + this.#entries.length) % this.#entries.length];
    entry?.toggle.focus();
    entry?.element.scrollIntoView({ block: 'nearest' });
  }

  async #copy(form: SharedForm, done: string): Promise<void> {
    const { left, right } = this.#state;
    const failure = await this.#host.ask('copy', { left, right, form }).catch(asError);
    this.#notify(failure instanceof Error ? failure.message : done);
  }

  /** Says why a request was refused. */
  #follow(asked: Promise<unknown>): void {
    asked.catch((error: unknown) => {
      this.#notify(asError(error).message);
    });
  }

  #notify(text: string): void {
    this.#announce(text);
    this.#toolbar.notify(text);
  }

  #announce(text: string): void {
    this.#announcer.textContent = text;
  }

  #change(change: Partial<SetPanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#vscode.setState(this.#state);
  }
}
