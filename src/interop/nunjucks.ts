import type { TextReading } from './literalText';
import { lost, type Loss } from './loss';

/** A variable, with its parts. */
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}\p{N}_$]+)*$/u;

/**
 * The format for texts in Nunjucks, which Jinja reads nearly all of: Mustache says the same where there
 * are variables and nothing else.
 */
export function readingOfNunjucks(texts: readonly string[]): TextReading {
  const tags = texts.flatMap(tagsOf);
  const isName = (tag: string): boolean => NAME.test(tag.slice(2, -2).trim());
  if (tags.every(isName)) return { format: 'mustache', warnings: environment(tags) };
  const warning =
    'Its templates are Nunjucks, read as jinja2 here: a variable that nobody gives is an error instead of nothing.';
  return { format: 'jinja2', warnings: [lost('format', warning), ...environment(tags)] };
}

/** Variables whole, and where a statement or a comment begins. */
function tagsOf(text: string): readonly string[] {
  const tags: string[] = [];
  const last = text.lastIndexOf('}}');
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text.charAt(at + 1);
    if (next === '%' || next === '#') tags.push(`{${next}`);
    const end = next === '{' && at + 2 <= last ? text.indexOf('}}', at + 2) : -1;
    if (end < 0) continue;
    tags.push(text.slice(at, end + 2));
    at = end + 1;
  }
  return tags;
}

function environment(tags: readonly string[]): readonly Loss[] {
  const names = tags.filter(tag => /^\{\{-?\s*env\./.test(tag));
  if (names.length === 0) return [];
  return [
    lost(
      'env',
      `Variables of the environment are values like others here: ${[...new Set(names)].join(', ')}.`,
    ),
  ];
}
