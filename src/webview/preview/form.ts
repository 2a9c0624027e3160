import { countOf } from '../../core/base/countOf';
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FormField } from '../../protocol/preview';
import { button } from '../parts/button';
import { icon } from '../parts/icon';
import type { DraftTexts } from './drafts';
import { renderField } from './field';

/** The form of one sample, `""` for none, with what was typed into it. */
export interface FormState {
  readonly sample: string;
  readonly fields: readonly FormField[];
  readonly drafts: DraftTexts;
  readonly isOpen: boolean;
}

/** What the form asks of the page. */
export interface FormEvents {
  readonly onToggle: (isOpen: boolean) => void;
  readonly onType: (field: FormField, text: string) => void;
  readonly onSave: () => void;
  readonly onSaveAs: () => void;
  /** Forgets what is not saved. */
  readonly onReset: () => void;
}

/** The foldable section with a field for every variable of the prompt. */
export function sampleForm(
  { sample, fields, drafts, isOpen }: FormState,
  { onToggle, onType, onSave, onSaveAs, onReset }: FormEvents,
): TemplateResult {
  const isEdited = drafts.isEdited(sample, fields);
  const hasProblem = drafts.hasProblem(sample, fields);
  const isUnsaved = !isEdited || hasProblem || sample === '';
  const count = countOf(fields.length, 'variable');
  const rows = repeat(
    fields,
    // A field that turns into another kind of field is built anew.
    ({ name, control, type }) => `${control} ${type} ${name}`,
    field =>
      renderField(field, drafts.get(sample, field.name), text => {
        onType(field, text);
      }),
  );
  const save = { label: 'Save', title: 'Save into the sample (Ctrl+S)', look: 'primary' } as const;
  return html`<details
    class="form"
    .open=${live(isOpen)}
    @toggle=${(event: Event) => {
      onToggle((event.target as HTMLDetailsElement).open);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (isEdited) (sample === '' ? onSaveAs : onSave)();
    }}
  >
    <summary>${icon('chevron-right')}<h2>Values</h2>
      <span class="form-state ${isEdited ? 'edited' : ''}">${
        isEdited ? `${count}, not saved` : count
      }</span></summary>
    <div class="fields">${rows}</div>
    <div class="group">
      ${button({ ...save, isDisabled: isUnsaved }, onSave)}
      ${button({ label: 'Save As…', title: 'Save as a new sample', isDisabled: hasProblem }, onSaveAs)}
      ${button({ label: 'Reset', title: 'Forget what is not saved', isDisabled: !isEdited }, onReset)}
    </div>
  </details>`;
}
