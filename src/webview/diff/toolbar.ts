import { countOf } from '../../core/base/countOf';
import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { DiffMode, SharedForm } from '../../protocol/diff';
import { button } from '../parts/button';
import { select, withChosen, type Choice } from '../parts/controls';
import { group } from '../parts/layout';
import { words } from '../parts/text';
import type { ComparisonLook } from './look';

/** What a person can ask of any comparison, of one prompt or of many. */
export interface ViewActions {
  readonly goTo: (direction: 1 | -1) => void;
  readonly setMode: (mode: DiffMode) => void;
  readonly toggleUnchanged: () => void;
  readonly toggleWhitespace: () => void;
  readonly toggleTrimChanges: () => void;
  readonly copy: (form: SharedForm) => void;
}

/** Which choices stand under which title. */
export type ChoiceGroups<Kind> = readonly (readonly [kind: Kind, title: string | undefined])[];

interface SideChoice<Kind> {
  readonly side: string;
  readonly kind: Kind;
  readonly label: string;
}

interface Pair {
  readonly left: string;
  readonly right: string;
}

/** Two lists to choose from, and a button between that swaps them. */
export function sides<Kind>(
  choices: readonly SideChoice<Kind>[],
  groups: ChoiceGroups<Kind>,
  { left, right }: Pair,
  choose: (pair: Pair) => void,
): TemplateResult {
  const list = (label: string, chosen: string, onChoose: (side: string) => void) =>
    select({ label, choices: offered(choices, groups, chosen), chosen }, onChoose);
  const swap = button({ icon: 'arrow-swap', label: 'Swap Sides', title: 'Swap Sides (s)' }, () => {
    choose({ left: right, right: left });
  });
  // There may be thousands of versions.
  return html`<div class="sides">${guard([choices, left, right], () => [
    list('Left side', left, side => {
      choose({ left: side, right });
    }),
    swap,
    list('Right side', right, side => {
      choose({ left, right: side });
    }),
  ])}</div>`;
}

/**
 * What is compared is always in the list: a commit of git, a tag that is gone, or before anything is
 * known.
 */
function offered<Kind>(
  choices: readonly SideChoice<Kind>[],
  groups: ChoiceGroups<Kind>,
  chosen: string,
): readonly Choice[] {
  const known = groups.flatMap(([kind, title]) =>
    choices
      .filter(choice => choice.kind === kind)
      .map(({ side, label }) => ({ value: side, label, group: title })),
  );
  const isKnown = choices.some(({ side }) => side === chosen);
  return isKnown ? known : [{ value: chosen, label: chosen }, ...known];
}

/** The list has texts only: this one cannot be the name of a sample. */
const NO_SAMPLE = '';

/** What is compared: the documents, or what they make of one of the prompt's samples. */
export function sampleChoice(
  samples: readonly string[],
  sample: string | null,
  choose: (change: { readonly sample: string | null }) => void,
): TemplateResult {
  const chosen = sample ?? NO_SAMPLE;
  const names = withChosen(samples, chosen);
  const rendered = names.map(({ value }) => ({ value, label: `Rendered: ${value}` }));
  const choices = [{ value: NO_SAMPLE, label: 'Documents' }, ...rendered];
  const look = { label: 'Rendered with sample', choices, chosen, isHidden: names.length === 0 };
  return select(look, value => {
    choose({ sample: value === NO_SAMPLE ? null : value });
  });
}

/** What happened, in one line. */
export function summaryLine(text: string): TemplateResult {
  return html`<p class="summary">${words(text)}</p>`;
}

/** The change that the reader is at, and how many there are. */
export interface Position {
  readonly current: number | undefined;
  readonly count: number;
}

/** The way to the next change; `position` is unknown where several comparisons are read. */
export function navigation(
  position: Position | undefined,
  isDisabled: boolean,
  { goTo }: Pick<ViewActions, 'goTo'>,
): TemplateResult {
  const step = (direction: 1 | -1, icon: 'arrow-up' | 'arrow-down', label: string, keys: string) =>
    button({ icon, label, title: `${label} (${keys})`, isDisabled }, () => {
      goTo(direction);
    });
  return group(
    'Changes',
    html`<span class="position">${position === undefined ? '' : placeOf(position)}</span>`,
    step(-1, 'arrow-up', 'Previous Change', 'Shift+F7 or p'),
    step(1, 'arrow-down', 'Next Change', 'F7 or n'),
  );
}

function placeOf({ current, count }: Position): string {
  if (count === 0) return '';
  return current === undefined ? countOf(count, 'change') : `${current + 1} of ${count}`;
}

/** How comparisons are looked at now. */
export interface ViewState {
  readonly look: ComparisonLook;
  readonly isNarrow: boolean;
  /** Whether all lines are shown, and whether that can be changed. */
  readonly isWhole: boolean;
  readonly hasUnchanged: boolean;
}

/** One or two columns, what is folded, and white space. */
export function viewButtons(
  { look, isNarrow, isWhole, hasUnchanged }: ViewState,
  actions: ViewActions,
): TemplateResult {
  const { mode, showsWhitespace, hidesTrimChanges } = look;
  const sideBySide = isNarrow ? 'Side by Side (the panel is too narrow)' : 'Side by Side (m)';
  const trim = 'Hide Leading and Trailing Whitespace Differences';
  return group(
    'View',
    button(
      {
        ...{ icon: 'split-horizontal', label: 'Side by Side', title: sideBySide },
        ...{ isPressed: mode === 'sideBySide', isDisabled: isNarrow },
      },
      () => {
        actions.setMode('sideBySide');
      },
    ),
    button(
      { icon: 'list-flat', label: 'Inline', title: 'Inline (m)', isPressed: mode === 'inline' },
      () => {
        actions.setMode('inline');
      },
    ),
    button(
      {
        ...{ icon: 'unfold', label: 'Show All Lines', title: 'Show All Lines (u)' },
        ...{ isPressed: isWhole, isDisabled: !hasUnchanged },
      },
      actions.toggleUnchanged,
    ),
    button(
      {
        ...{ icon: 'whitespace', label: 'Show Whitespace', title: 'Show Whitespace (w)' },
        isPressed: showsWhitespace,
      },
      actions.toggleWhitespace,
    ),
    button(
      { icon: 'filter', label: trim, title: `${trim} (t)`, isPressed: hidesTrimChanges },
      actions.toggleTrimChanges,
    ),
  );
}

/** Each form in which a comparison can be shared: what it is called, and what is said of it then. */
const FORMS = [
  ['copyUnified', 'Diff', 'Unified Diff'],
  ['copyMarkdown', 'Markdown', 'Markdown'],
  ['copyHtml', 'HTML', 'HTML'],
] as const;

export function copyButtons({ copy }: Pick<ViewActions, 'copy'>): readonly TemplateResult[] {
  return FORMS.map(([form, caption, name]) =>
    button({ icon: 'copy', label: `Copy as ${name}`, caption }, () => {
      copy(form);
    }),
  );
}

/** What is said of a comparison that was copied. */
export const COPIED: Readonly<Record<SharedForm, string>> = {
  copyUnified: 'The unified diff is on the clipboard.',
  copyMarkdown: 'The Markdown is on the clipboard.',
  copyHtml: 'The HTML page is on the clipboard.',
};
