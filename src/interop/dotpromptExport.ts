import { templatesOf } from '../core/prompt/render/renderChat';
import { CONFIG_NAMES } from './dotprompt';
import { SEGMENT } from './handlebars/expressions';
import {
  leftBehind,
  mappingAt,
  onlyVariable,
  unsayable,
  withFrontMatter,
  type Exporter,
} from './exported';
import { printPicoschema } from './picoschema';
import { given, isMapping, isNothing, others, renamed, turned, type Mapping } from './plainValues';
import type {
  ChatEntry,
  MediaPart,
  Message,
  PromptDocument,
  Role,
} from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const FORMAT = 'dotprompt';
const ROLES: Readonly<Partial<Record<Role, string>>> = {
  system: 'system',
  user: 'user',
  assistant: 'model',
  tool: 'tool',
};
/** What its schema says of an input. */
const SAID_OF_INPUTS = ['type', 'required', 'default', 'description'];
/** Names that Dotprompt calls as helpers. */
const HELPERS =
  'role history media section json if unless each with lookup log else this ifEquals unlessEquals helperMissing blockHelperMissing'.split(
    ' ',
  );
/** Names that Handlebars reads as values. */
const LITERAL = /^(?:true|false|null|undefined|-?\d+(?:\.\d+)?)$/;
/** What Dotprompt's own helpers print for it to find, wherever it stands. */
const MARKER = '<<<dotprompt:';

/** A `.prompt` of Google's Dotprompt. */
export const exportDotprompt: Exporter = document => {
  const { body, frontMatter } = document;
  requireHandlebars(document);
  const warnings: Loss[] = [];
  const printer = { document, warnings };
  const printed =
    body.type === 'text'
      ? textBody(printer, body.text)
      : body.messages.map((entry, index) => entryOf(printer, entry, `messages[${index}]`)).join('');
  const histories = (body.type === 'text' ? [] : body.messages).flatMap(item =>
    item.role === 'history' ? [item.name] : [],
  );
  if (histories.length > 1) throw unsayable(FORMAT, 'it takes in one history.');
  const values = valuesOf(frontMatter, histories, warnings);
  const isPlain = Object.keys(values).length === 0 && !/^\s*(?:#[^\n]*\n\s*)*---/.test(printed);
  // Without front matter nothing is trimmed there, and an empty one is not seen as one.
  return {
    text: isPlain
      ? printed
      : withFrontMatter(isNothing(values) ? { metadata: {} } : values, printed),
    warnings,
  };
};

interface Printer {
  readonly document: PromptDocument;
  readonly warnings: Loss[];
}

/** Makes sure that Handlebars reads every template as Mustache does. */
function requireHandlebars({ format, body }: PromptDocument): void {
  if (format === 'f-string' || format === 'jinja2') {
    throw unsayable(FORMAT, `its templates are Handlebars, and these are ${format}.`);
  }
  for (const text of templatesOf(body)) {
    if (text.includes(MARKER)) {
      throw unsayable(FORMAT, `"${MARKER}" stands in the text, which it takes for its own mark.`);
    }
    if (format === 'mustache') requireMustacheTags(text);
    else if (text.includes('\\{{')) {
      throw unsayable(FORMAT, 'a backslash before "{{" stands for nothing there.');
    }
  }
}

function requireMustacheTags(text: string): void {
  for (const tag of piecesOf(text).filter((_, index) => index % 2 === 1)) {
    const { sign, name } = readInside(tag.replace(/^\{\{|\}\}\}?$/g, ''));
    if (['#', '^', '/', '='].includes(sign)) {
      throw unsayable(
        FORMAT,
        `"${tag}" reads otherwise in Handlebars, which has "#if" and "#each".`,
      );
    }
    if (sign === '>' && !/^[\w/-]+$/.test(name)) {
      throw unsayable(FORMAT, `"${tag}" includes a version, and a partial there has none.`);
    }
    if (sign === '!') requireComment(name);
    else if (sign !== '>') requireVariable(name);
  }
}

/** A comment that begins so ends with the same there, not with the next braces. */
function requireComment(text: string): void {
  if (!text.startsWith('--') || (text.length >= 4 && text.endsWith('--'))) return;
  throw unsayable(
    FORMAT,
    `the comment "${text.slice(0, 60)}" never ends there: "--}}" is missing.`,
  );
}

function requireVariable(name: string): void {
  if (HELPERS.includes(name)) {
    throw unsayable(FORMAT, `"${name}" is a helper there. Rename the variable.`);
  }
  if (LITERAL.test(name)) {
    throw unsayable(FORMAT, `"${name}" is a value there. Rename the variable.`);
  }
  if (!name.split('.').every(part => SEGMENT.test(part))) {
    const message = `"${name}" is no name of a variable there: it has a character that means something else. Rename it.`;
    throw unsayable(FORMAT, message);
  }
}

/** A text, a tag, a text and so on: each `{{`, with a third brace or not, to the next `}}`. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let [done, brace] = [0, -1];
  let start = text.indexOf('{{');
  while (start >= 0) {
    if (brace < start + 2) brace = text.indexOf('}', start + 2);
    if (brace < 0) break;
    if (text[brace + 1] === '}') {
      const end = brace + (text[brace + 2] === '}' ? 3 : 2);
      pieces.push(text.slice(done, start), text.slice(start, end));
      done = end;
    }
    start = text.indexOf('{{', Math.max(done, start + 1));
  }
  return [...pieces, text.slice(done)];
}

function readInside(inside: string): { readonly sign: string; readonly name: string } {
  const written = (inside.startsWith('{') ? inside.slice(1) : inside).trim();
  const sign = /^[#^/=>&!]/.exec(written)?.[0] ?? '';
  return { sign, name: written.slice(sign.length).trim() };
}

function textBody({ document, warnings }: Printer, text: string): string {
  const bare = text.replace(/\n$/, '');
  if (bare.trim() !== bare) {
    warnings.push(lost('body', 'White space at the ends of the text is left out there.'));
  }
  return `${escaped(document, bare)}\n`;
}

function entryOf(printer: Printer, entry: ChatEntry, path: string): string {
  if (entry.role === 'history') {
    if (entry.name !== 'history') {
      printer.warnings.push(
        lost(`${path}.name`, `The history has no name there; it is "${entry.name}" here.`),
      );
    }
    return '{{history}}\n';
  }
  return messageOf(printer, entry, path);
}

function messageOf(
  printer: Printer,
  { role, content, calls, result }: Message,
  path: string,
): string {
  const name = ROLES[role];
  if (name === undefined) throw unsayable(FORMAT, `it has no role "${role}".`);
  if (calls !== undefined || result !== undefined) {
    throw unsayable(FORMAT, 'its messages hold no calls of tools and no results.');
  }
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
  const texts = parts.map((part, index) =>
    part.type === 'text'
      ? escaped(printer.document, part.text)
      : mediaOf(printer, part, `${path}.content[${index}]`),
  );
  if (content === '') {
    printer.warnings.push(lost(path, `An empty message of "${role}" is left out there.`));
  }
  return `{{role "${name}"}}\n${texts.join('\n')}\n`;
}

/** A text as Handlebars prints it, which reads backslashes, numbers and three braces otherwise. */
function escaped({ format }: PromptDocument, text: string): string {
  if (format === 'none') return text.replace(/\{\{/g, '\\{{');
  const separated = text
    .replace(/\\(?=\{\{)/g, '\\\\')
    .replace(/(\{\{\{[^{}]+\}\}\}|(?<!\{)\{\{[^{}!]+\}\})(?=\})/g, '$1{{!}}');
  return piecesOf(separated)
    .map((piece, index) => (index % 2 === 0 ? piece : piece.replace(/\.(\d+)(?=[.}\s])/g, '.[$1]')))
    .join('');
}

function mediaOf({ warnings }: Printer, part: MediaPart, path: string): string {
  const { type, url, mediaType, detail, name } = part;
  const variable = onlyVariable(url);
  if (variable === undefined && /[{}"\s]/.test(url)) {
    throw unsayable(
      FORMAT,
      `a medium is one variable or one URL there, not "${url.slice(0, 60)}".`,
    );
  }
  if (type === 'file' && (mediaType === undefined || mediaType.startsWith('image/'))) {
    throw unsayable(
      FORMAT,
      `the file "${url.slice(0, 60)}" needs its type: "@file[type=application/pdf]: …".`,
    );
  }
  for (const [key, value] of Object.entries({ detail, name })) {
    if (value === undefined) continue;
    const sentence = `What "${url.slice(0, 60)}" says in brackets as "${key}" is left out.`;
    warnings.push(lost(`${path}.${key}`, sentence));
  }
  const contentType = mediaType === undefined ? '' : ` contentType="${mediaType}"`;
  return `{{media url=${variable ?? `"${url}"`}${contentType}}}`;
}

/** @param histories the variables of conversations, which are no inputs there */
function valuesOf(frontMatter: Mapping, histories: readonly string[], warnings: Loss[]): Mapping {
  const { model, tools, response_format } = frontMatter;
  const metadata = mappingAt(frontMatter, 'metadata');
  const kept = mappingAt(metadata, 'dotprompt');
  const inputs = Object.fromEntries(
    Object.entries(mappingAt(frontMatter, 'inputs')).filter(([name]) => !histories.includes(name)),
  );
  const defs = Array.isArray(tools) ? tools.map(toolDef) : [];
  defs.forEach((def, index) => {
    const field = `tools[${index}]`;
    if (def === undefined) warnings.push(lost(field, `"${field}" is left out: it is no function.`));
  });
  warnings.push(...leftBehind(frontMatter, ['tool_choice']));
  return given({
    ...others(kept, ['input', 'toolDefs']),
    model,
    config: renamed(mappingAt(frontMatter, 'parameters'), turned(CONFIG_NAMES)),
    input: inputOf(inputs, mappingAt(kept, 'input'), warnings),
    output: isNothing(kept.output) ? outputOf(response_format, warnings) : kept.output,
    toolDefs: defs.filter(def => def !== undefined),
    metadata: others(metadata, ['dotprompt']),
  });
}

function inputOf(inputs: Mapping, kept: Mapping, warnings: Loss[]): Mapping {
  const defaults = Object.entries(inputs).flatMap(([name, input]) =>
    isMapping(input) && input.default !== undefined ? [[name, input.default] as const] : [],
  );
  const odd = Object.keys(inputs).find(name => /[()]|\?$/.test(name));
  if (odd !== undefined) {
    throw unsayable(FORMAT, `its schema cannot name the input "${odd}". Rename it.`);
  }
  warnings.push(...lostOfInputs(inputs));
  return given({
    ...kept,
    schema: kept.schema ?? printPicoschema(inputs),
    default: Object.fromEntries(defaults),
  });
}

function lostOfInputs(inputs: Mapping): readonly Loss[] {
  return Object.entries(inputs).flatMap(([name, input]) => {
    const left = isMapping(input) ? Object.keys(others(input, SAID_OF_INPUTS)) : [];
    return left.map(key => {
      const field = `inputs.${name}.${key}`;
      return lost(field, `"${field}" is left out: it has no counterpart there.`);
    });
  });
}

function outputOf(format: unknown, warnings: Loss[]): Mapping {
  if (isNothing(format)) return {};
  const type = isMapping(format) ? format.type : format;
  if (type === 'json_object') return { format: 'json' };
  if (type === 'text') return { format: 'text' };
  const { schema } = isMapping(format) ? mappingAt(format, 'json_schema') : ({} as Mapping);
  if (type === 'json_schema' && isMapping(schema) && typeof schema.type === 'string') {
    warnings.push(
      lost('response_format', 'Of "response_format" the schema is kept, without its name.'),
    );
    return { format: 'json', schema };
  }
  warnings.push(
    lost('response_format', '"response_format" is left out: it has no counterpart there.'),
  );
  return {};
}

function toolDef(tool: unknown): Mapping | undefined {
  const { function: called } = isMapping(tool) ? tool : ({} as Mapping);
  if (!isMapping(called) || typeof called.name !== 'string') return undefined;
  const { name, description, parameters = { type: 'object', properties: {} } } = called;
  return { name, ...given({ description }), inputSchema: parameters };
}
