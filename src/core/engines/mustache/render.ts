import { LedgerError } from '../../base/errors';
import { Budget } from '../template/budget';
import type {
  IncludeUse,
  MissingUse,
  Placeholder,
  RenderedTemplate,
  RenderRequest,
} from '../template/template';
import { isShown, lookUp, printValue, type ContextStack, type Lookup } from './lookup';
import type { MustacheNode, PartialNode, SectionNode, TextNode, ValueNode } from './parse';
import type { Origin, Position } from '../template/position';

/** A request whose includes are nodes of this engine. */
export interface MustacheRequest extends Omit<RenderRequest, 'include'> {
  include(use: IncludeUse, from: Origin): MustacheInclude | undefined;
}

export interface MustacheInclude {
  readonly nodes: readonly MustacheNode[];
  readonly origin: Origin;
}

const MAX_INCLUDE_DEPTH = 32;

/** What changes from place to place while the output grows. */
interface Scope {
  readonly stack: ContextStack;
  readonly origin: Origin;
  readonly indentation: string;
  readonly depth: number;
}

/** Where the writer is. */
interface Place {
  readonly node: Position;
  readonly origin: Origin;
}

/** Renders nodes in one pass: values go to the output and are never read again. Throws `too-large`. */
export function renderMustache(
  nodes: readonly MustacheNode[],
  request: MustacheRequest,
): RenderedTemplate {
  const { values, origin, budget = new Budget() } = request;
  const writer = new MustacheWriter(request, budget);
  try {
    writer.write(nodes, { stack: [values], origin, indentation: '', depth: 0 });
  } catch (error) {
    const { node, origin: from } = writer.place;
    budget.stoppedAt = { line: node.line, column: node.column, origin: from };
    throw error;
  }
  return writer.result();
}

class MustacheWriter {
  readonly #request: MustacheRequest;
  readonly #pieces: string[] = [];
  readonly #missing: MissingUse[] = [];
  readonly #placeholders: Placeholder[] = [];
  readonly #budget: Budget;
  #length = 0;
  #place: Place;

  constructor(request: MustacheRequest, budget: Budget) {
    this.#request = request;
    this.#budget = budget;
    this.#place = { node: { line: 1, column: 1 }, origin: request.origin };
  }

  get place(): Place {
    return this.#place;
  }

  result(): RenderedTemplate {
    return {
      text: this.#pieces.join(''),
      missing: this.#missing,
      placeholders: this.#placeholders,
    };
  }

  write(nodes: readonly MustacheNode[], scope: Scope): void {
    for (const node of nodes) {
      this.#budget.spend(1);
      switch (node.kind) {
        case 'text':
          this.#writeText(node, scope);
          break;
        case 'value':
          this.#writeValue(node, scope);
          break;
        case 'section':
          this.#writeSection(node, scope);
          break;
        case 'partial':
          this.#writePartial(node, scope);
          break;
      }
    }
  }

  /** The indentation of a partial goes before each of its own lines, never inside a value. */
  #writeText({ text, isLineStart }: TextNode, { indentation }: Scope): void {
    if (indentation === '') {
      this.#emit(text);
      return;
    }
    this.#budget.reserve(text.length);
    const lines = text.split('\n');
    this.#budget.reserve(lines.length * indentation.length);
    this.#append(indent(lines, isLineStart, indentation));
  }

  #lookUp({ path }: ValueNode | SectionNode, stack: ContextStack): Lookup {
    this.#budget.spend((stack.length + path.length) / 8);
    return lookUp(stack, path);
  }

  #writeValue(node: ValueNode, { stack, origin }: Scope): void {
    this.#place = { node, origin };
    const found = this.#lookUp(node, stack);
    if (found.found) {
      this.#emit(printValue(found.value));
      return;
    }
    const { name, line, column, source } = node;
    this.#budget.hold(8);
    this.#missing.push({ name, line, column, origin });
    if (this.#request.missing === 'empty') return;
    const start = this.#length;
    this.#emit(source);
    this.#placeholders.push({ name, start, endExclusive: this.#length });
  }

  #writeSection(node: SectionNode, scope: Scope): void {
    const { nodes, isInverted } = node;
    this.#place = { node, origin: scope.origin };
    const found = this.#lookUp(node, scope.stack);
    const value = found.found ? found.value : undefined;
    if (isInverted) {
      if (!isShown(value)) this.write(nodes, scope);
      return;
    }
    if (!isShown(value)) return;
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const item of items) {
      this.#budget.spend(1 + scope.stack.length / 16);
      this.write(nodes, { ...scope, stack: [...scope.stack, item] });
    }
  }

  #writePartial(node: PartialNode, scope: Scope): void {
    const { name, line, column, indentation } = node;
    this.#place = { node, origin: scope.origin };
    const included = this.#request.include({ reference: name, line, column }, scope.origin);
    if (included === undefined) return;
    if (scope.depth >= MAX_INCLUDE_DEPTH) throw tooDeep(included.origin);
    this.write(included.nodes, {
      stack: scope.stack,
      origin: included.origin,
      indentation: scope.indentation + indentation,
      depth: scope.depth + 1,
    });
  }

  #emit(text: string): void {
    this.#append(this.#budget.text(text));
  }

  #append(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }
}

function indent(lines: readonly string[], isLineStart: boolean, indentation: string): string {
  const isEmpty = lines.length === 1 && lines[0] === '';
  return lines
    .map((line, index) => {
      const isIndented = index > 0 ? line !== '' : isLineStart && (line !== '' || isEmpty);
      return isIndented ? indentation + line : line;
    })
    .join('\n');
}

function tooDeep({ chain }: Origin): LedgerError {
  return new LedgerError(
    'include-cycle',
    { chain },
    `Includes are nested more than ${MAX_INCLUDE_DEPTH} deep: ${chain.slice(0, 5).join(' > ')} > … Remove one of them.`,
  );
}
