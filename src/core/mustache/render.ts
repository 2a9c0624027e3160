import { LedgerError } from '../errors';
import type {
  IncludeUse,
  MissingUse,
  Origin,
  Placeholder,
  RenderedTemplate,
  RenderRequest,
} from '../template/template';
import { isShown, lookUp, printValue, type ContextStack } from './lookup';
import type { MustacheNode, PartialNode, SectionNode, ValueNode } from './parse';

/** A request whose includes are nodes of this engine. */
export interface MustacheRequest extends Omit<RenderRequest, 'include'> {
  include(use: IncludeUse, from: Origin): MustacheInclude | undefined;
}

export interface MustacheInclude {
  readonly nodes: readonly MustacheNode[];
  readonly origin: Origin;
}

/** Loops in loops multiply: beyond this the rendering is an accident or an attack. */
const MAX_STEPS = 5_000_000;
const MAX_LENGTH = 64 * 1024 * 1024;
const MAX_INCLUDE_DEPTH = 32;

/** What changes from place to place while the output grows. */
interface Scope {
  readonly stack: ContextStack;
  readonly origin: Origin;
  readonly indentation: string;
  readonly depth: number;
}

/** Renders nodes in one pass: values go to the output and are never read again. */
export function renderMustache(
  nodes: readonly MustacheNode[],
  request: MustacheRequest,
): RenderedTemplate {
  const writer = new MustacheWriter(request);
  writer.write(nodes, {
    stack: [request.values],
    origin: request.origin,
    indentation: '',
    depth: 0,
  });
  return writer.result();
}

class MustacheWriter {
  readonly #request: MustacheRequest;
  readonly #pieces: string[] = [];
  readonly #missing: MissingUse[] = [];
  readonly #placeholders: Placeholder[] = [];
  #length = 0;
  #steps = 0;

  constructor(request: MustacheRequest) {
    this.#request = request;
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
      this.#count();
      switch (node.kind) {
        case 'text':
          this.#emit(indent(node.text, node.isLineStart, scope.indentation));
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

  #writeValue(node: ValueNode, { stack, origin }: Scope): void {
    const found = lookUp(stack, node.path);
    if (found.found) {
      this.#emit(printValue(found.value));
      return;
    }
    const { name, line, column, source } = node;
    this.#missing.push({ name, line, column, origin });
    if (this.#request.missing === 'empty') return;
    const start = this.#length;
    this.#emit(source);
    this.#placeholders.push({ name, start, endExclusive: this.#length });
  }

  #writeSection({ path, nodes, isInverted }: SectionNode, scope: Scope): void {
    const found = lookUp(scope.stack, path);
    const value = found.found ? found.value : undefined;
    if (isInverted) {
      if (!isShown(value)) this.write(nodes, scope);
      return;
    }
    if (!isShown(value)) return;
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const item of items) {
      this.#count();
      this.write(nodes, { ...scope, stack: [...scope.stack, item] });
    }
  }

  #writePartial({ name, line, column, indentation }: PartialNode, scope: Scope): void {
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
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length > MAX_LENGTH) throw tooLarge();
  }

  #count(): void {
    this.#steps++;
    if (this.#steps > MAX_STEPS) throw tooLarge();
  }
}

/** Puts the indentation of a partial before each of its own lines, never inside a value. */
function indent(text: string, isLineStart: boolean, indentation: string): string {
  if (indentation === '') return text;
  const lines = text.split('\n');
  if (lines.length * indentation.length > MAX_LENGTH) throw tooLarge();
  return lines
    .map((line, index) => {
      const isIndented = index > 0 ? line !== '' : isLineStart && (line !== '' || text === '');
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

function tooLarge(): LedgerError {
  return new LedgerError(
    'too-large',
    { maxSteps: MAX_STEPS, maxLength: MAX_LENGTH },
    'Rendering this prompt with these values never seems to end. Use shorter lists.',
  );
}
