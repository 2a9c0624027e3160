import type { HistoryPair } from '../../protocol/history';
import { button, element } from '../dom';
import type { KnownVersion } from './versions';

/** The versions that are selected: the newest, the oldest, and how many there are. */
export interface Selected {
  readonly newest: KnownVersion;
  readonly oldest: KnownVersion;
  readonly count: number;
}

export interface Toolbar {
  readonly element: HTMLElement;
  /** Offers what can be done with the selected versions. */
  show(selected: Selected | undefined): void;
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
export function pairOf(selected: Selected | undefined): Pair | undefined {
  if (selected === undefined) return undefined;
  const { newest, oldest, count } = selected;
  if (count > 1) return { left: oldest.id, right: newest.id };
  const before = newest.item?.parents.find(parent => !parent.missing);
  return before === undefined ? undefined : { left: before.id, right: newest.id };
}

export interface ToolbarEvents {
  readonly onCompare: (pair: HistoryPair) => void;
  /** With the only version that is selected. */
  readonly onOpen: (id: string) => void;
  readonly onCopyReference: (id: string) => void;
  readonly onFind: () => void;
}

export function createToolbar(events: ToolbarEvents): Toolbar {
  let shown: Selected | undefined;
  const compareIn = (place: 'panel' | 'editor') => (): void => {
    const pair = pairOf(shown);
    if (pair !== undefined) events.onCompare({ ...pair, in: place });
  };
  const withOnly = (act: (id: string) => void) => (): void => {
    if (shown?.count === 1) act(shown.newest.id);
  };
  const compare = button(
    { icon: 'sideBySide', label: 'Compare', title: 'Compare (Enter)', caption: 'Compare' },
    compareIn('panel'),
  );
  const native = button(
    { icon: 'editor', label: 'Compare in Diff Editor', caption: 'Diff Editor' },
    compareIn('editor'),
  );
  const open = button(
    { icon: 'inline', label: 'Open', title: 'Open (Ctrl+Enter)', caption: 'Open' },
    withOnly(events.onOpen),
  );
  const copy = button(
    { icon: 'copy', label: 'Copy Reference', caption: 'Copy Reference' },
    withOnly(events.onCopyReference),
  );
  const find = button({ icon: 'search', label: 'Find', title: 'Find (Ctrl+F)' }, events.onFind);
  const what = element('span', { class: 'what', 'aria-live': 'polite' });
  const group = element('div', { class: 'group' }, compare, native, open, copy, find);
  const toolbar = element('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Versions' });
  toolbar.append(what, group);
  return {
    element: toolbar,
    show: selected => {
      shown = selected;
      const isOne = selected?.count === 1;
      const words = describe(selected);
      if (what.textContent !== words) what.textContent = words;
      compare.disabled = native.disabled = pairOf(selected) === undefined;
      open.disabled = !isOne;
      copy.disabled = !isOne || selected.newest.id === 'working';
    },
  };
}

/** What would be compared, in words. */
function describe(selected: Selected | undefined): string {
  if (selected === undefined) {
    return 'Select a version to compare it with the one before, or two to compare them.';
  }
  const { newest, oldest, count } = selected;
  if (count > 1) {
    const between = count > 2 ? ` (${count.toLocaleString('en')} versions)` : '';
    return `${nameOf(oldest)} ↔ ${nameOf(newest)}${between}`;
  }
  if (newest.item === undefined) return nameOf(newest);
  const before = newest.item.parents.find(parent => !parent.missing);
  return before === undefined
    ? `${nameOf(newest)} is a first version: nothing came before it.`
    : `${before.label} ↔ ${nameOf(newest)}`;
}

function nameOf({ label }: KnownVersion): string {
  return label.replace('Working document', 'working');
}
