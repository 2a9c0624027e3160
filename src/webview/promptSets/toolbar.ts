import type { ComparisonLook } from '../diff/look';
import {
  createCopyButtons,
  createNavigation,
  createSummary,
  createViewButtons,
  type ViewActions,
} from '../diff/toolbarGroups';
import type { SetRow } from '../../protocol/promptSets';
import { button, element } from '../dom';

export interface SetToolbarActions extends ViewActions {
  /** Opens every prompt, or closes all. */
  readonly toggleAll: () => void;
}

export interface SetToolbarState {
  readonly look: ComparisonLook;
  readonly isNarrow: boolean;
  readonly hasOpen: boolean;
}

export interface SetToolbar {
  readonly element: HTMLElement;
  readonly showSummary: (text: string) => void;
  /** Says for a while what was done, in place of the summary. */
  readonly notify: (text: string) => void;
  readonly show: (state: SetToolbarState) => void;
}

export function createSetToolbar(actions: SetToolbarActions): SetToolbar {
  const summary = createSummary();
  const navigation = createNavigation(actions);
  const view = createViewButtons(actions);
  const all = createToggleAll(actions);
  return {
    element: element(
      'div',
      { class: 'actions' },
      summary.element,
      all.element,
      navigation.element,
      view.element,
      element('div', { class: 'group' }, ...createCopyButtons(actions)),
    ),
    showSummary: summary.show,
    notify: summary.notify,
    show: ({ look, isNarrow, hasOpen }) => {
      view.showMode(look, isNarrow);
      view.showWhitespace(look);
      view.showUnchanged(look.showsUnchanged, hasOpen);
      navigation.enable(hasOpen);
      all.show(hasOpen);
    },
  };
}

/** Opens every prompt, or closes all; it says which of the two comes next. */
function createToggleAll({ toggleAll }: SetToolbarActions) {
  const look = { icon: 'unfold', label: 'Expand All Prompts', isAlwaysCaptioned: true } as const;
  const made = button({ ...look, caption: 'Expand All' }, toggleAll);
  const caption = made.querySelector('span');
  return {
    element: made,
    show: (hasOpen: boolean) => {
      const next = hasOpen ? 'Collapse All' : 'Expand All';
      if (caption !== null) caption.textContent = next;
      made.setAttribute('aria-label', `${next} Prompts`);
      made.title = `${next} Prompts (a)`;
    },
  };
}

/** `3 prompts differ, 1 breaking, 1 left out`. */
export function summaryOf(rows: readonly SetRow[]): string {
  const differing = rows.filter(({ kind }) => kind !== 'leftOut').length;
  const breaking = rows.filter(row => row.breaking).length;
  const leftOut = rows.length - differing;
  const differ = differing === 1 ? '1 prompt differs' : `${differing} prompts differ`;
  return [
    differing === 0 ? 'Nothing differs' : differ,
    ...(breaking > 0 ? [`${breaking} breaking`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out`] : []),
  ].join(', ');
}
