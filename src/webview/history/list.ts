import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { HistoryRun } from '../../protocol/historyItem';
import { lanesShown } from './graph';
import { versionRow } from './row';
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
  /** What scrolls, with the list in it. */
  readonly element = document.createElement('div');
  readonly #list = document.createElement('div');
  readonly #versions: Versions;
  readonly #events: ListEvents;
  readonly #viewport: Viewport;
  #selection: Selection = NO_SELECTION;

  constructor(versions: Versions, events: ListEvents) {
    this.#versions = versions;
    this.#events = events;
    this.element.className = 'content';
    this.element.append(this.#list);
    this.#list.className = 'list';
    this.#list.role = 'listbox';
    this.#list.tabIndex = 0;
    this.#list.ariaMultiSelectable = 'true';
    this.#viewport = new Viewport(this.element, this.#list, {
      draw: (places, height) => {
        this.#draw(places, height);
      },
      onLook: (from, to) => {
        events.onLook(from, to);
        events.onChange();
      },
    });
    this.#listen();
  }

  #listen(): void {
    this.#list.addEventListener('keydown', event => {
      if (this.#press(event)) event.preventDefault();
    });
    this.#list.addEventListener('click', event => {
      const at = placeOf(event.target);
      if (at === undefined) return;
      if (event.shiftKey) this.#change(selectRange(this.#selection, at));
      else if (event.ctrlKey || event.metaKey) this.#change(toggle(this.#selection, at));
      else this.#change(selectOnly(at));
    });
    this.#list.addEventListener('dblclick', () => {
      this.#events.onEnter();
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
    this.#list.hidden = this.#versions.count === 0;
    this.#list.ariaLabel = `Versions of ${this.#versions.prompt}, newest first`;
    this.#viewport.show(this.#versions.count, top);
    this.#change({ selected: rows, active, anchor: active });
  }

  /** Something else is known of the versions now. */
  redraw(): void {
    this.#viewport.draw();
  }

  /** Selects one version and brings it into view. */
  goTo(at: number): void {
    this.#viewport.reveal(at);
    this.#change(selectOnly(at));
  }

  focus(): void {
    this.#list.focus({ preventScroll: true });
  }

  #draw(places: readonly number[], height: number): void {
    const { count } = this.#versions;
    const { selected, active } = this.#selection;
    const lanes = lanesShown(this.#versions.lanes, this.element.clientWidth);
    const row = (at: number): TemplateResult | typeof nothing => {
      const version = this.#versions.at(at);
      const place = { at, count, lanes, height };
      const look = { isSelected: selected.has(at), isActive: at === active };
      return version === undefined ? nothing : versionRow(version, { ...place, ...look });
    };
    const keyOf = (at: number) => this.#versions.ids[at];
    render(html`${repeat(places, keyOf, row)}`, this.#list);
    const id = this.#versions.ids[active];
    if (id === undefined) this.#list.removeAttribute('aria-activedescendant');
    else this.#list.setAttribute('aria-activedescendant', `version-${id}`);
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
    this.#events.onChange();
  }
}

function placeOf(target: EventTarget | null): number | undefined {
  if (!(target instanceof Element)) return undefined;
  const place = target.closest<HTMLElement>('[role="option"]')?.dataset.place;
  return place === undefined ? undefined : Number(place);
}
