import type { ComparedSides, DiffSideChoice, Sides } from '../../protocol/diff';
import { createSelect, fillSelect, type Choice } from '../controls';
import { button, element } from '../dom';
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
  const choose = () => {
    actions.choose({ left: left.value, right: right.value });
  };
  const left = createSelect('Left side', choose);
  const right = createSelect('Right side', choose);
  const swap = button({ icon: 'swap', label: 'Swap Sides', title: 'Swap Sides (s)' }, () => {
    actions.choose({ left: right.value, right: left.value });
  });
  let choices: readonly DiffSideChoice[] = [];
  const showChosen = (chosen: Pick<ComparedSides, 'left' | 'right'>) => {
    fillSelect(left, offered(choices, chosen.left), chosen.left);
    fillSelect(right, offered(choices, chosen.right), chosen.right);
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

const GROUPS: readonly (readonly [DiffSideChoice['kind'], string | undefined])[] = [
  ['working', undefined],
  ['tag', 'Tags'],
  ['version', 'Versions'],
];

/** A side may be no choice any more, a removed tag for example, or nothing may be known yet. */
function offered(choices: readonly DiffSideChoice[], chosen: string): readonly Choice[] {
  const known = GROUPS.flatMap(([kind, group]) =>
    choices
      .filter(choice => choice.kind === kind)
      .map(({ side, label }) => ({ value: side, label, group })),
  );
  if (choices.some(({ side }) => side === chosen)) return known;
  const label = choices.length > 0 ? `${chosen} (not found)` : chosen;
  return [{ value: chosen, label }, ...known];
}

/** The list has texts only: this one cannot be the name of a sample. */
const NO_SAMPLE = '';

/** What is compared: the documents, or what they make of one of the prompt's samples. */
function createSamples(actions: ToolbarActions) {
  const label = 'Rendered with sample';
  const select = createSelect(label, value => {
    actions.choose({ sample: value === NO_SAMPLE ? null : value });
  });
  select.classList.add('sample');
  return {
    element: select,
    show: ({ samples, sample }: Sides) => {
      const gone = sample === null || samples.includes(sample) ? [] : [sample];
      const names = [...gone, ...samples];
      const rendered = names.map(name => ({ value: name, label: `Rendered: ${name}` }));
      const choices = [{ value: NO_SAMPLE, label: 'Documents' }, ...rendered];
      fillSelect(select, choices, sample ?? NO_SAMPLE);
      select.hidden = names.length === 0;
    },
  };
}
