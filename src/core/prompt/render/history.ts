import { LedgerError } from '../../base/errors';
import { ROLES } from '../document/model';
import type { RenderedMessage } from './model';

/**
 * Reads the value of a history: a list of messages in the form that rendering gives. They are data,
 * so nothing in them is a template or a marker. Throws `invalid-input` with the path of what is wrong.
 */
export function readHistory(name: string, value: unknown): readonly RenderedMessage[] {
  return listOf(MESSAGE, 'messages')(value, name) as readonly RenderedMessage[];
}

/** Gives back what it takes, or throws with the path. */
type Reader = (value: unknown, path: string) => unknown;

const text: Reader = (value, path) => {
  if (typeof value === 'string') return value;
  throw refusal(path, 'a text');
};

const optional =
  (read: Reader): Reader =>
  (value, path) =>
    value === undefined ? value : read(value, path);

const oneOf =
  (words: readonly string[]): Reader =>
  (value, path) => {
    if (words.includes(value as string)) return value;
    throw refusal(path, `one of ${words.join(', ')}`);
  };

const listOf =
  (read: Reader, what: string): Reader =>
  (value, path) => {
    if (!Array.isArray(value)) throw refusal(path, `a list of ${what}`);
    return value.map((item, index) => read(item, `${path}[${index}]`));
  };

/** Without keys, any object. A key that means nothing here is refused: it would be lost without a word. */
const objectOf =
  (keys?: Readonly<Record<string, Reader>>): Reader =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refusal(path, 'an object');
    }
    if (keys === undefined) return value;
    const known = Object.keys(keys);
    if (!Object.keys(value).every(key => known.includes(key))) {
      throw refusal(path, `an object with only the keys ${known.join(', ')}`);
    }
    const item = value as Readonly<Record<string, unknown>>;
    const entries = Object.entries(keys).map(([key, read]) => {
      const given = Object.hasOwn(item, key) ? item[key] : undefined;
      return [key, read(given, `${path}.${key}`)] as const;
    });
    return Object.fromEntries(entries.filter(([, found]) => found !== undefined));
  };

const url = { type: text, url: text, mediaType: optional(text) };
const PARTS: Readonly<Record<string, Reader>> = {
  text: objectOf({ type: text, text }),
  image: objectOf({ ...url, detail: optional(text) }),
  file: objectOf({ ...url, name: optional(text) }),
};

const part: Reader = (value, path) => {
  const { type } = objectOf()(value, path) as { readonly type?: unknown };
  oneOf(Object.keys(PARTS))(type, `${path}.type`);
  return PARTS[type as string]?.(value, path);
};

const MESSAGE = objectOf({
  role: oneOf(ROLES),
  content: (value, path) =>
    typeof value === 'string' ? value : listOf(part, 'parts, or a text')(value, path),
  toolCalls: optional(listOf(objectOf({ id: text, name: text, arguments: objectOf() }), 'calls')),
  toolCallId: optional(text),
  toolName: optional(text),
});

function refusal(path: string, expected: string): LedgerError {
  return new LedgerError(
    'invalid-input',
    { path, expected },
    `"${path}" must be ${expected}. A history is a list of messages: [{"role": "user", "content": "Hi"}].`,
  );
}
