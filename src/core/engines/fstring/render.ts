import { Budget } from '../template/budget';
import type {
  FailedUse,
  MissingUse,
  Placeholder,
  RenderedTemplate,
  RenderRequest,
} from '../template/template';
import { parseFormatSpec } from './formatSpec';
import { formatValue } from './formatValue';
import { lookUp } from './lookup';
import type { FieldNode, FieldSpec, FStringNode } from './parse';
import { toPythonText, type Conversion } from './pythonText';
import type { Position } from '../template/position';

/** A person needs the first few. */
const MAX_FAILURES = 50;

/**
 * Renders nodes in one pass: values go to the output and are never read again. Failures are values
 * that do not go with the format specs of their fields, all of them. Throws `too-large`.
 */
export function renderFString(
  nodes: readonly FStringNode[],
  request: RenderRequest,
): RenderedTemplate {
  const { origin, budget = new Budget() } = request;
  const writer = new FStringWriter(request, budget);
  try {
    writer.write(nodes);
  } catch (error) {
    budget.stoppedAt = { ...writer.place, origin };
    throw error;
  }
  return writer.result();
}

class FStringWriter {
  readonly #request: RenderRequest;
  readonly #pieces: string[] = [];
  readonly #missing: MissingUse[] = [];
  readonly #placeholders: Placeholder[] = [];
  readonly #failures: FailedUse[] = [];
  readonly #budget: Budget;
  #length = 0;
  #place: Position = { line: 1, column: 1 };

  constructor(request: RenderRequest, budget: Budget) {
    this.#request = request;
    this.#budget = budget;
  }

  /** Where the writer is. */
  get place(): Position {
    const { line, column } = this.#place;
    return { line, column };
  }

  result(): RenderedTemplate {
    const failures = this.#failures;
    return {
      text: this.#pieces.join(''),
      missing: this.#missing,
      placeholders: this.#placeholders,
      ...(failures.length === 0 ? {} : { failures }),
    };
  }

  write(nodes: readonly FStringNode[]): void {
    for (const node of nodes) {
      if (node.kind === 'text') this.#emit(node.text);
      else this.#writeField(node);
    }
  }

  #writeField(node: FieldNode): void {
    this.#place = node;
    const before = this.#missing.length;
    const text = this.#print(node);
    const missing = this.#missing[before];
    if (missing === undefined) {
      this.#emit(text ?? '');
      return;
    }
    if (this.#request.missing === 'empty') return;
    const start = this.#length;
    this.#emit(node.source);
    this.#placeholders.push({ name: missing.name, start, endExclusive: this.#length });
  }

  /** The text of a field; `undefined` when a name is missing or the value does not go with its spec. */
  #print(node: FieldNode): string | undefined {
    // A field takes some microseconds: numbers are printed by exact arithmetic.
    this.#budget.spend(8 + node.path.length);
    const found = lookUp(this.#request.values, node.path, this.#spend);
    if (!found.found) this.#miss(node);
    // The names of the spec are looked up in any case, so that all that are missing are known.
    const spec = this.#readSpec(node);
    if (!found.found || spec === undefined) return undefined;
    const { conversion } = node;
    const value = conversion === undefined ? found.value : this.#convert(found.value, conversion);
    if (spec.kind === 'none') return this.#convert(value, 's');
    const { width, precision = 0 } = spec.spec;
    this.#budget.scan(width + precision + (typeof value === 'string' ? value.length : 0));
    const formatted = formatValue(value, spec.spec);
    if ('text' in formatted) return formatted.text;
    this.#fail(node, `${formatted.problem}.`);
    return undefined;
  }

  #readSpec(node: FieldNode): Exclude<FieldSpec, { kind: 'computed' }> | undefined {
    if (node.spec.kind !== 'computed') return node.spec;
    const texts = node.spec.nodes.map(part =>
      part.kind === 'text' ? part.text : this.#print(part),
    );
    if (texts.includes(undefined)) return undefined;
    const text = texts.join('');
    this.#budget.reserve(text.length);
    if (text === '') return { kind: 'none' };
    const spec = parseFormatSpec(text);
    if (!('problem' in spec)) return { kind: 'fixed', spec };
    this.#fail(node, spec.problem);
    return undefined;
  }

  #convert(value: unknown, conversion: Conversion): string {
    if (typeof value === 'string') this.#budget.spend(value.length / 8);
    return this.#budget.text(toPythonText(value, conversion));
  }

  #miss({ name, line, column }: FieldNode): void {
    this.#missing.push({ name, line, column, origin: this.#request.origin });
  }

  #fail({ source, line, column }: FieldNode, problem: string): void {
    if (this.#failures.length >= MAX_FAILURES) return;
    const message = `${shorten(source)}: ${problem}`;
    this.#failures.push({ line, column, message, origin: this.#request.origin });
  }

  #emit(text: string): void {
    this.#pieces.push(this.#budget.text(text));
    this.#length += text.length;
  }

  readonly #spend = (steps: number): void => {
    this.#budget.spend(steps / 8);
  };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
