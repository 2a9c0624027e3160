import type { HistoryRun, HistorySummary } from '../../protocol/historyItem';
import { element } from '../dom';
import { lanesShown } from './graph';
import { createRow, showSelected, showSummary } from './row';
import {
  inOrder,
  moveTo,
  NO_SELECTION,
  rowsOfRuns,
  runsOf,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
  type Selection,
} from './selection';
import type { KnownVersion, Versions } from './versions';
import { Viewport } from './viewport';

interface ListEvents {
  /** Other versions are selected, or the list was scrolled. */
  onChange(): void;
  onLook(from: number, to: number): void;
  /** A person asked to compare, to open, or began to type what they look for. */
  onEnter(): void;
  onOpen(): void;
  onType(text: string): void;
}

/** The versions as a list in which several can be selected, as lists of VS Code work. */
export class VersionList {
  readonly element = element('div', {
    class: 'list',
    role: 'listbox',
    tabindex: 0,
    'aria-multiselectable': 'true',
  });
  readonly #versions: Versions;
  readonly #events: ListEvents;
  readonly #scroller: HTMLElement;
  readonly #viewport: Viewport;
  #selection: Selection = NO_SELECTION;

  constructor(scroller: HTMLElement, versions: Versions, events: ListEvents) {
    this.#versions = versions;
    this.#events = events;
    this.#scroller = scroller;
    scroller.append(this.element);
    this.#viewport = new Viewport(scroller, this.element, {
      create: at => this.#createRow(at),
      onLook: (from, to) => {
        events.onLook(from, to);
        events.onChange();
      },
    });
    this.element.addEventListener('keydown', event => {
      if (this.#press(event)) event.preventDefault();
    });
    this.element.addEventListener('click', event => {
      const at = placeOf(event.target);
      if (at === undefined) return;
      if (event.shiftKey) this.#change(selectRange(this.#selection, at));
      else if (event.ctrlKey || event.metaKey) this.#change(toggle(this.#selection, at));
      else this.#change(selectOnly(at));
    });
    this.element.addEventListener('dblclick', () => {
      events.onEnter();
    });
  }

  /** The place of the topmost version that is seen. */
  get top(): number {
    return this.#viewport.top;
  }

  /** The selection by the ids at its ends. */
  get runs(): readonly HistoryRun[] {
    return runsOf(this.#selection, this.#versions.ids);
  }

  get active(): number {
    return this.#selection.active;
  }

  /** The selected versions, newest first: the first, the last, and how many there are. */
  selected(): { newest: KnownVersion; oldest: KnownVersion; count: number } | undefined {
    const places = inOrder(this.#selection);
    const newest = this.#versions.at(places[0] ?? -1);
    const oldest = this.#versions.at(places.at(-1) ?? -1);
    if (newest === undefined || oldest === undefined) return undefined;
    return { newest, oldest, count: places.length };
  }

  /** The history is another: what is selected stays so as far as it is there, and so does the view. */
  show(runs: readonly HistoryRun[], activeId: string | undefined, top: number): void {
    const rows = rowsOfRuns(runs, id => this.#versions.placeOf(id));
    const kept = this.#versions.placeOf(activeId ?? runs.at(-1)?.last ?? '');
    const active = Math.min(kept ?? 0, Math.max(0, this.#versions.count - 1));
    this.element.hidden = this.#versions.count === 0;
    this.#viewport.show(this.#versions.count, top);
    this.#change({ selected: rows, active, anchor: active });
  }

  /** Something else is known of these versions now. */
  redraw(ids: readonly string[]): void {
    this.#viewport.redraw(ids.map(id => this.#versions.placeOf(id)));
    this.#markActive();
  }

  summarize(summary: HistorySummary): void {
    const row = this.#viewport.rowAt(this.#versions.placeOf(summary.id) ?? -1);
    if (row !== undefined) showSummary(row, summary);
  }

  /** Selects one version and brings it into view. */
  goTo(at: number): void {
    this.#viewport.reveal(at);
    this.#change(selectOnly(at));
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  #createRow(at: number): HTMLElement {
    const { count } = this.#versions;
    const lanes = lanesShown(this.#versions.lanes, this.#scroller.clientWidth);
    const version = this.#versions.at(at);
    if (version === undefined) return element('div', { class: 'row' });
    const isSelected = this.#selection.selected.has(at);
    const row = createRow(version, { at, count, lanes, isSelected });
    row.classList.toggle('active', at === this.#selection.active);
    return row;
  }

  /** Whether the key meant something here. */
  #press(event: KeyboardEvent): boolean {
    const isControl = event.ctrlKey || event.metaKey;
    const to = this.#target(event.key);
    if (to !== undefined) {
      if (event.shiftKey) this.#change(selectRange(this.#selection, to));
      else if (isControl) this.#change(moveTo(this.#selection, to));
      else this.#change(selectOnly(to));
      this.#viewport.reveal(to);
      return true;
    }
    const meaning = isControl ? this.#controlKeys[event.key] : this.#plainKeys[event.key];
    if (meaning !== undefined) meaning();
    else if (event.key.length === 1 && !isControl && !event.altKey) this.#events.onType(event.key);
    else return false;
    return true;
  }

  readonly #plainKeys: Readonly<Record<string, () => void>> = {
    Enter: () => {
      this.#events.onEnter();
    },
    ' ': () => {
      this.#change(toggle(this.#selection, this.#selection.active));
    },
  };
  readonly #controlKeys: Readonly<Record<string, () => void>> = {
    Enter: () => {
      this.#events.onOpen();
    },
    ' ': () => {
      this.#change(toggle(this.#selection, this.#selection.active));
    },
    a: () => {
      this.#change(selectAll(this.#selection, this.#versions.count));
    },
  };

  #target(key: string): number | undefined {
    const last = this.#versions.count - 1;
    const { active } = this.#selection;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + this.#viewport.page,
      PageUp: active - this.#viewport.page,
      Home: 0,
      End: last,
    };
    const to = targets[key];
    return to === undefined || last < 0 ? undefined : Math.max(0, Math.min(last, to));
  }

  #change(selection: Selection): void {
    this.#selection = selection;
    this.#viewport.keep(selection.active);
    for (const [at, row] of this.#viewport.rows()) {
      showSelected(row, selection.selected.has(at));
    }
    this.#markActive();
    this.#events.onChange();
  }

  #markActive(): void {
    const { active } = this.#selection;
    for (const [at, row] of this.#viewport.rows()) row.classList.toggle('active', at === active);
    const row = this.#viewport.rowAt(active);
    if (row === undefined) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', row.id);
  }
}

function placeOf(target: EventTarget | null): number | undefined {
  if (!(target instanceof Element)) return undefined;
  const place = target.closest<HTMLElement>('[role="option"]')?.dataset.place;
  return place === undefined ? undefined : Number(place);
}
