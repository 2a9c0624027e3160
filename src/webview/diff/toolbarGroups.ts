import type { DiffMode } from '../../protocol/diff';
import { button, element } from '../dom';
import { words } from './changeList';
import type { ComparisonLook } from './look';

/** What a person can ask of any comparison, of one prompt or of many. */
export interface ViewActions {
  readonly goTo: (direction: 1 | -1) => void;
  readonly setMode: (mode: DiffMode) => void;
  readonly toggleUnchanged: () => void;
  readonly toggleWhitespace: () => void;
  readonly toggleTrimChanges: () => void;
  readonly copyUnified: () => void;
  readonly copyMarkdown: () => void;
  readonly copyHtml: () => void;
}

/** A button for each form in which a comparison can be shared. */
export function createCopyButtons(actions: ViewActions): HTMLElement[] {
  const look = (label: string, caption: string) =>
    ({ icon: 'copy', label, caption, isAlwaysCaptioned: true }) as const;
  return [
    button(look('Copy as Unified Diff', 'Diff'), actions.copyUnified),
    button(look('Copy as Markdown', 'Markdown'), actions.copyMarkdown),
    button(look('Copy as HTML', 'HTML'), actions.copyHtml),
  ];
}

/** The change that the reader is at, and the way to the next. */
export function createNavigation(actions: ViewActions) {
  const position = element('span', { class: 'position' });
  const previous = button(
    { icon: 'previous', label: 'Previous Change', title: 'Previous Change (Shift+F7 or p)' },
    () => {
      actions.goTo(-1);
    },
  );
  const next = button(
    { icon: 'next', label: 'Next Change', title: 'Next Change (F7 or n)' },
    () => {
      actions.goTo(1);
    },
  );
  return {
    element: element(
      'div',
      { class: 'group', role: 'group', 'aria-label': 'Changes' },
      position,
      previous,
      next,
    ),
    enable: (isPossible: boolean) => {
      previous.disabled = next.disabled = !isPossible;
    },
    show: (current: number | undefined, count: number) => {
      const all = `${count} ${count === 1 ? 'change' : 'changes'}`;
      const place = current === undefined ? all : `${current + 1} of ${count}`;
      position.textContent = count === 0 ? '' : place;
      previous.disabled = next.disabled = count === 0;
    },
  };
}

/** One or two columns, what is folded, and white space. */
export function createViewButtons(actions: ViewActions) {
  const sideBySide = button({ icon: 'sideBySide', label: 'Side by Side' }, () => {
    actions.setMode('sideBySide');
  });
  const inline = button({ icon: 'inline', label: 'Inline', title: 'Inline (m)' }, () => {
    actions.setMode('inline');
  });
  const whitespace = button(
    { icon: 'whitespace', label: 'Show Whitespace', title: 'Show Whitespace (w)' },
    actions.toggleWhitespace,
  );
  const trim = button(
    {
      icon: 'trim',
      label: 'Hide Leading and Trailing Whitespace Differences',
      title: 'Hide Leading and Trailing Whitespace Differences (t)',
    },
    actions.toggleTrimChanges,
  );
  const unchanged = button(
    { icon: 'unfold', label: 'Show All Lines', title: 'Show All Lines (u)' },
    actions.toggleUnchanged,
  );
  return {
    element: element(
      'div',
      { class: 'group', role: 'group', 'aria-label': 'View' },
      sideBySide,
      inline,
      unchanged,
      whitespace,
      trim,
    ),
    showMode: ({ mode }: ComparisonLook, isNarrow: boolean) => {
      sideBySide.setAttribute('aria-pressed', String(mode === 'sideBySide'));
      inline.setAttribute('aria-pressed', String(mode === 'inline'));
      sideBySide.disabled = isNarrow;
      sideBySide.title = isNarrow ? 'Side by Side (the panel is too narrow)' : 'Side by Side (m)';
    },
    showWhitespace: ({ showsWhitespace, hidesTrimChanges }: ComparisonLook) => {
      whitespace.setAttribute('aria-pressed', String(showsWhitespace));
      trim.setAttribute('aria-pressed', String(hidesTrimChanges));
    },
    showUnchanged: (isExpanded: boolean, isPossible: boolean) => {
      unchanged.setAttribute('aria-pressed', String(isExpanded));
      unchanged.disabled = !isPossible;
    },
  };
}

const NOTIFIED_FOR_MS = 5000;

/** The line at the top: what happened, and for a while what was just done. */
export function createSummary() {
  const line = element('p', { class: 'summary' });
  let summary = '';
  let timer: number | undefined;
  const show = (text: string) => {
    window.clearTimeout(timer);
    line.replaceChildren(...words(text));
  };
  return {
    element: line,
    show: (text: string) => {
      summary = text;
      show(text);
    },
    notify: (text: string) => {
      show(text);
      timer = window.setTimeout(() => {
        show(summary);
      }, NOTIFIED_FOR_MS);
    },
  };
}
