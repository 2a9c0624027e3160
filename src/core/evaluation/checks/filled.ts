import { LedgerError } from '../../base/errors';

/** A name, or a path to a value: `{{ customer.name }}`. */
const NAME = /\{\{-?\s*([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*)\s*-?\}\}/gu;
/** What Nunjucks would do more than that. */
const MORE = /\{\{[^{}]*\}\}|\{%|\{#/;

/**
 * The value of a check with the values of the row in its texts, and in those of a list, as promptfoo fills
 * them in; what is nested deeper stays. Only names are filled in: what else Nunjucks does throws
 * `invalid-input`, for a check that means something else than it says would pass or fail for nothing.
 */
export function filled(value: unknown, values: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return filledText(value, values);
  return Array.isArray(value)
    ? value.map((item: unknown) => (typeof item === 'string' ? filledText(item, values) : item))
    : value;
}

function filledText(text: string, values: Readonly<Record<string, unknown>>): string {
  const rest = MORE.exec(text.replace(NAME, ''));
  if (rest !== null) {
    throw new LedgerError(
      'invalid-input',
      { value: text },
      `In a check only names are filled in, as {{name}}. Write out what "${rest[0]}" stands for.`,
    );
  }
  return text.replace(NAME, (_, path: string) => printed(path, valueAt(path, values)));
}

function valueAt(path: string, values: unknown): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const isHere = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return isHere ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  }, values);
}

/** As Nunjucks prints a value: nothing for what is not there, commas between the items of a list. */
function printed(path: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(item => printed(path, item)).join(',');
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return `${value as string | number | boolean}`;
  throw new LedgerError(
    'invalid-input',
    { path },
    `"{{${path}}}" is an object. Name a field of it, as {{${path}.field}}.`,
  );
}
