import { printJson } from '../core/base/json';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import { isMapping, type Mapping } from './plainValues';
import type { MediaPart, TemplateFormat, TextPart } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

export type FoundTemplate = TextPart | MediaPart;

/** What the parts of a file add up to while it is read. */
export interface LangchainReading {
  readonly file: ForeignFile;
  readonly warnings: Loss[];
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

/** What an object says of itself, and no request says of it. */
const OF_ITS_OWN = ['type', 'input_variables', 'optional_variables', 'input_types'];
/** What a part is made with. */
const PART_KEYS = ['template', 'template_format', 'partial_variables', 'validate_template'];
/** The keys of each kind of entry that are read: messages, placeholders, templates of messages. */
const MESSAGE_KEYS = ['content', 'tool_calls', 'invalid_tool_calls'];
const PLACEHOLDER_KEYS = ['variable_name', 'optional', 'n_messages'];
const TEMPLATE_KEYS = ['prompt', 'role'];
/** What a message says besides its text lies in these, and is named key by key. */
const BAGS = ['additional_kwargs', 'response_metadata'];

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
    const message = `${printJson(format)} is none of ${FORMATS.join(', ')}.`;
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
      const field = `${path}.partial_variables.${name}`;
      warnings.push(lost(field, `${field} was computed there: give it a value.`));
    } else partials[name] = value;
  }
}

/** Notes what an entry of a chat says that is not read. */
export function noteLeftOut(
  { warnings }: LangchainReading,
  { name, fields }: { readonly name: string; readonly fields: Mapping },
  path: string,
): void {
  const bags = BAGS.filter(key => isMapping(fields[key]));
  const known = [
    ...OF_ITS_OWN,
    ...bags,
    // It was once a flag of every message.
    ...(fields.example === false ? ['example'] : []),
    ...keysOf(name),
  ];
  warnings.push(...leftOut(fields, known, path));
  for (const key of bags) warnings.push(...leftOut(fields[key] as Mapping, [], `${path}.${key}`));
}

function keysOf(name: string): readonly string[] {
  if (name === 'MessagesPlaceholder') return PLACEHOLDER_KEYS;
  return name.endsWith('Template') ? TEMPLATE_KEYS : MESSAGE_KEYS;
}

/** Notes what a part of a message says that is not read. */
export function notePartLeftOut(
  { warnings }: LangchainReading,
  fields: Mapping,
  path: string,
): void {
  warnings.push(...leftOut(fields, [...OF_ITS_OWN, ...PART_KEYS], path));
}

/** Template languages of Semantic Kernel, whose files have a template as well. */
const OTHER_FORMATS: readonly unknown[] = ['semantic-kernel', 'handlebars', 'liquid'];
/** What `load_prompt` knows; a file without a type is a prompt for it. */
const FILE_TYPES = ['prompt', 'few_shot', 'chat'];

/** A file for `load_prompt`: https://github.com/langchain-ai/langchain, prompts/loading.py. */
export function isPromptFile(value: Mapping): boolean {
  const { _type: type, input_variables: names, template_format: format } = value;
  const hasTemplate = 'template' in value || 'template_path' in value;
  if (type === undefined) {
    const isNamed = Array.isArray(names) && names.every(name => typeof name === 'string');
    return hasTemplate && !OTHER_FORMATS.includes(format) && (isNamed || format !== undefined);
  }
  return FILE_TYPES.some(item => item === type) && (hasTemplate || Array.isArray(names));
}
