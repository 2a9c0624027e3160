import { mustacheEngine } from '../core/engines/mustache/engine';
import type { TemplateFormat } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** How texts without a template language are to be read. */
export interface TextReading {
  readonly format: TemplateFormat;
  readonly warnings: readonly Loss[];
}

/**
 * The format for texts of a system that has no variables of its own: people put `{{name}}` into
 * them all the same. Without braces any format does, so it is the default one.
 */
export function readingOf(texts: readonly string[]): TextReading {
  if (!texts.some(text => text.includes('{{'))) return { format: 'mustache', warnings: [] };
  const templates = texts.map(text => mustacheEngine.parse(text));
  if (templates.some(({ problems }) => problems.length > 0)) {
    const warning = '"{{" stands in the texts and begins no variable, so the format is "none".';
    return { format: 'none', warnings: [lost('format', warning)] };
  }
  const names = [...new Set(templates.flatMap(({ variables }) => variables.map(use => use.name)))];
  const list = names.length === 0 ? '' : ` (${names.join(', ')})`;
  const warning = `What stands in "{{…}}" is taken for variables${list}. Where it is text, write "format: none".`;
  return { format: 'mustache', warnings: [lost('format', warning)] };
}
