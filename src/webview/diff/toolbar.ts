import type { DiffSideChoice, Sides } from '../../protocol/diff';
import { button, element } from '../dom';
import type { ComparedSides } from '../../protocol/diff';
import type { ComparisonLook } from './look';
import {
  createCopyButtons,
  createNavigation,
  createSummary,
  createViewButtons,
  type ViewActions,
} from './toolbarGroups';

/** What a person can ask for in the toolbar. */
export interface ToolbarActions extends ViewActions {
  readonly choose: (change: Partial<ComparedSides>) => void;
  readonly openNative: () => void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  readonly showSides: (message: Sides) => void;
  /** Shows that others of the sides that are known are compared. */
  readonly showChosen: (chosen: Pick<ComparedSides, 'left' | 'right'>) => void;
  /** What a model would get is compared, and not the documents. */
  readonly showRendered: (isRendered: boolean) => void;
  readonly showSummary: (text: string) => void;
  /** Says for a while what was done, in place of the summary. */
  readonly notify: (text: string) => void;
  readonly showPosition: (current: number | undefined, count: number) => void;
  readonly showLook: (look: ComparisonLook, isNarrow: boolean) => void;
  readonly showUnchanged: (isExpanded: boolean, isPossible: boolean) => void;
}

export function createToolbar(actions: ToolbarActions): Toolbar {
  const sides = createSides(actions);
  const navigation = createNavigation(actions);
  const view = createViewButtons(actions);
  const samples = createSamples(actions);
  const native = button(
    { icon: 'editor', label: 'Open in Native Diff Editor', caption: 'Diff Editor' },
    actions.openNative,
  );
  const summary = createSummary();
  const bar = element(
    'div',
    { class: 'actions' },
    summary.element,
    samples.element,
    navigation.element,
    view.element,
    element('div', { class: 'group' }, ...createCopyButtons(actions), native),
  );
  return {
    element: element('header', { class: 'toolbar' }, sides.element, bar),
    showSides: message => {
      sides.show(message);
      samples.show(message);
    },
    showChosen: sides.showChosen,
    showRendered: isRendered => {
      native.disabled = isRendered;
      native.title = isRendered
        ? 'Open in Native Diff Editor (documents only, not what they make of a sample)'
        : 'Open in Native Diff Editor';
    },
    showSummary: summary.show,
    notify: summary.notify,
    showPosition: navigation.show,
    showLook: (look, isNarrow) => {
      view.showMode(look, isNarrow);
      view.showWhitespace(look);
    },
    showUnchanged: view.showUnchanged,
  };
}

function createSides(actions: ToolbarActions) {
  const left = element('select', { 'aria-label': 'Left side', title: 'Left side' });
  const right = element('select', { 'aria-label': 'Right side', title: 'Right side' });
  const choose = () => {
    actions.choose({ left: left.value, right: right.value });
  };
  left.addEventListener('change', choose);
  right.addEventListener('change', choose);
  const swap = button({ icon: 'swap', label: 'Swap Sides', title: 'Swap Sides (s)' }, () => {
    actions.choose({ left: right.value, right: left.value });
  });
  let choices: readonly DiffSideChoice[] = [];
  const showChosen = (chosen: Pick<ComparedSides, 'left' | 'right'>) => {
    fillSelect(left, choices, chosen.left);
    fillSelect(right, choices, chosen.right);
  };
  return {
    element: element('div', { class: 'sides' }, left, swap, right),
    show: (message: Sides) => {
      choices = message.choices;
      showChosen(message);
    },
    showChosen,
  };
}

/** Leaves an open list alone when nothing in it changed. */
function fillSelect(
  select: HTMLSelectElement,
  choices: readonly DiffSideChoice[],
  chosen: string,
): void {
  const content = JSON.stringify(choices);
  const isGone = !choices.some(({ side }) => side === chosen);
  if (select.dataset.content !== content || isGone) {
    select.dataset.content = isGone ? '' : content;
    select.replaceChildren(
      ...choices.filter(({ kind }) => kind === 'working').map(toOption),
      ...optionGroup('Tags', choices, 'tag'),
      ...optionGroup('Versions', choices, 'version'),
    );
    if (isGone) select.prepend(missingOption(chosen, choices.length > 0));
  }
  select.value = chosen;
}

/** A side that is no choice any more, a removed tag for example, or of which nothing is known yet. */
function missingOption(side: string, isKnownMissing: boolean): HTMLElement {
  return element('option', { value: side }, isKnownMissing ? `${side} (not found)` : side);
}

function optionGroup(
  label: string,
  choices: readonly DiffSideChoice[],
  kind: DiffSideChoice['kind'],
): HTMLElement[] {
  const options = choices.filter(choice => choice.kind === kind).map(toOption);
  return options.length === 0 ? [] : [element('optgroup', { label }, ...options)];
}

function toOption({ side, label }: DiffSideChoice): HTMLElement {
  return element('option', { value: side }, label);
}

/** The list has texts only: this one cannot be the name of a sample. */
const NO_SAMPLE = '';

/** What is compared: the documents, or what they make of one of the prompt's samples. */
function createSamples(actions: ToolbarActions) {
  const label = 'Rendered with sample';
  const select = element('select', { class: 'sample', 'aria-label': label, title: label });
  select.addEventListener('change', () => {
    actions.choose({ sample: select.value === NO_SAMPLE ? null : select.value });
  });
  return {
    element: select,
    show: ({ samples, sample }: Sides) => {
      const gone = sample === null || samples.includes(sample) ? [] : [sample];
      const names = [...gone, ...samples];
      const content = JSON.stringify(names);
      if (select.dataset.content !== content) {
        select.dataset.content = content;
        select.replaceChildren(
          element('option', { value: NO_SAMPLE }, 'Documents'),
          ...names.map(name => element('option', { value: name }, `Rendered: ${name}`)),
        );
      }
      select.value = sample ?? NO_SAMPLE;
      select.hidden = names.length === 0;
    },
  };
}
