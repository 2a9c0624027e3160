import type { ValueChange } from '../../core/prompt/samples/sample';
import type { FormField, PreviewPanelState, PreviewView } from '../../protocol/preview';
import { element } from '../dom';
import { DraftTexts } from './drafts';
import { createFieldRow, type FieldRow } from './field';

/** What the form asks of the page. */
export interface FormActions {
  /** The values that are typed are others now. */
  readonly tryValues: (changes: readonly ValueChange[]) => void;
  /** Resolves to whether it was done. */
  readonly save: (changes: readonly ValueChange[]) => Promise<boolean>;
  readonly saveAs: (changes: readonly ValueChange[]) => Promise<boolean>;
  /** What is to be remembered, or what is marked as edited, is other now. */
  readonly remember: () => void;
}

/** Variables by name: a field that turns into another kind of field is built anew. */
interface ShownRow {
  readonly field: FormField;
  readonly row: FieldRow;
}

/** The foldable section with a field for every variable of the prompt. */
export class SampleForm {
  readonly element = element('details', { class: 'form' });
  readonly #actions: FormActions;
  readonly #drafts: DraftTexts;
  readonly #fields = element('div', { class: 'fields' });
  readonly #summary = element('span', { class: 'form-state' });
  readonly #save: HTMLButtonElement;
  readonly #saveAs: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #rows = new Map<string, ShownRow>();
  #isOpen: boolean | undefined;
  #sample: string | null = null;

  constructor(actions: FormActions, state: PreviewPanelState | undefined) {
    this.#actions = actions;
    this.#drafts = new DraftTexts(state?.drafts);
    this.#isOpen = state?.isFormOpen;
    this.#save = formButton('Save', 'Save into the sample (Ctrl+S)', () => void this.#run('save'));
    this.#saveAs = formButton('Save As…', 'Save as a new sample', () => void this.#run('saveAs'));
    this.#reset = formButton('Reset', 'Forget what is not saved', () => {
      this.#forget();
    });
    const buttons = element('div', { class: 'buttons' }, this.#save, this.#saveAs, this.#reset);
    const title = element('summary', {}, element('h2', {}, 'Values'), this.#summary);
    this.element.append(title, this.#fields, buttons);
    this.element.hidden = true;
    this.#listen();
  }

  /** What the page remembers of the form. */
  get state(): Pick<PreviewPanelState, 'isFormOpen' | 'drafts'> {
    return { isFormOpen: this.#isOpen, drafts: this.#drafts.toState() };
  }

  /** The samples with values that are not saved; `""` stands for no sample. */
  get edited(): ReadonlySet<string> {
    return this.#drafts.samples();
  }

  show({ sample, samples, form }: PreviewView): void {
    const isOther = sample !== this.#sample;
    this.#sample = sample;
    if (form === undefined) {
      // A document half typed cannot be read: the fields stay until it can.
      if (isOther) this.element.hidden = true;
      return;
    }
    this.element.hidden = form.fields.length === 0;
    this.element.open = this.#isOpen ??= samples.length === 0;
    this.#drafts.prune(this.#key, form.fields);
    this.#showFields(form.fields);
    this.#showState();
    this.#actions.tryValues(this.#changes());
  }

  get #key(): string {
    return this.#sample ?? '';
  }

  #listen(): void {
    this.element.addEventListener('toggle', () => {
      if (this.element.hidden || this.element.open === this.#isOpen) return;
      this.#isOpen = this.element.open;
      this.#actions.remember();
    });
    this.element.addEventListener('keydown', event => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (this.#isEdited()) void this.#run(this.#sample === null ? 'saveAs' : 'save');
    });
  }

  #showFields(fields: readonly FormField[]): void {
    const shown = [...this.#rows.values()].map(({ row }) => row.element);
    const known = new Map(this.#rows);
    this.#rows.clear();
    for (const field of fields) {
      const { name } = field;
      const old = known.get(name);
      const isSame = old?.field.control === field.control && old.field.type === field.type;
      const row = isSame
        ? old.row
        : createFieldRow(field, text => {
            this.#type(name, text);
          });
      this.#rows.set(name, { field, row });
      row.show(field, this.#drafts.get(this.#key, name));
    }
    const rows = [...this.#rows.values()].map(({ row }) => row.element);
    if (rows.some((row, at) => row !== shown[at]) || rows.length !== shown.length) {
      const focused = document.activeElement;
      this.#fields.replaceChildren(...rows);
      if (focused instanceof HTMLElement && this.#fields.contains(focused)) focused.focus();
    }
  }

  #type(name: string, text: string): void {
    const shown = this.#rows.get(name);
    if (shown === undefined) return;
    this.#drafts.set(this.#key, shown.field, text);
    shown.row.show(shown.field, this.#drafts.get(this.#key, name));
    this.#showState();
    this.#actions.remember();
    this.#actions.tryValues(this.#changes());
  }

  #showState(): void {
    const fields = this.#all();
    const isEdited = this.#isEdited();
    const hasProblem = this.#drafts.hasProblem(this.#key, fields);
    const count = `${fields.length} ${fields.length === 1 ? 'variable' : 'variables'}`;
    this.#summary.textContent = isEdited ? `${count}, not saved` : count;
    this.#summary.classList.toggle('edited', isEdited);
    this.#save.disabled = !isEdited || hasProblem || this.#sample === null;
    this.#saveAs.disabled = hasProblem;
    this.#reset.disabled = !isEdited;
  }

  async #run(action: 'save' | 'saveAs'): Promise<void> {
    const [key, fields] = [this.#key, this.#all()];
    if (this.#drafts.hasProblem(key, fields)) return;
    const isDone = await this.#actions[action](this.#drafts.changes(key, fields));
    // Under another name it is saved, and this sample is again what its file says.
    if (isDone && action === 'saveAs') this.#drafts.forget(key);
    this.#actions.remember();
  }

  #forget(): void {
    this.#drafts.forget(this.#key);
    this.#showFields(this.#all());
    this.#showState();
    this.#actions.remember();
    this.#actions.tryValues([]);
  }

  #all(): readonly FormField[] {
    return [...this.#rows.values()].map(({ field }) => field);
  }

  #isEdited(): boolean {
    return this.#drafts.isEdited(this.#key, this.#all());
  }

  #changes(): readonly ValueChange[] {
    return this.#drafts.changes(this.#key, this.#all());
  }
}

function formButton(caption: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title }, caption);
  made.addEventListener('click', onClick);
  return made;
}
