import type { DiffMode } from '../../protocol/diff';
import {
  createCopyButtons,
  createNavigation,
  createSummary,
  createViewButtons,
  type ViewActions,
} from '../diff/toolbarGroups';
import { button, element } from '../dom';

export interface SetToolbarActions extends ViewActions {
  /** Opens every prompt, or closes all. */
  readonly toggleAll: () => void;
}

export interface SetToolbarState {
  readonly mode: DiffMode;
  readonly isNarrow: boolean;
  readonly showsWhitespace: boolean;
  readonly isWhole: boolean;
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
  const all = button(
    { icon: 'unfold', label: 'Open or Close All Prompts', caption: 'All' },
    actions.toggleAll,
  );
  return {
    element: element(
      'div',
      { class: 'actions' },
      summary.element,
      all,
      navigation.element,
      view.element,
      element('div', { class: 'group' }, ...createCopyButtons(actions)),
    ),
    showSummary: summary.show,
    notify: summary.notify,
    show: ({ mode, isNarrow, showsWhitespace, isWhole, hasOpen }) => {
      view.showMode(mode, isNarrow);
      view.showWhitespace(showsWhitespace);
      view.showUnchanged(isWhole, hasOpen);
      navigation.enable(hasOpen);
      all.setAttribute('aria-pressed', String(hasOpen));
    },
  };
}
