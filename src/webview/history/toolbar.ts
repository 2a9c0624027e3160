import { html, type TemplateResult } from 'lit-html';
import type { HistoryPair } from '../../protocol/history';
import { button } from '../parts/button';
import { group, toolbar } from '../parts/layout';
import type { KnownVersion } from './versions';

/** The versions that are selected: the newest, the oldest, and how many there are. */
export interface Selected {
  readonly newest: KnownVersion;
  readonly oldest: KnownVersion;
  readonly count: number;
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

/** What can be done with the selected versions. */
export function historyToolbar(
  selected: Selected | undefined,
  { onCompare, onOpen, onCopyReference, onFind }: ToolbarEvents,
): TemplateResult {
  const pair = pairOf(selected);
  const only = selected?.count === 1 ? selected.newest.id : undefined;
  const compareIn = (place: HistoryPair['in']) => (): void => {
    if (pair !== undefined) onCompare({ ...pair, in: place });
  };
  const withOnly = (act: (id: string) => void) => (): void => {
    if (only !== undefined) act(only);
  };
  const compare = { icon: 'git-compare', label: 'Compare', title: 'Compare (Enter)' } as const;
  const native = { icon: 'diff', label: 'Compare in Diff Editor' } as const;
  const open = { icon: 'go-to-file', label: 'Open', title: 'Open (Ctrl+Enter)' } as const;
  const copy = { icon: 'copy', label: 'Copy Reference', caption: 'Copy Reference' } as const;
  const hasNone = { isDisabled: pair === undefined, isFolding: true };
  const isNone = { isDisabled: only === undefined, isFolding: true };
  return toolbar(
    'Versions',
    html`<span class="what" aria-live="polite">${describe(selected)}</span>`,
    group(
      'Selected',
      button({ ...compare, caption: 'Compare', ...hasNone }, compareIn('panel')),
      button({ ...native, caption: 'Diff Editor', ...hasNone }, compareIn('editor')),
      button({ ...open, caption: 'Open', ...isNone }, withOnly(onOpen)),
      button(
        { ...copy, isFolding: true, isDisabled: only === undefined || only === 'working' },
        withOnly(onCopyReference),
      ),
      button({ icon: 'search', label: 'Find', title: 'Find (Ctrl+F)' }, onFind),
    ),
  );
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
