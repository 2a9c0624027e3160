/**
 * JSON as it is written: whole numbers beyond 2^53 keep all their digits, as `bigint`, and objects keep
 * the order of their keys, which JavaScript changes for keys that are whole numbers. Python reads it so.
 */

/** Where an object keeps the order of its keys; the parts of the package share it. */
const KEY_ORDER = Symbol.for('promptledger.keyOrder');
/** Deeper values would exhaust the stack of whoever walks them; nobody renders them. */
const MAX_DEPTH = 500;
/** A number or key that `JSON.parse` may not give back as it is written. */
const DELICATE = /\d{16}|"\d+"\s*:/;
const TOKEN = /[ \t\n\r]*("[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:])/y;

/** `JSON.parse`, without its losses. Throws `SyntaxError` for what is no JSON. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return DELICATE.test(text) && depthOf(text) <= MAX_DEPTH ? new JsonReader(text).read() : value;
}

/** `JSON.stringify`, without its losses. */
export function printJson(value: unknown, indentation = 0): string {
  if (isCommon(value, 0)) return JSON.stringify(value, null, indentation);
  return printValue(value, ' '.repeat(indentation), '') ?? 'null';
}

/** An object of these entries, which `entriesOf` gives back in this order. The last of a name counts. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const map = new Map(entries);
  const object: Record<string, unknown> = Object.fromEntries(map);
  const order = [...map.keys()];
  const isKept = Object.keys(object).every((key, index) => key === order[index]);
  if (!isKept) Object.defineProperty(object, KEY_ORDER, { value: order });
  return object;
}

/** `Object.keys` in the order in which they were written, where that is known. */
export function keysOf(object: object): readonly string[] {
  const keys = Object.keys(object);
  const order: unknown = (object as Record<symbol, unknown>)[KEY_ORDER];
  if (!Array.isArray(order) || order.length !== keys.length) return keys;
  const names = new Set<unknown>(order);
  return keys.every(key => names.has(key)) ? (order as readonly string[]) : keys;
}

/** `Object.entries` in the order in which they were written, where that is known. */
export function entriesOf(object: object): readonly (readonly [string, unknown])[] {
  return keysOf(object).map(key => [key, (object as Record<string, unknown>)[key]]);
}

/** The value with maps for objects, for printers that would lose the order of keys. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(entriesOf(value).map(([key, item]) => [key, inOrder(item)]));
}

/** What is sent instead of a value that a channel of plain data would lose a part of. */
interface Packed {
  readonly exactJson: string;
}

/** A value for a channel of plain data, which `unpacked` gives back as it was. */
export function packed<T>(value: T): T | Packed {
  return isCommon(value, 0) ? value : { exactJson: printJson(value) };
}

/** What `packed` was given. */
export function unpacked(value: unknown): unknown {
  const { exactJson } = Object(value) as Partial<Packed>;
  return typeof exactJson === 'string' ? parseJson(exactJson) : value;
}

/** A whole number by its digits: exact, and printed by them, whatever its size. */
export function wholeNumber(digits: string): number | bigint {
  const number = Number(digits);
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(digits);
  const isExact = Number.isFinite(number) && BigInt(number) === exact && String(number) === digits;
  return isExact ? number : exact;
}

function depthOf(text: string): number {
  let [open, depth] = [0, 0];
  for (const character of text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '')) {
    if (character === '{' || character === '[') depth = Math.max(depth, ++open);
    if (character === '}' || character === ']') open--;
  }
  return depth;
}

/** Reads a text that `JSON.parse` has taken. */
class JsonReader {
  readonly #text: string;
  #token = '';

  constructor(text: string) {
    this.#text = text;
    TOKEN.lastIndex = 0;
    this.#next();
  }

  read(): unknown {
    const token = this.#token;
    if (token === '{') return this.#object();
    if (token === '[') return this.#list();
    this.#next();
    return /^-?\d+$/.test(token) && token !== '-0' ? wholeNumber(token) : JSON.parse(token);
  }

  #next(): void {
    const { lastIndex } = TOKEN;
    this.#token = TOKEN.exec(this.#text)?.[1] ?? '';
    if (this.#token === '') TOKEN.lastIndex = lastIndex;
  }

  #object(): unknown {
    const entries: [string, unknown][] = [];
    this.#next();
    while (this.#token !== '}') {
      const key = JSON.parse(this.#token) as string;
      this.#next();
      this.#next();
      entries.push([key, this.read()]);
      if (this.#token === ',') this.#next();
    }
    this.#next();
    return objectOf(entries);
  }

  #list(): unknown {
    const items: unknown[] = [];
    this.#next();
    while (this.#token !== ']') {
      items.push(this.read());
      if (this.#token === ',') this.#next();
    }
    this.#next();
    return items;
  }
}

/** Whether `JSON.stringify` loses nothing of a value. */
function isCommon(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return true;
  if (!Array.isArray(value) && KEY_ORDER in value) return false;
  return Object.values(value).every(item => isCommon(item, depth + 1));
}

function printValue(value: unknown, step: string, margin: string): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = margin + step;
  if (Array.isArray(value)) {
    return enclosed(
      '[]',
      value.map(item => printValue(item, step, inner) ?? 'null'),
      { step, margin },
    );
  }
  const colon = step === '' ? ':' : ': ';
  const pieces = entriesOf(value).flatMap(([key, item]) => {
    const text = printValue(item, step, inner);
    return text === undefined ? [] : [`${JSON.stringify(key)}${colon}${text}`];
  });
  return enclosed('{}', pieces, { step, margin });
}

function enclosed(
  brackets: string,
  pieces: readonly string[],
  { step, margin }: { readonly step: string; readonly margin: string },
): string {
  const [open = '', close = ''] = brackets;
  if (pieces.length === 0) return brackets;
  if (step === '') return `${open}${pieces.join(',')}${close}`;
  const inner = `\n${margin}${step}`;
  return `${open}${inner}${pieces.join(`,${inner}`)}\n${margin}${close}`;
}
