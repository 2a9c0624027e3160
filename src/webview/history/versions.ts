import type { GraphRow } from '../../core/compare/graph/layout';
import type { HistoryRows, HistoryView } from '../../protocol/history';
import type { HistoryItem, HistorySummary } from '../../protocol/historyItem';

/** A version in full, as far as the extension told. */
export interface KnownVersion {
  readonly id: string;
  readonly label: string;
  readonly item: HistoryItem | undefined;
  readonly row: GraphRow | undefined;
  readonly summary: HistorySummary | undefined;
}

const WORKING = 'working';

/** What the page knows of a history: of all versions a little, of those that were looked at all. */
export class Versions {
  #view: HistoryView = { prompt: '', ids: [], labels: [], lanes: 0 };
  #places = new Map<string, number>();
  readonly #items = new Map<string, HistoryItem>();
  readonly #summaries = new Map<string, HistorySummary>();
  #rows = new Map<string, GraphRow>();

  get prompt(): string {
    return this.#view.prompt;
  }

  get ids(): readonly string[] {
    return this.#view.ids;
  }

  get count(): number {
    return this.#view.ids.length;
  }

  get lanes(): number {
    return this.#view.lanes;
  }

  /** Another history, or the same one grown: texts stay known, places and lanes do not. */
  show(view: HistoryView): void {
    this.#view = view;
    this.#places = new Map(view.ids.map((id, at) => [id, at]));
    this.#rows = new Map();
    this.#summaries.delete(WORKING);
  }

  /** Takes in versions in full. */
  takeRows({ items, rows }: HistoryRows): void {
    for (const item of items) this.#items.set(item.id, item);
    for (const row of rows) this.#rows.set(row.id, row);
  }

  takeSummary(summary: HistorySummary): void {
    this.#summaries.set(summary.id, summary);
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  at(place: number): KnownVersion | undefined {
    const id = this.#view.ids[place];
    if (id === undefined) return undefined;
    return {
      id,
      label: this.#view.labels[place] ?? id,
      item: this.#items.get(id),
      row: this.#rows.get(id),
      summary: this.#summaries.get(id),
    };
  }
}
