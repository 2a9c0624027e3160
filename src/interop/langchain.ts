import { contentOf, documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import {
  isPromptFile,
  noteLeftOut,
  notePartials,
  notePartLeftOut,
  readTemplate,
  type FoundTemplate,
  type LangchainReading,
} from './langchainTemplate';
import { given, isMapping, keyPath, others, type Mapping } from './plainValues';
import { readBlock, templateReader } from './langchainParts';
import { otherName } from './promptName';
import { peekData, readData } from './readData';
import type { ChatEntry, Role, TemplateFormat } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** The role of each class whose texts are templates. */
const TEMPLATE_ROLES: Readonly<Record<string, Role>> = {
  SystemMessagePromptTemplate: 'system',
  HumanMessagePromptTemplate: 'user',
  AIMessagePromptTemplate: 'assistant',
};
/** The role of each class whose text is the message, braces and all. */
const MESSAGE_ROLES: Readonly<Record<string, Role>> = {
  SystemMessage: 'system',
  HumanMessage: 'user',
  AIMessage: 'assistant',
};
/** What `ChatMessagePromptTemplate` calls roles. */
const ROLE_NAMES: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
};
const CHAT_KEYS = ['messages', 'input_variables', 'partial_variables', 'metadata', 'name'];
const HISTORY_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** An object as LangChain writes it: the class by its path, and what it was made with. */
interface Made {
  readonly name: string;
  readonly fields: Mapping;
}

export function isLangchain(file: ForeignFile): boolean {
  const value = peekData(file);
  if (!isMapping(value)) return false;
  const inner = isMapping(value.manifest) ? value.manifest : value;
  return madeOf(inner) !== undefined || isPromptFile(value);
}

/**
 * A prompt that LangChain wrote with `dumpd`, also as LangSmith gives it (`manifest`), alone or
 * before a model; and a file for `load_prompt`, in JSON or YAML, with or without a type.
 */
export function readLangchain(file: ForeignFile): readonly Draft[] {
  const value = readData(file);
  const wrapper = isMapping(value) ? value : {};
  const warnings: Loss[] = [];
  const reading: LangchainReading = { file, warnings, formats: new Map(), partials: {} };
  if (isFile(wrapper)) return [fileDraft(reading, wrapper)];
  const path = isMapping(wrapper.manifest) ? 'manifest' : '';
  const made = requireMade(file, path === '' ? value : wrapper.manifest, path);
  if (path !== '') warnings.push(...leftOut(wrapper, ['manifest'], ''));
  return [draftOf(reading, made, path)];
}

/** Whoever says that a file is LangChain's may say it of one with nothing but a template. */
function isFile(value: Mapping): boolean {
  return value._type !== undefined || 'template' in value || 'template_path' in value;
}

function fileDraft(reading: LangchainReading, fields: Mapping): Draft {
  const { _type: type = 'prompt', template_path: path } = fields;
  if (type !== 'prompt') {
    const message = `"${String(type)}" has no counterpart: a prompt with one template has.`;
    throw refusal(reading.file, { path: '_type' }, message);
  }
  if (typeof path === 'string' && fields.template === undefined) {
    const message = `The template is in another file, ${path}. Write it here as "template".`;
    throw refusal(reading.file, { path: 'template_path' }, message);
  }
  return textDraft(reading, fields, '');
}

function draftOf(reading: LangchainReading, made: Made, path: string): Draft {
  const { name, fields } = made;
  const inside = keyPath(path, 'kwargs');
  if (fields.first !== undefined) return firstOf(reading, made, inside);
  if (name === 'PromptTemplate') return textDraft(reading, fields, inside);
  if (name === 'ChatPromptTemplate' || name === 'StructuredPrompt') {
    return chatDraft(reading, made, inside);
  }
  const message = `"${name}" has no counterpart. PromptTemplate, ChatPromptTemplate and StructuredPrompt have.`;
  throw refusal(reading.file, { path: keyPath(path, 'id') }, message);
}

/** Of a prompt and the model that follows it, the prompt. */
function firstOf(reading: LangchainReading, { name, fields }: Made, path: string): Draft {
  const { first, middle, last } = fields;
  if (Array.isArray(middle) && middle.length > 0) {
    const message = 'A chain of more than a prompt and a model has no counterpart.';
    throw refusal(reading.file, { path: `${path}.middle` }, message);
  }
  reading.warnings.push(
    lost(
      `${path}.last`,
      `The model that follows the prompt is left out (${madeOf(last)?.name ?? name}): write "model" and "parameters" yourself.`,
    ),
  );
  return draftOf(reading, requireMade(reading.file, first, `${path}.first`), `${path}.first`);
}

function textDraft(reading: LangchainReading, fields: Mapping, path: string): Draft {
  const { template, template_format: format } = fields;
  const text = { template, format, partials: fields.partial_variables };
  const found = readTemplate(reading, text, path);
  return {
    name: typeof fields.name === 'string' ? fields.name : undefined,
    document: documentOf(
      {
        format: oneFormat(reading),
        inputs: inputsOf(reading, new Map()),
        metadata: keptOf(fields),
      },
      { type: 'text', text: found },
    ),
    warnings: reading.warnings,
  };
}

function chatDraft(reading: LangchainReading, { name, fields }: Made, path: string): Draft {
  const { messages } = fields;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw refusal(reading.file, { path: `${path}.messages` }, 'There are no messages.');
  }
  const optional = new Map<string, boolean>();
  notePartials(reading, fields.partial_variables, path);
  const entries = messages.map((message, index) =>
    readEntry(reading, message, `${path}.messages[${index}]`, optional),
  );
  // Only when all formats are known can it be said how a text that is no template is written.
  const format = oneFormat(reading);
  if (name === 'StructuredPrompt') {
    reading.warnings.push(
      lost(
        `${path}.schema`,
        'The schema of the answer is kept in its metadata: write it as "response_format" yourself.',
      ),
    );
  }
  return {
    name: typeof fields.name === 'string' ? fields.name : undefined,
    document: documentOf(
      { format, inputs: inputsOf(reading, optional), metadata: keptOf(fields) },
      { type: 'chat', messages: entries.map(entry => entry(format)) },
    ),
    warnings: reading.warnings,
  };
}

/** An entry, once it is known how the document writes its variables. */
type LaterEntry = (format: TemplateFormat) => ChatEntry;

function readEntry(
  reading: LangchainReading,
  value: unknown,
  path: string,
  optional: Map<string, boolean>,
): LaterEntry {
  const { name, fields } = requireMade(reading.file, value, path);
  const inside = `${path}.kwargs`;
  noteLeftOut(reading, { name, fields }, inside);
  if (name === 'MessagesPlaceholder') return history(reading, fields, inside, optional);
  const literal = MESSAGE_ROLES[name];
  if (literal !== undefined) return literalMessage(reading, literal, fields, inside);
  const role =
    name === 'ChatMessagePromptTemplate'
      ? ROLE_NAMES[String(fields.role).toLowerCase()]
      : TEMPLATE_ROLES[name];
  if (role === undefined) {
    const message = `A message of the class "${name}" has no counterpart.`;
    throw refusal(reading.file, { path }, message);
  }
  const { prompt } = fields;
  const list: readonly unknown[] = Array.isArray(prompt) ? prompt : [prompt];
  const parts = list.map((part, index) =>
    readPart(reading, part, `${inside}.prompt${Array.isArray(prompt) ? `[${index}]` : ''}`),
  );
  return () => ({ role, content: contentOf(parts) });
}

function readPart(reading: LangchainReading, value: unknown, path: string): FoundTemplate {
  if (isMapping(value) && value.lc === undefined && value.type !== undefined) {
    return readBlock(reading, value, path, templateReader(reading, 'f-string', undefined));
  }
  const { name, fields } = requireMade(reading.file, value, path);
  const inside = `${path}.kwargs`;
  notePartLeftOut(reading, fields, inside);
  const { template, template_format: format, partial_variables: partials } = fields;
  if (name === 'PromptTemplate') {
    return { type: 'text', text: readTemplate(reading, { template, format, partials }, inside) };
  }
  if (name === 'ImagePromptTemplate' && isMapping(template)) {
    const url = readTemplate(reading, { template: template.url, format, partials }, inside);
    const { detail } = template;
    reading.warnings.push(...leftOut(template, ['url', 'detail'], `${inside}.template`));
    return { type: 'image', url, ...(typeof detail === 'string' ? { detail } : {}) };
  }
  if (name === 'DictPromptTemplate') {
    const read = templateReader(reading, format, partials);
    return readBlock(reading, template, `${inside}.template`, read);
  }
  const message = `A part of the class "${name}" has no counterpart.`;
  throw refusal(reading.file, { path }, message);
}

function history(
  { file }: LangchainReading,
  { variable_name: name, optional: isOptional, n_messages: limit }: Mapping,
  path: string,
  optional: Map<string, boolean>,
): LaterEntry {
  if (typeof name !== 'string' || !HISTORY_NAME.test(name)) {
    const message = 'The variable of a placeholder is one word: letters, digits and "_".';
    throw refusal(file, { path: `${path}.variable_name` }, message);
  }
  if (typeof limit === 'number') {
    const message = `A history takes in all messages, not the last ${limit}.`;
    throw refusal(file, { path: `${path}.n_messages` }, message);
  }
  if (isOptional === true) optional.set(name, true);
  return () => ({ role: 'history', name });
}

/** A message that is no template: what looks like a variable in it is text. */
function literalMessage(
  reading: LangchainReading,
  role: Role,
  { content, tool_calls: calls }: Mapping,
  path: string,
): LaterEntry {
  if (Array.isArray(calls) && calls.length > 0) {
    const message =
      'Of messages that are no templates, those that call no tools have a counterpart.';
    throw refusal(reading.file, { path: `${path}.tool_calls` }, message);
  }
  const parts = literalParts(reading, content, `${path}.content`);
  return format => {
    const texts = parts.map(part => (part.type === 'text' ? part.text : part.url));
    if (format !== 'f-string' && texts.some(text => /\{[{%#]/.test(text))) {
      reading.warnings.push(
        lost(
          `${path}.content`,
          `${path}.content was no template; what looks like a variable in it is one now.`,
        ),
      );
    }
    const written = (text: string): string =>
      format === 'f-string' ? text.replace(/[{}]/g, brace => brace + brace) : text;
    return {
      role,
      content: contentOf(
        parts.map(part =>
          part.type === 'text'
            ? { type: 'text', text: written(part.text) }
            : { ...part, url: written(part.url) },
        ),
      ),
    };
  };
}

function literalParts(
  reading: LangchainReading,
  content: unknown,
  path: string,
): readonly FoundTemplate[] {
  if (!Array.isArray(content)) return [{ type: 'text', text: literal(reading, content, path) }];
  return content.map((block: unknown, index) =>
    typeof block === 'string'
      ? { type: 'text', text: block }
      : readBlock(reading, block, `${path}[${index}]`, (value, place) =>
          literal(reading, value, place),
        ),
  );
}

function literal({ file }: LangchainReading, value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw refusal(file, { path }, 'What a message says is a text, or a list of parts.');
}

function oneFormat({ file, formats }: LangchainReading): TemplateFormat {
  const [[format, path] = ['f-string' as const, ''], other] = [...formats];
  if (other === undefined) return format;
  const message = `It is written in ${other[0]}, and ${path} in ${format}. A document has one format.`;
  throw refusal(file, { path: other[1] }, message);
}

/** Values that were put in already are defaults; a placeholder that may be empty is an input. */
function inputsOf({ partials }: LangchainReading, optional: ReadonlyMap<string, boolean>): Mapping {
  const histories = [...optional.keys()].map(name => [name, { type: 'array', required: false }]);
  const values = Object.entries(partials).map(([name, value]) => [name, { default: value }]);
  return Object.fromEntries([...histories, ...values]) as Mapping;
}

function keptOf(fields: Mapping): Mapping {
  const known = [...CHAT_KEYS, '_type', 'template', 'template_format', 'validate_template'];
  const kept = {
    ...given({ name: otherName(fields.name) }),
    ...others(fields, known),
    ...given({ metadata: fields.metadata }),
  };
  return given({ langchain: kept });
}

function madeOf(value: unknown): Made | undefined {
  if (!isMapping(value) || value.lc !== 1 || value.type !== 'constructor') return undefined;
  const name: unknown = Array.isArray(value.id) ? value.id.at(-1) : undefined;
  if (typeof name !== 'string' || !isMapping(value.kwargs)) return undefined;
  return { name, fields: value.kwargs };
}

function requireMade(file: ForeignFile, value: unknown, path: string): Made {
  const made = madeOf(value);
  if (made !== undefined) return made;
  const message =
    'Here an object that LangChain wrote is expected: {"lc": 1, "type": "constructor", …}.';
  throw refusal(file, { path }, message);
}
