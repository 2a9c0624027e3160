import { nothing, type TemplateResult } from 'lit-html';
import type { Preview } from '../../core/prompt/render/preview';
import type { PreviewView } from '../../protocol/preview';
import { button } from '../parts/button';
import { select, type Choice } from '../parts/controls';
import { group, toolbar } from '../parts/layout';

/** The list has texts only: this one cannot be the name of a sample. */
const NO_SAMPLE = '';

export interface ToolbarEvents {
  readonly onChoose: (sample: string | null) => void;
  readonly onEdit: () => void;
  readonly onNew: () => void;
  readonly onCopy: (form: 'json' | 'text') => void;
}

/**
 * The sample to render with on the left, what to do with the rendering on the right. Marks the
 * samples with values that are not saved; `""` stands for no sample.
 */
export function previewToolbar(
  { samples, sample, preview }: PreviewView,
  rendered: Preview,
  { edited, run }: { readonly edited: ReadonlySet<string>; readonly run: TemplateResult },
  { onChoose, onEdit, onNew, onCopy }: ToolbarEvents,
): TemplateResult {
  const choices = [NO_SAMPLE, ...samples].map(name => choiceOf(name, edited.has(name)));
  const isDisabled = preview.parts === undefined;
  const isChat = (rendered.parts ?? []).some(part => (part.role ?? part.history) !== undefined);
  const copy = (form: 'json' | 'text', label: string, caption: string) =>
    button({ icon: 'copy', label, caption, isDisabled }, () => {
      onCopy(form);
    });
  return toolbar(
    'Preview',
    group(
      'Samples',
      select({ label: 'Sample', choices, chosen: sample ?? NO_SAMPLE }, value => {
        onChoose(value === NO_SAMPLE ? null : value);
      }),
      button({ icon: 'edit', label: 'Edit Sample', isDisabled: sample === null }, onEdit),
      button({ icon: 'add', label: 'New Sample' }, onNew),
    ),
    run,
    group(
      'Copy',
      isChat ? copy('json', 'Copy JSON Messages', 'JSON') : nothing,
      copy('text', 'Copy Text', 'Text'),
    ),
  );
}

function choiceOf(name: string, isEdited: boolean): Choice {
  const label = name === NO_SAMPLE ? 'No sample' : name;
  return { value: name, label: isEdited ? `${label} (edited)` : label };
}
