import type { Budget } from '../template/budget';
import type { Placeholder } from '../template/template';

/** A text that grows, with the tags that were left in place in it. */
export class Output {
  readonly #budget: Budget;
  readonly #captured: Map<string, readonly Placeholder[]>;
  readonly #pieces: string[] = [];
  readonly #placeholders: Placeholder[] = [];
  #length = 0;

  constructor(budget: Budget, captured = new Map<string, readonly Placeholder[]>()) {
    this.#budget = budget;
    this.#captured = captured;
  }

  /** A text that is written aside, for a macro or `{% set %}`; it keeps its tags when it is printed. */
  capture(): Output {
    return new Output(this.#budget, this.#captured);
  }

  write(text: string): void {
    for (const { name, start, endExclusive } of this.#captured.get(text) ?? []) {
      this.#place(name, this.#length + start, this.#length + endExclusive);
    }
    this.#pieces.push(this.#budget.text(text));
    this.#length += text.length;
  }

  writePlaceholder(name: string, source: string): void {
    const start = this.#length;
    this.write(source);
    this.#place(name, start, this.#length);
  }

  #place(name: string, start: number, endExclusive: number): void {
    this.#budget.hold(4);
    this.#placeholders.push({ name, start, endExclusive });
  }

  /** The text of one that was written aside. */
  close(): string {
    const { text, placeholders } = this.result();
    if (placeholders.length > 0) this.#captured.set(text, placeholders);
    return text;
  }

  result(): { readonly text: string; readonly placeholders: readonly Placeholder[] } {
    return { text: this.#pieces.join(''), placeholders: this.#placeholders };
  }
}
