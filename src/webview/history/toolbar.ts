import type { HistoryAction, HistoryItem } from '../../protocol/history';
import { button, element } from '../dom';

export interface Toolbar {
  readonly element: HTMLElement;
  /** Offers what can be done with the selected items, newest first. */
  show(items: readonly HistoryItem[]): void;
}

/** The ids of two versions, the older on the left. */
export interface Pair {
  readonly left: string;
  readonly right: string;
}

/**
 * What a selection compares: the oldest and the newest of several; of one, what it follows and
 * itself. `undefined` where there is nothing to compare with.
 */
export function pairOf(items: readonly HistoryItem[]): Pair | undefined {
  const [newest] = items;
  const oldest = items.at(-1);
  if (newest === undefined || oldest === undefined) return undefined;
  if (newest !== oldest) return { left: oldest.id, right: newest.id };
  const before = newest.parents.find(parent => !parent.missing);
  return before === undefined ? undefined : { left: before.id, right: newest.id };
}

export function createToolbar(ask: (action: HistoryAction) => void): Toolbar {
  let shown: readonly HistoryItem[] = [];
  const compareIn = (place: 'panel' | 'editor') => (): void => {
    const pair = pairOf(shown);
    if (pair !== undefined) ask({ kind: 'compare', ...pair, in: place });
  };
  const withOnly = (kind: 'open' | 'copyReference') => (): void => {
    const [item] = shown;
    if (item !== undefined && shown.length === 1) ask({ kind, id: item.id });
  };
  const look = { label: 'Compare', caption: 'Compare' };
  const compare = button({ ...look, icon: 'sideBySide' }, compareIn('panel'));
  const native = button(
    { icon: 'editor', label: 'Compare in Diff Editor', caption: 'Diff Editor' },
    compareIn('editor'),
  );
  const open = button({ icon: 'inline', label: 'Open', caption: 'Open' }, withOnly('open'));
  const copy = button(
    { icon: 'copy', label: 'Copy Reference', caption: 'Copy Reference' },
    withOnly('copyReference'),
  );
  const what = element('span', { class: 'what', 'aria-live': 'polite' });
  const group = element('div', { class: 'group' }, compare, native, open, copy);
  const toolbar = element('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Versions' });
  toolbar.append(what, group);
  return {
    element: toolbar,
    show: items => {
      shown = items;
      const isOne = items.length === 1;
      what.textContent = describe(items);
      compare.disabled = native.disabled = pairOf(items) === undefined;
      open.disabled = !isOne;
      copy.disabled = !isOne || items[0]?.kind === 'working';
    },
  };
}

/** What would be compared, in words. */
function describe(items: readonly HistoryItem[]): string {
  const [newest] = items;
  const oldest = items.at(-1);
  if (newest === undefined || oldest === undefined) {
    return 'Select a version to compare it with the one before, or two to compare them.';
  }
  const name = ({ label }: HistoryItem): string => label.replace('Working document', 'working');
  if (newest !== oldest) {
    const between = items.length > 2 ? ` (${items.length} versions)` : '';
    return `${name(oldest)} ↔ ${name(newest)}${between}`;
  }
  const before = newest.parents.find(parent => !parent.missing);
  return before === undefined
    ? `${name(newest)} is a first version: nothing came before it.`
    : `${before.label} ↔ ${name(newest)}`;
}
