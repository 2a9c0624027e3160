/** One tag of a template, by offsets into it. */
export interface Tag {
  readonly kind: TagKind;
  /** What stands between the delimiters, without sigil and surrounding space. */
  readonly name: string;
  /** Where the name begins, or would begin. */
  readonly nameStart: number;
  readonly start: number;
  readonly endExclusive: number;
}

/** `unclosed` runs to the end of the template. */
export type TagKind =
  | 'value'
  | 'section'
  | 'inverted'
  | 'close'
  | 'partial'
  | 'comment'
  | 'delimiters'
  | 'unsupported'
  | 'unclosed';

const KINDS: Readonly<Record<string, TagKind>> = {
  '#': 'section',
  '^': 'inverted',
  '/': 'close',
  '>': 'partial',
  '!': 'comment',
  '&': 'value',
  '{': 'value',
  '=': 'delimiters',
  $: 'unsupported',
  '<': 'unsupported',
};

/**
 * Finds the tags of a template, first to last. Each search begins where the last one ended, so the
 * whole takes time in proportion to the template.
 */
export class TagScanner {
  readonly #template: string;
  #open = '{{';
  #close = '}}';
  #at = 0;

  constructor(template: string) {
    this.#template = template;
  }

  /** The next tag, or `undefined` after the last. */
  next(): Tag | undefined {
    const start = this.#template.indexOf(this.#open, this.#at);
    if (start < 0) return undefined;
    const inside = start + this.#open.length;
    const sigil = this.#template[inside] ?? '';
    const kind = KINDS[sigil] ?? 'value';
    const closer = sigil === '{' ? '}' : sigil === '=' ? '=' : '';
    const end = this.#template.indexOf(closer + this.#close, inside + closer.length);
    if (end < 0) {
      this.#at = this.#template.length;
      return {
        kind: 'unclosed',
        name: this.#open,
        nameStart: inside,
        start,
        endExclusive: this.#at,
      };
    }
    this.#at = end + closer.length + this.#close.length;
    const skipped = sigil in KINDS ? 1 : 0;
    const written = this.#template.slice(inside + skipped, end);
    const name = written.trim();
    const nameStart = inside + skipped + written.length - written.trimStart().length;
    return { kind, name, nameStart, start, endExclusive: this.#at };
  }

  /** Takes over `<% %>` from `{{=<% %>=}}`. False when these can be no delimiters. */
  setDelimiters(text: string): boolean {
    const parts = text.split(/\s+/);
    const [open = '', close = ''] = parts;
    if (parts.length !== 2 || open === '' || close === '' || text.includes('=')) return false;
    this.#open = open;
    this.#close = close;
    return true;
  }
}
