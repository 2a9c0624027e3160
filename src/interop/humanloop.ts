import { splitFrontMatter } from '../core/prompt/document/frontMatter';
import { templatesOf } from '../core/prompt/render/renderChat';
import { documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { readParts } from './foreignFrontMatter';
import { leftOut } from './leftOut';
import { readingOf } from './literalText';
import type { MessageReading } from './messageParts';
import { readOpenaiMessage } from './openaiMessages';
import { given, isMapping, type Mapping } from './plainValues';
import { requestFields } from './requestFields';
import { tagBlocks, type TagBlock } from './tagBlocks';
import type { Message, TemplateFormat } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** Keys of a document of ours that say what its body is. */
const OWN_KEYS = /^(?:type|format)[ \t]*:/m;
const OPENING = /^<(?:system|user|assistant|tool)(?:\s[^<>]*)?>/;
const CLOSING = /<\/(?:system|user|assistant|tool)>$/;
const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'];
/** `{{snippet(key)}}` puts in what a tool gives. */
const SNIPPET = /\{\{\s*[\w.-]+\s*\([^{}]*\)\s*\}\}/;

/**
 * Whether a file is a prompt of Humanloop, whose messages are tags below front matter
 * (https://humanloop.com/docs/v5/reference/serialized-files). Such tags alone are a text like any other:
 * prompts set examples in them.
 */
export function isHumanloop({ file, text }: ForeignFile): boolean {
  if (!/\.(?:prompt|agent)$/i.test(file)) return false;
  const { yaml, body } = splitFrontMatter(text);
  const bare = body.trim();
  return yaml !== undefined && !OWN_KEYS.test(yaml) && OPENING.test(bare) && CLOSING.test(bare);
}

/**
 * A prompt or agent of Humanloop. Throws `invalid-document` with the line for text outside of its
 * messages, and for tools in its template.
 */
export function readHumanloop(file: ForeignFile): readonly Draft[] {
  const { values, body, bodyLine } = readParts(file, /^---[ \t]*\n/);
  const warnings: Loss[] = [];
  const messages = tagBlocks(body, ROLES).map(block =>
    readBlock({ file, warnings }, { ...block, line: block.line + bodyLine - 1 }),
  );
  const chat = { type: 'chat' as const, messages };
  const { model, provider, tools, template_language: language, ...more } = values;
  const { rest, parameters, tool_choice, response_format } = requestFields(more);
  const { format, sentences } = formatOf(language, templatesOf(chat));
  const fields = {
    format,
    model:
      typeof provider === 'string' && typeof model === 'string' ? `${provider}/${model}` : model,
    parameters: withoutNoLimit(parameters, warnings),
    tools: readTools(tools, warnings),
    tool_choice,
    response_format,
    metadata: given({ humanloop: rest }),
  };
  return [{ document: documentOf(fields, chat), warnings: [...warnings, ...sentences] }];
}

function formatOf(
  language: unknown,
  texts: readonly string[],
): { readonly format: TemplateFormat; readonly sentences: readonly Loss[] } {
  if (language === 'jinja' || language === 'jinja2') return { format: 'jinja2', sentences: [] };
  const { format, warnings } = readingOf(texts);
  // That `{{name}}` is a variable is how it is meant there.
  return { format, sentences: format === 'none' ? warnings : [] };
}

/** Without a limit is what -1 says there. */
function withoutNoLimit(parameters: Mapping, warnings: Loss[]): Mapping {
  const { max_tokens: limit, ...rest } = parameters;
  if (limit !== -1) return parameters;
  warnings.push(lost('max_tokens', 'max_tokens is left out: -1 is no limit there.'));
  return rest;
}

function readTools(tools: unknown, warnings: Loss[]): readonly unknown[] | undefined {
  if (!Array.isArray(tools)) {
    warnings.push(...leftOut({ tools }, [], ''));
    return undefined;
  }
  return tools.map((tool: unknown, index) => {
    if (!isMapping(tool) || typeof tool.name !== 'string' || 'type' in tool) return tool;
    const { name, description, parameters, strict, ...more } = tool;
    warnings.push(...leftOut(more, [], `tools[${index}]`));
    const flags = strict === undefined || strict === null ? {} : { strict };
    return {
      type: 'function',
      function: { name, ...given({ description, parameters }), ...flags },
    };
  });
}

function readBlock(reading: MessageReading, block: TagBlock): Message {
  const { file, warnings } = reading;
  const { name: role, attributes, text, line, isOpen } = block;
  if (role === '') throw refusal(file, { line }, 'Text stands outside of the messages.');
  if (isOpen) throw refusal(file, { line }, `"<${role}>" is never closed.`);
  const snippet = SNIPPET.exec(text);
  if (snippet !== null) {
    const at = line + text.slice(0, snippet.index).split('\n').length - 1;
    const message = `"${snippet[0]}" puts in what a tool gives, which has no counterpart. Write a variable.`;
    throw refusal(file, { line: at }, message);
  }
  const path = `line ${line}, <${role}>`;
  const isTool = role === 'tool';
  warnings.push(...leftOut(attributes, isTool ? ['id', 'name'] : [], path));
  const inner = isTool
    ? []
    : tagBlocks(text, ['text', 'image', ...(role === 'assistant' ? ['tool'] : [])]);
  const hasTags = inner.some(({ name }) => name !== '');
  const calls = inner.filter(({ name }) => name === 'tool').map(toCall);
  const parts = inner
    .filter(({ name }) => name !== 'tool')
    .map(part => toPart(part, path, warnings));
  const message = {
    role,
    content: hasTags ? parts : text.trim(),
    ...(isTool ? { tool_call_id: attributes.id } : {}),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return readOpenaiMessage(reading, message, path);
}

function toCall({ attributes, text }: TagBlock): Mapping {
  const { id, name } = attributes;
  return { id, type: 'function', function: { name, arguments: text.trim() } };
}

function toPart({ name, attributes, text }: TagBlock, path: string, warnings: Loss[]): Mapping {
  if (name !== 'image') {
    warnings.push(...leftOut(attributes, [], `${path}, <text>`));
    return { type: 'text', text: text.trim() };
  }
  const { url = text.trim(), detail, ...more } = attributes;
  warnings.push(...leftOut(more, [], `${path}, <image>`));
  return { type: 'image_url', image_url: { url, ...given({ detail }) } };
}
