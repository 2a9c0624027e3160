import { printJson } from '../core/base/json';

/** A value that has room, and what had none. */
export interface Shortened {
  readonly value: unknown;
  /** What was left out, by its place: "source: 1200 more characters". Empty where it is the whole. */
  readonly leftOut: readonly string[];
}

/** What anything costs besides its text: a comma, a colon, quotes. */
const OVERHEAD = 4;

/**
 * Makes a value of plain JSON fit: texts are cut, and lists and objects end, where so many characters of
 * JSON are spent. What was left out is told, so that nobody takes a part for the whole.
 */
export function shorten(value: unknown, room: number): Shortened {
  const shortener = new Shortener(room);
  return { value: shortener.take(value, ''), leftOut: shortener.leftOut };
}

class Shortener {
  readonly leftOut: string[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  take(value: unknown, path: string): unknown {
    if (typeof value === 'string') return this.#takeText(value, path);
    if (Array.isArray(value)) return this.#takeList(value, path);
    if (typeof value === 'object' && value !== null) return this.#takeObject(value, path);
    this.#room -= OVERHEAD + String(value).length;
    return value;
  }

  #takeText(text: string, path: string): string {
    let kept = beginning(text, Math.max(0, this.#room));
    // What is escaped takes up to six times its length.
    while (kept !== '' && printJson(kept).length > this.#room) {
      kept = beginning(kept, Math.floor(kept.length * 0.75));
    }
    this.#room -= OVERHEAD + printJson(kept).length;
    const more = text.length - kept.length;
    if (more > 0) this.leftOut.push(`${path || 'text'}: ${more} more characters`);
    return kept;
  }

  #takeList(list: readonly unknown[], path: string): unknown {
    this.#room -= OVERHEAD;
    const kept: unknown[] = [];
    for (const [at, item] of list.entries()) {
      if (this.#room <= 0) {
        this.leftOut.push(`${path || 'list'}: ${list.length - at} more items`);
        break;
      }
      kept.push(this.take(item, `${path}[${at}]`));
    }
    return kept;
  }

  #takeObject(object: object, path: string): unknown {
    this.#room -= OVERHEAD;
    const entries = Object.entries(object);
    const kept: [string, unknown][] = [];
    for (const [at, [name, value]] of entries.entries()) {
      this.#room -= OVERHEAD + name.length;
      if (this.#room <= 0) {
        this.leftOut.push(`${path || 'object'}: ${entries.length - at} more fields`);
        break;
      }
      const isOwn = path === '' ? name : `${path}.${name}`;
      kept.push([name, this.take(value, isOwn)]);
    }
    return Object.fromEntries(kept);
  }
}

/** At most so many units of a text, and no half character. */
function beginning(text: string, length: number): string {
  const cut = text.slice(0, length);
  return cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
