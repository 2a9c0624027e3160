import { LedgerError } from '../../base/errors';

const MAX_DEPTH = 200;

/**
 * Makes sure that values are what JSON can say, so that a template has nothing else to reach.
 * Throws `invalid-input` with the path of the first that is not. `undefined` counts as not given.
 */
export function requirePlainData(values: Readonly<Record<string, unknown>>): void {
  if (!isPlainObject(values)) throw refusal([], 'must be an object of values by name');
  check(values, []);
}

function check(value: unknown, path: readonly string[]): void {
  if (typeof value === 'object' && value !== null) {
    checkEntries(value, path);
    return;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw refusal(path, `is ${String(value)}, which is no finite number`);
  }
  // A whole number beyond 2^53 keeps its digits so.
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw refusal(path, `is a ${typeof value}`);
  }
}

function checkEntries(value: object, path: readonly string[]): void {
  if (path.length > MAX_DEPTH) throw refusal(path.slice(0, 5), 'is nested without end');
  if (!Array.isArray(value) && !isPlainObject(value)) {
    throw refusal(path, 'is neither a list nor a plain object');
  }
  for (const [key, entry] of Object.entries(value)) check(entry, [...path, key]);
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a VS Code webview, a test runner) have an Object.prototype of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refusal(path: readonly string[], problem: string): LedgerError {
  const subject = path.length === 0 ? 'The values' : `The value of "${path.join('.')}"`;
  const message = `${subject} ${problem}. Give values that JSON can hold.`;
  return new LedgerError('invalid-input', { path: path.join('.') }, message);
}
