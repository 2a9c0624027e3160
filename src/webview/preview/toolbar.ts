import type { MethodOf, ParamsOf } from '../../protocol/channel';
import type { previewChannel, PreviewView } from '../../protocol/preview';
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
  const samples = element('select', { 'aria-label': 'Sample', title: 'Sample' });
  samples.addEventListener('change', () => {
    const { value } = samples;
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
      fillSelect(samples, [NO_SAMPLE, ...names], edited);
      samples.value = sample ?? NO_SAMPLE;
      edit.disabled = sample === null;
      text.disabled = json.disabled = preview.parts === undefined;
      if (preview.parts === undefined) return;
      const isChat = preview.parts.some(part => (part.role ?? part.history) !== undefined);
      json.hidden = !isChat;
      text.textContent = isChat ? 'Copy Text' : 'Copy';
    },
  };
}

/** Leaves an open list alone when nothing in it changed. */
function fillSelect(
  select: HTMLSelectElement,
  names: readonly string[],
  edited: ReadonlySet<string>,
): void {
  const wanted = names.map(name => {
    const label = name === NO_SAMPLE ? 'No sample' : name;
    return { name, label: edited.has(name) ? `${label} (edited)` : label };
  });
  const content = JSON.stringify(wanted);
  if (select.dataset.content === content) return;
  select.dataset.content = content;
  select.replaceChildren(
    ...wanted.map(({ name, label }) => element('option', { value: name }, label)),
  );
}

function textButton(caption: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title, 'aria-label': title }, caption);
  made.addEventListener('click', onClick);
  return made;
}
