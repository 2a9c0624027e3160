import { refusal, type ForeignFile } from './foreignFile';
import { isMapping } from './plainValues';
import type { MediaPart, TemplateFormat, TextPart } from '../core/prompt/document/model';

export type FoundTemplate = TextPart | MediaPart;

/** What the parts of a file add up to while it is read. */
export interface LangchainReading {
  readonly file: ForeignFile;
  readonly warnings: string[];
  /** The formats that were met, each with the place where it was met first. */
  readonly formats: Map<TemplateFormat, string>;
  /** Variables whose values were put in already. */
  readonly partials: Record<string, unknown>;
}

interface GivenTemplate {
  readonly template: unknown;
  readonly format: unknown;
  readonly partials: unknown;
}

const FORMATS: readonly TemplateFormat[] = ['f-string', 'mustache', 'jinja2'];

/** The text of a template, its format and its partial variables noted. Throws `invalid-document`. */
export function readTemplate(
  reading: LangchainReading,
  { template, format = 'f-string', partials: given }: GivenTemplate,
  path: string,
): string {
  const { file, formats } = reading;
  if (typeof template !== 'string') {
    throw refusal(file, { path: `${path}.template` }, 'A template is a text.');
  }
  const known = FORMATS.find(item => item === format);
  if (known === undefined) {
    const message = `${JSON.stringify(format)} is none of ${FORMATS.join(', ')}.`;
    throw refusal(file, { path: `${path}.template_format` }, message);
  }
  if (!formats.has(known)) formats.set(known, `${path}.template_format`);
  notePartials(reading, given, path);
  return template;
}

/** Notes the variables that were filled in before the prompt was written. */
export function notePartials(
  { partials, warnings }: LangchainReading,
  given: unknown,
  path: string,
): void {
  if (!isMapping(given)) return;
  for (const [name, value] of Object.entries(given)) {
    // A function cannot be written; LangChain says so in its place.
    if (isMapping(value) && value.lc === 1) {
      warnings.push(`${path}.partial_variables.${name} was computed there: give it a value.`);
    } else partials[name] = value;
  }
}
