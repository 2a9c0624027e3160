import { printJson } from '../../base/json';
import { printFloat } from './formatFloat';
import { printInteger } from './formatInteger';

/** `!s`, `!r` and `!a`. */
export type Conversion = 's' | 'r' | 'a';

/**
 * A value as Python's `str`, `repr` or `ascii` prints it; lists and objects are compact JSON under
 * each of them. A whole number is an integer, wherever it came from.
 */
export function toPythonText(value: unknown, conversion: Conversion): string {
  const text =
    typeof value === 'string' && conversion !== 's' ? quoteText(value) : printValue(value);
  return conversion === 'a' ? text.replace(/\P{ASCII}/gu, escapeCharacter) : text;
}

function printValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return printInteger(value);
  if (typeof value === 'number') {
    return Number.isInteger(value) ? printInteger(value) : printFloat(value);
  }
  return value === null || value === undefined ? 'None' : printJson(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Python's `repr` of a text: double quotes only where they save escaping single ones. Which
 * characters are assigned, and so not escaped, depends on the Unicode version of either side.
 */
function quoteText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\'\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, character => {
    if (character === ' ' || character === "'") return character === quote ? "\\'" : character;
    return ESCAPES[character] ?? escapeCharacter(character);
  });
  return quote + escaped + quote;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
