import type { Position } from './position';

/** Turns growing offsets into lines and columns, reading the template once. */
export class LineReader {
  readonly #template: string;
  #line = 1;
  #lineStart = 0;
  #newline: number;

  constructor(template: string) {
    this.#template = template;
    this.#newline = template.indexOf('\n');
  }

  /** `offset` must not be smaller than the one before. */
  positionOf(offset: number): Position {
    while (this.#newline >= 0 && this.#newline < offset) {
      this.#line++;
      this.#lineStart = this.#newline + 1;
      this.#newline = this.#template.indexOf('\n', this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}
