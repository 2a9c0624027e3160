import type { HistoryItem, HistorySummary } from '../../protocol/history';
import { element } from '../dom';
import type { RowView } from './row';
import { moveTo, NO_SELECTION, selectOnly, selectRange, toggle, type Selection } from './selection';

export interface ListedVersion {
  readonly item: HistoryItem;
  readonly view: RowView;
}

interface ListEvents {
  /** Always called with the selected items from newest to oldest. */
  onSelect(items: readonly HistoryItem[]): void;
  onEnter(items: readonly HistoryItem[]): void;
  onOpen(item: HistoryItem): void;
}

/** The versions as a list in which several can be selected, as lists of VS Code work. */
export class VersionList {
  readonly element = element('div', {
    class: 'list',
    role: 'listbox',
    tabindex: 0,
    'aria-multiselectable': 'true',
  });
  readonly #events: ListEvents;
  #rows: readonly ListedVersion[] = [];
  #selection: Selection = NO_SELECTION;

  constructor(events: ListEvents) {
    this.#events = events;
    this.element.addEventListener('keydown', event => {
      if (this.#press(event)) event.preventDefault();
    });
    this.element.addEventListener('click', event => {
      const at = this.#rowAt(event.target);
      if (at === undefined) return;
      if (event.shiftKey) this.#change(selectRange(this.#selection, at));
      else if (event.ctrlKey || event.metaKey) this.#change(toggle(this.#selection, at));
      else this.#change(selectOnly(at));
    });
    this.element.addEventListener('dblclick', () => {
      this.#events.onEnter(this.#selected());
    });
  }

  /** Shows other versions; those with these ids are selected, as far as they are still there. */
  show(rows: readonly ListedVersion[], selected: readonly string[] = []): void {
    const activeId = this.#rows[this.#selection.active]?.item.id;
    this.#rows = rows;
    this.element.replaceChildren(...rows.map(({ view }) => view.element));
    this.element.hidden = rows.length === 0;
    const places = selected.map(id => this.#placeOf(id)).filter(at => at >= 0);
    const active = Math.max(0, this.#placeOf(activeId ?? selected.at(-1) ?? ''));
    this.#change({ selected: new Set(places), active, anchor: active });
  }

  summarize(summary: HistorySummary): void {
    this.#rows[this.#placeOf(summary.id)]?.view.setSummary(summary);
  }

  #placeOf(id: string): number {
    return this.#rows.findIndex(({ item }) => item.id === id);
  }

  #rowAt(target: EventTarget | null): number | undefined {
    if (!(target instanceof Element)) return undefined;
    const option = target.closest('[role="option"]');
    const at = this.#rows.findIndex(({ view }) => view.element === option);
    return at < 0 ? undefined : at;
  }

  #selected(): readonly HistoryItem[] {
    return this.#rows.filter((_, at) => this.#selection.selected.has(at)).map(({ item }) => item);
  }

  /** Whether the key meant something here. */
  #press(event: KeyboardEvent): boolean {
    const { active } = this.#selection;
    const to = this.#target(event.key);
    if (to !== undefined) {
      if (event.shiftKey) this.#change(selectRange(this.#selection, to));
      else if (event.ctrlKey || event.metaKey) this.#change(moveTo(this.#selection, to));
      else this.#change(selectOnly(to));
      return true;
    }
    const item = this.#rows[active]?.item;
    if (item === undefined) return false;
    if (event.key === ' ') this.#change(toggle(this.#selection, active));
    else if (event.key === 'Enter') this.#events.onEnter(this.#selected());
    else if (event.key === 'o') this.#events.onOpen(item);
    else return false;
    return true;
  }

  #target(key: string): number | undefined {
    const last = this.#rows.length - 1;
    const { active } = this.#selection;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
      Home: 0,
      End: last,
    };
    const to = targets[key];
    return to === undefined || last < 0 ? undefined : Math.max(0, Math.min(last, to));
  }

  #change(selection: Selection): void {
    this.#selection = selection;
    this.#rows.forEach(({ view }, at) => {
      view.setSelected(selection.selected.has(at));
      view.element.classList.toggle('active', at === selection.active);
    });
    const active = this.#rows[selection.active]?.view.element;
    if (active === undefined) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', active.id);
    if (document.activeElement === this.element) active?.scrollIntoView({ block: 'nearest' });
    this.#events.onSelect(this.#selected());
  }
}
