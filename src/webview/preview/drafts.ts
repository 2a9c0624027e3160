import { printJson } from '../../core/base/json';
import { fieldText, readFieldText } from '../../core/prompt/samples/fieldText';
import type { ValueChange } from '../../core/prompt/samples/sample';
import type { Drafts, FormField } from '../../protocol/preview';

/** The texts that were typed and not saved, of every sample: `""` stands for no sample. */
export class DraftTexts {
  readonly #samples = new Map<string, Map<string, string>>();

  constructor(saved: Drafts = {}) {
    for (const [sample, texts] of Object.entries(saved)) {
      this.#samples.set(sample, new Map(Object.entries(texts)));
    }
  }

  get(sample: string, name: string): string | undefined {
    return this.#samples.get(sample)?.get(name);
  }

  set(sample: string, field: FormField, text: string): void {
    const texts = this.#samples.get(sample) ?? new Map<string, string>();
    this.#samples.set(sample, texts.set(field.name, text));
    this.prune(sample, [field]);
  }

  /** Forgets what says the same as the sample. */
  prune(sample: string, fields: readonly FormField[]): void {
    const texts = this.#samples.get(sample);
    for (const field of fields) {
      const text = texts?.get(field.name);
      if (text !== undefined && isSaved(field, text)) texts?.delete(field.name);
    }
    if (texts?.size === 0) this.#samples.delete(sample);
  }

  forget(sample: string): void {
    this.#samples.delete(sample);
  }

  /** The samples with texts that are not saved. */
  samples(): ReadonlySet<string> {
    return new Set(this.#samples.keys());
  }

  isEdited(sample: string, fields: readonly FormField[]): boolean {
    return fields.some(({ name }) => this.get(sample, name) !== undefined);
  }

  /** What the texts change, as far as they can be read. */
  changes(sample: string, fields: readonly FormField[]): readonly ValueChange[] {
    return fields.flatMap((field): ValueChange[] => {
      const text = this.get(sample, field.name);
      const reading = text === undefined ? undefined : readFieldText(field, text);
      if (reading === undefined || reading.kind === 'problem') return [];
      const { name } = field;
      return [reading.kind === 'absent' ? { name } : { name, value: reading.value }];
    });
  }

  hasProblem(sample: string, fields: readonly FormField[]): boolean {
    return fields.some(field => {
      const text = this.get(sample, field.name);
      return text !== undefined && readFieldText(field, text).kind === 'problem';
    });
  }

  toState(): Drafts {
    return Object.fromEntries(
      [...this.#samples].map(([sample, texts]) => [sample, Object.fromEntries(texts)]),
    );
  }
}

function isSaved(field: FormField, text: string): boolean {
  if (text === fieldText(field, field.saved)) return true;
  const reading = readFieldText(field, text);
  return reading.kind === 'value' && printJson(reading.value) === printJson(field.saved);
}
