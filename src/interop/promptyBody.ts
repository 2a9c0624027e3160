import { LineProblem } from './foreignFile';
import { MAX_DOCUMENT_BYTES } from '../core/prompt/document/documentSource';
import { contentOf, saysSomething, withoutBlankEnds } from './draft';
import type { RichKind } from './promptyFields';
import { historiesOf, type HistoryRange } from './promptyHistory';
import {
  namesDefined,
  namesUsed,
  templateTags,
  within,
  type Tag,
  type TemplateTags,
} from './promptyTags';
import type { ChatEntry, MessagePart, Role, TemplateFormat } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** A line that begins a message: https://github.com/microsoft/prompty, spec/spec.md §6.2. */
const ROLE = /^#?\s*(system|user|assistant|developer)(?=[\s[]|$)/i;
const ATTRIBUTE = /^\s*\w+\s*=/;

/** The role that Prompty begins a message of at this line: `system:`, `# user[name="Ada"]:`. */
export function promptyRoleOf(line: string): Role | undefined {
  const trimmed = line.length > 500 ? '' : line.trim();
  if (!trimmed.endsWith(':')) return undefined;
  const head = trimmed.slice(0, -1).trimEnd();
  const found = ROLE.exec(head);
  if (found === null || !areAttributes(head.slice(found[0].length))) return undefined;
  return found[1]?.toLowerCase() as Role | undefined;
}

/**
 * Nothing, or `[name=value, other="value"]`. The original's pattern takes exponential time to say
 * so: after a first name it goes on to anything, but for what follows a quoted value.
 */
function areAttributes(text: string): boolean {
  if (text === '') return true;
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  // Even pieces stand outside of quotes.
  return text
    .slice(1, -1)
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .every((piece, index) => isAttribute(index === 0 ? piece : piece.replace(/^\s*,?/, ''), index));
}

function isAttribute(piece: string, index: number): boolean {
  return ATTRIBUTE.test(piece) || (index > 0 && piece.trim() === '');
}

/** What the role line of a message says in brackets: `name="Ada"`. */
function promptyAttributesOf(line: string): string | undefined {
  const trimmed = line.trim();
  const start = trimmed.indexOf('[');
  return start < 0 ? undefined : trimmed.slice(start + 1, trimmed.lastIndexOf(']')).trim();
}

export interface ReadMessages {
  readonly messages: readonly ChatEntry[];
  /** The variables of loops that became histories. */
  readonly histories: readonly string[];
  readonly warnings: readonly Loss[];
}

/**
 * The messages of a Prompty, which fills in its template first and looks for role lines then. Here
 * messages are known before: a loop over a conversation is a history, what one message gives a name to is
 * said again where another uses it, and role lines in other blocks are a `LineProblem`. Variables that
 * stand for messages, images or files become entries and parts of their own; text above the first role
 * line belongs to the system.
 */
export function readMessages(
  body: string,
  rich: ReadonlyMap<string, RichKind>,
  format: TemplateFormat,
): ReadMessages {
  const reader = new BodyReader(body, rich, format);
  const messages = reader.read();
  const histories = reader.histories.map(({ name }) => name);
  return { messages, histories, warnings: [...reader.warnings.values()] };
}

/** A line that only begins a message where its variable holds a role. */
const SPOKEN_LINE = /^(?:#\s*)?\{\{[^{}]{1,200}\}\}(?:\s*\[[^[\]]{0,200}\])?\s*:$/;
const IN_A_BLOCK = 'stands in a block: messages are known before anything is filled in.';

/** A stretch of the body that belongs to one role. */
interface Stretch {
  readonly role: Role;
  readonly start: number;
  readonly end: number;
}

class BodyReader {
  /** By their sentences: what two lines say alike is told once. */
  readonly warnings = new Map<string, Loss>();
  readonly histories: readonly HistoryRange[];
  readonly #body: string;
  readonly #rich: ReadonlyMap<string, RichKind>;
  readonly #tags: TemplateTags;
  /** What gives names to values, outside of blocks. */
  readonly #definitions: readonly Tag[];
  /** How many histories end before where lines are read. */
  #passed = 0;
  /** The characters of definitions that were said again. */
  #repeated = 0;

  constructor(body: string, rich: ReadonlyMap<string, RichKind>, format: TemplateFormat) {
    this.#body = body;
    this.#rich = rich;
    this.#tags = templateTags(body, format);
    const threads = [...rich].flatMap(([name, kind]) => (kind === 'thread' ? [name] : []));
    this.histories = historiesOf(body, this.#tags, { format, threads: new Set(threads) });
    this.#definitions = namesDefined(this.#tags);
  }

  read(): readonly ChatEntry[] {
    return this.#stretches().flatMap(stretch => this.#entries(stretch));
  }

  #stretches(): readonly Stretch[] {
    const stretches: Stretch[] = [];
    let current: { readonly role: Role; readonly start: number } = { role: 'system', start: 0 };
    let offset = 0;
    for (const line of this.#body.split('\n')) {
      const role = this.#isInHistory(offset) ? undefined : this.#roleAt(line, offset);
      if (role !== undefined) {
        stretches.push({ ...current, end: Math.max(offset - 1, current.start) });
        current = { role, start: Math.min(offset + line.length + 1, this.#body.length) };
      }
      offset += line.length + 1;
    }
    return [...stretches, { ...current, end: this.#body.length }];
  }

  #roleAt(line: string, offset: number): Role | undefined {
    const written = line.trim();
    const start = offset + line.indexOf(written);
    const role = promptyRoleOf(line);
    if (role === undefined) {
      if (SPOKEN_LINE.test(written)) this.#spoken(written, start);
      return undefined;
    }
    if (!this.#tags.isText(start, start + written.length)) return undefined;
    if (this.#tags.depthAt(start) > 0) {
      throw this.#problem(start, `"${written}" ${IN_A_BLOCK}`);
    }
    if ((promptyAttributesOf(line) ?? '') !== '') {
      this.#warn(`What the line "${written}" says in brackets is left out.`);
    }
    return role;
  }

  #warn(message: string): void {
    this.warnings.set(message, lost('body', message));
  }

  /** `{{ turn.role }}:` begins a message there; of another name nobody knows. */
  #spoken(line: string, start: number): void {
    if (/\brole["'\]\s]*(?:\||-?\}\})/.test(line)) {
      const message = `"${line}" would begin a message there once it is filled in: a role is known before here.`;
      throw this.#problem(start, message);
    }
    this.#warn(
      `"${line}" is text. There it begins a message where the value is the name of a role.`,
    );
  }

  /** Offsets are asked for from the first to the last. */
  #isInHistory(offset: number): boolean {
    while ((this.histories[this.#passed]?.end ?? Infinity) <= offset) this.#passed++;
    return (this.histories[this.#passed]?.start ?? Infinity) <= offset;
  }

  #entries({ role, start, end }: Stretch): readonly ChatEntry[] {
    const entries: ChatEntry[] = [];
    let done = start;
    for (const history of within(this.histories, start, end)) {
      entries.push(...this.#texts(role, done, history.start));
      entries.push({ role: 'history', name: history.name });
      done = history.end;
    }
    const isBehind = done > start && this.#body.slice(done, end).trim() !== '';
    if (isBehind && !this.#isThreadAt(done)) {
      const message =
        'Text behind a conversation belongs to its last message there: put a role line above it.';
      throw this.#problem(done, message);
    }
    return [...entries, ...this.#texts(role, done, end)];
  }

  /** Behind a thread, the message goes on. */
  #isThreadAt(end: number): boolean {
    const history = this.histories.findLast(item => item.end === end);
    return history !== undefined && this.#rich.get(history.name) === 'thread';
  }

  #texts(role: Role, start: number, end: number): readonly ChatEntry[] {
    const entries: ChatEntry[] = [];
    let parts: MessagePart[] = [];
    const finish = (): void => {
      entries.push({ role, content: contentOf(parts) });
      parts = [];
    };
    let done = start;
    const text = this.#body.slice(start, end);
    for (const { index, 0: tag, 1: name = '' } of text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
      const kind = this.#rich.get(name);
      if (kind === undefined) continue;
      const at = start + index;
      if (this.#tags.depthAt(at) > 0) throw this.#problem(at, `"${tag}" ${IN_A_BLOCK}`);
      parts.push({ type: 'text', text: this.#template(done, at) });
      done = at + tag.length;
      if (kind === 'thread') {
        finish();
        entries.push({ role: 'history', name });
      } else parts.push({ type: kind, url: `{{${name}}}` });
    }
    parts.push({ type: 'text', text: this.#template(done, end) });
    finish();
    return entries.filter(saysSomething);
  }

  /** A text that is a template of its own: what it uses and another defines stands above it, too. */
  #template(start: number, end: number): string {
    const text = this.#body.slice(start, end);
    const before = within(this.#definitions, 0, start);
    if (before.length === 0) return text;
    const used = namesUsed(this.#tags, start, end);
    if (!before.some(({ words }) => words.some(word => used.has(word)))) return text;
    this.#repeated += before.reduce((sum, tag) => sum + tag.end - tag.start, 0);
    if (this.#repeated > MAX_DOCUMENT_BYTES) {
      const message = 'What messages above give names to is too much to be said again here.';
      throw this.#problem(start, message);
    }
    const definitions = before.map(tag => this.#body.slice(tag.start, tag.end));
    return definitions.join('') + withoutBlankEnds(text);
  }

  #problem(offset: number, message: string): LineProblem {
    return new LineProblem(this.#body.slice(0, offset).split('\n').length, message);
  }
}
