import type { MethodOf, ParamsOf } from '../../protocol/channel';
import type { previewChannel, PreviewView } from '../../protocol/preview';
import { createSelect, fillSelect, textButton, type Choice } from '../controls';
import { element } from '../dom';

/** The list has texts only: this one cannot be the name of a sample. */
const NO_SAMPLE = '';

export interface Toolbar {
  readonly element: HTMLElement;
  /** Marks the samples with values that are not saved; `""` stands for no sample. */
  readonly show: (message: PreviewView, edited: ReadonlySet<string>) => void;
}

/** The sample to render with on the left, what to do with the rendering on the right. */
type Channel = typeof previewChannel;
type Ask = <M extends MethodOf<Channel>>(method: M, params: ParamsOf<Channel, M>) => void;

export function createToolbar(ask: Ask): Toolbar {
  const samples = createSelect('Sample', value => {
    ask('chooseSample', value === NO_SAMPLE ? null : value);
  });
  const edit = textButton('Edit', 'Edit Sample', () => {
    ask('editSample', null);
  });
  const create = textButton('New', 'New Sample', () => {
    ask('newSample', null);
  });
  const json = textButton('Copy JSON', 'Copy JSON Messages', () => {
    ask('copy', 'json');
  });
  const text = textButton('Copy Text', 'Copy Text', () => {
    ask('copy', 'text');
  });
  return {
    element: element(
      'header',
      { class: 'toolbar' },
      element('div', { class: 'group samples' }, samples, edit, create),
      element('div', { class: 'group' }, json, text),
    ),
    show: ({ samples: names, sample, preview }, edited) => {
      const choices = [NO_SAMPLE, ...names].map(name => choiceOf(name, edited.has(name)));
      fillSelect(samples, choices, sample ?? NO_SAMPLE);
      edit.disabled = sample === null;
      text.disabled = json.disabled = preview.parts === undefined;
      if (preview.parts === undefined) return;
      const isChat = preview.parts.some(part => (part.role ?? part.history) !== undefined);
      json.hidden = !isChat;
      text.textContent = isChat ? 'Copy Text' : 'Copy';
    },
  };
}

function choiceOf(name: string, isEdited: boolean): Choice {
  const label = name === NO_SAMPLE ? 'No sample' : name;
  return { value: name, label: isEdited ? `${label} (edited)` : label };
}
