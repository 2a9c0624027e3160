import { contentOf, documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import {
  noteLeftOut,
  notePartials,
  notePartLeftOut,
  readTemplate,
  type FoundTemplate,
  type LangchainReading,
} from './langchainTemplate';
import { given, isMapping, others, type Mapping } from './plainValues';
import { otherName } from './promptName';
import { peekJson, readJson } from './readData';
import type { ChatEntry, Role, TemplateFormat } from '../core/prompt/document/model';

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

export function isLangchain({ text }: ForeignFile): boolean {
  const value = peekJson(text);
  if (!isMapping(value)) return false;
  const inner = isMapping(value.manifest) ? value.manifest : value;
  return madeOf(inner) !== undefined || (value._type === 'prompt' && 'template' in value);
}

/**
 * A prompt that LangChain wrote with `dumpd`, also as LangSmith gives it (`manifest`), alone or
 * before a model; and the older form of a text prompt (`"_type": "prompt"`).
 */
export function readLangchain(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  const wrapper = isMapping(value) ? value : {};
  const warnings: string[] = [];
  const reading: LangchainReading = { file, warnings, formats: new Map(), partials: {} };
  if (wrapper._type === 'prompt') return [textDraft(reading, wrapper, '')];
  const path = isMapping(wrapper.manifest) ? 'manifest' : '';
  const made = requireMade(file, path === '' ? value : wrapper.manifest, path);
  if (path !== '') {
    const kept = Object.keys(others(wrapper, ['manifest'])).join(', ');
    if (kept !== '') warnings.push(`What stands beside the manifest is left out: ${kept}.`);
  }
  return [draftOf(reading, made, path)];
}

function draftOf(reading: LangchainReading, made: Made, path: string): Draft {
  const { name, fields } = made;
  const inside = path === '' ? 'kwargs' : `${path}.kwargs`;
  if (fields.first !== undefined) return firstOf(reading, made, inside);
  if (name === 'PromptTemplate') return textDraft(reading, fields, inside);
  if (name === 'ChatPromptTemplate' || name === 'StructuredPrompt') {
    return chatDraft(reading, made, inside);
  }
  const message = `"${name}" has no counterpart. PromptTemplate, ChatPromptTemplate and StructuredPrompt have.`;
  throw refusal(reading.file, { path: path === '' ? 'id' : `${path}.id` }, message);
}

/** Of a prompt and the model that follows it, the prompt. */
function firstOf(reading: LangchainReading, { name, fields }: Made, path: string): Draft {
  const { first, middle, last } = fields;
  if (Array.isArray(middle) && middle.length > 0) {
    const message = 'A chain of more than a prompt and a model has no counterpart.';
    throw refusal(reading.file, { path: `${path}.middle` }, message);
  }
  reading.warnings.push(
    `The model that follows the prompt is left out (${madeOf(last)?.name ?? name}): write "model" and "parameters" yourself.`,
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
      'The schema of the answer is kept in its metadata: write it as "response_format" yourself.',
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

function literalMessage(
  { file, warnings }: LangchainReading,
  role: Role,
  fields: Mapping,
  path: string,
): LaterEntry {
  const { content } = fields;
  if (
    typeof content !== 'string' ||
    (Array.isArray(fields.tool_calls) && fields.tool_calls.length > 0)
  ) {
    const message =
      'Of messages that are no templates, those with a text alone have a counterpart.';
    throw refusal(file, { path: `${path}.content` }, message);
  }
  return format => {
    if (format === 'f-string') {
      const text = content.replace(/[{}]/g, brace => brace + brace);
      return { role, content: contentOf([{ type: 'text', text }]) };
    }
    if (/\{[{%#]/.test(content)) {
      warnings.push(
        `${path}.content was no template; what looks like a variable in it is one now.`,
      );
    }
    return { role, content: contentOf([{ type: 'text', text: content }]) };
  };
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
  const known = [...CHAT_KEYS, 'template', 'template_format', 'validate_template'];
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
