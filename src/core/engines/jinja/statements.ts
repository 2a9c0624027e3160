import { ExpressionParser } from './expressions';
import { SyntaxProblem, type Token } from './lexer';
import { CONSTANTS, textOf } from './literals';
import type {
  Branch,
  IncludeStatement,
  MacroBody,
  NamespaceTarget,
  Parameter,
  PrintStatement,
  Statement,
  Target,
} from './nodes';
import { shorten } from './reader';

/** Every statement there is, but for `{% raw %}`, which the lexer takes. */
export const STATEMENT_NAMES: readonly string[] = [
  'call',
  'filter',
  'for',
  'if',
  'include',
  'macro',
  'raw',
  'set',
];

/** Blocks in blocks would exhaust the stack of whoever walks them. The template is one itself. */
const MAX_BLOCKS = 100;
/** Besides the ends of blocks, the words that only go with a statement. */
const INNER = /^(?:elif|else|raw|end(?:call|filter|for|if|macro|set))$/;

/** The first tokens of a statement. */
interface Opening {
  readonly begin: Token;
  readonly word: Token;
}

/** Reads the statements of a template. */
export class StatementParser extends ExpressionParser {
  readonly #template: string;
  #depth = 0;
  readonly #statements: ReadonlyMap<string, (opening: Opening) => Statement> = new Map([
    ['call', ({ word }: Opening) => this.#callBlock(word)],
    ['filter', ({ word }: Opening) => this.#filterBlock(word)],
    ['for', (opening: Opening) => this.#for(opening)],
    ['if', ({ word }: Opening) => this.#if(word)],
    ['include', ({ begin }: Opening) => this.#include(begin)],
    ['macro', ({ word }: Opening) => this.#macro(word)],
    ['set', ({ word }: Opening) => this.#set(word)],
  ] as const);

  /** `tokens` are those of `template`, `macros` the names that it gives to macros. */
  constructor(template: string, tokens: readonly Token[], macros: ReadonlySet<string>) {
    super(tokens, macros);
    this.#template = template;
  }

  /** Reads the whole template. Throws `SyntaxProblem`. */
  template(): readonly Statement[] {
    return this.#block();
  }

  /**
   * Reads statements until one of `closers` is the word of a tag, which is next then, or until the
   * end of the template when there is no `opener`.
   */
  #block(opener?: Token, ...closers: readonly string[]): readonly Statement[] {
    return this.nested(() => {
      this.#depth++;
      const statements: Statement[] = [];
      for (;;) {
        const statement = this.#statement(opener, closers);
        if (statement === undefined) break;
        statements.push(statement);
      }
      // Said at the end of the block: one that has none is the worse problem.
      if (this.#depth > MAX_BLOCKS && opener !== undefined) {
        throw new SyntaxProblem(opener, `Blocks are nested more than ${MAX_BLOCKS} deep.`);
      }
      this.#depth--;
      return statements;
    });
  }

  /** `undefined` at the end of the block. */
  #statement(opener: Token | undefined, closers: readonly string[]): Statement | undefined {
    const first = this.next();
    if (first.kind === 'text') return { kind: 'text', text: first.text };
    if (first.text === '{{') return this.#print(first);
    if (first.kind === 'eof') {
      if (opener === undefined) return undefined;
      const message = `{% ${opener.text} %} is never closed. Add {% end${opener.text} %}.`;
      throw new SyntaxProblem(opener, message);
    }
    const word = this.current;
    if (closers.includes(word.text)) return undefined;
    const read = this.#statements.get(word.text);
    if (read !== undefined) {
      this.next();
      return read({ begin: first, word });
    }
    if (INNER.test(word.text)) {
      const message = `{% ${word.text} %} closes or continues nothing that is open here.`;
      throw new SyntaxProblem(word, message);
    }
    const name = word.kind === 'end' ? '' : shorten(word.text);
    throw new SyntaxProblem(first, `The statement {% ${name} %} is not supported.`);
  }

  #print(begin: Token): PrintStatement {
    if (this.current.kind === 'end') {
      throw new SyntaxProblem(begin, 'This tag prints nothing.');
    }
    const value = this.sequence();
    const end = this.endOfTag(value);
    const source = this.#template.slice(begin.offset, end.offset + end.text.length);
    return { kind: 'print', value, source, line: begin.line, column: begin.column };
  }

  #include({ line, column }: Token): IncludeStatement {
    const reference = this.next();
    if (reference.kind !== 'string' || this.current.kind !== 'end') {
      throw new SyntaxProblem(
        { line, column },
        'An include names one prompt in quotes and nothing else: {% include "shared/tone" %}.',
      );
    }
    this.next();
    return { kind: 'include', reference: textOf(reference), line, column };
  }

  #if(word: Token): Statement {
    const branches: Branch[] = [];
    do {
      const test = this.expression();
      this.endOfTag();
      branches.push({ test, body: this.#block(word, 'elif', 'else', 'endif') });
    } while (this.take('elif'));
    return { kind: 'if', branches, otherwise: this.#otherwise(word, 'endif') };
  }

  #for({ begin, word }: Opening): Statement {
    const target = this.#targets();
    this.expect('in');
    const items = this.sequence(() => this.withoutChoice());
    const condition = this.take('if') ? this.expression() : undefined;
    if (this.at('recursive')) {
      throw new SyntaxProblem(begin, 'A recursive loop is not supported.');
    }
    if (this.at('else')) {
      const message = 'Write parentheses around a choice that a loop goes through.';
      throw new SyntaxProblem(this.current, message);
    }
    this.endOfTag();
    return {
      kind: 'for',
      target,
      items,
      ...(condition === undefined ? {} : { condition }),
      body: this.#block(word, 'else', 'endfor'),
      otherwise: this.#otherwise(word, 'endfor'),
    };
  }

  /** The block after `{% else %}`, if it is there, and the end of the statement. */
  #otherwise(word: Token, closer: string): readonly Statement[] {
    let statements: readonly Statement[] = [];
    if (this.take('else')) {
      this.endOfTag();
      statements = this.#block(word, closer);
    }
    this.#end(closer);
    return statements;
  }

  #end(closer: string): void {
    this.expect(closer);
    this.endOfTag();
  }

  #set(word: Token): Statement {
    const target = this.#setTarget();
    if (this.take('=')) {
      const value = this.sequence();
      this.endOfTag();
      return { kind: 'set', target, value };
    }
    if (this.at('|')) throw this.fail('A name is missing here.');
    this.endOfTag();
    const body = this.#block(word, 'endset');
    this.#end('endset');
    return { kind: 'setBlock', target, body };
  }

  #macro(word: Token): Statement {
    const { text: name } = this.name();
    const parameters = this.#parameters();
    return { kind: 'macro', name, ...this.#macroBody(word, parameters) };
  }

  #callBlock(word: Token): Statement {
    const parameters = this.at('(') ? this.#parameters() : [];
    const call = this.call();
    return { kind: 'callBlock', call, ...this.#macroBody(word, parameters) };
  }

  #filterBlock(word: Token): Statement {
    const { name, arguments: given } = this.filter();
    this.endOfTag();
    const body = this.#block(word, 'endfilter');
    this.#end('endfilter');
    return { kind: 'filterBlock', filter: { name, arguments: given }, body };
  }

  #macroBody(word: Token, parameters: readonly Parameter[]): MacroBody {
    this.endOfTag();
    const before = this.callers;
    const body = this.#block(word, `end${word.text}`);
    const usesCaller = this.callers > before;
    this.#end(`end${word.text}`);
    return { usesCaller, parameters, body };
  }

  #parameters(): readonly Parameter[] {
    const names = new Set<string>();
    let hasFallback = false;
    this.expect('(');
    return this.listed(')', () => {
      const token = this.name();
      const { text: name } = token;
      if (names.has(name)) {
        throw new SyntaxProblem(token, `The parameter "${name}" stands twice.`);
      }
      names.add(name);
      if (this.take('=')) {
        hasFallback = true;
        return { name, fallback: this.expression() };
      }
      if (hasFallback) throw this.unexpected();
      return { name };
    });
  }

  #setTarget(): Target | NamespaceTarget {
    if (!this.isAtName('.') && !this.isAtName('[')) return this.#targets();
    const { text: name, line, column } = this.name();
    const attribute = this.take('.') ? this.name().text : undefined;
    if (attribute === undefined || CONSTANTS.has(name) || this.at('.') || this.at('[')) {
      throw this.fail('Only a name can be set, or an attribute of a namespace().');
    }
    return { kind: 'attribute', object: { kind: 'name', name, line, column }, attribute };
  }

  #targets(): Target {
    const targets = [this.#target()];
    while (this.take(',')) targets.push(this.#target());
    const [first] = targets;
    return targets.length === 1 && first !== undefined ? first : { kind: 'names', targets };
  }

  #target(): Target {
    if (this.take('(')) {
      const inside = this.nested(() => this.#targets());
      this.expect(')');
      return inside;
    }
    const name = this.name();
    if (name.text === 'loop' || CONSTANTS.has(name.text)) {
      throw new SyntaxProblem(name, `"${name.text}" cannot be assigned to.`);
    }
    return { kind: 'name', name: name.text };
  }
}
