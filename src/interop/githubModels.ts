import { templatesOf } from '../core/prompt/render/renderChat';
import { contentOf, documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { INSTRUCTION_KEYS, readInstructions } from './instructions';
import { isLangwatch } from './langwatch';
import { leftOut } from './leftOut';
import { given, isMapping, others, renamed, type Mapping } from './plainValues';
import { readYaml } from './readData';
import type { Message, Role } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const ROLES: readonly Role[] = ['system', 'user', 'assistant'];
const PARAMETERS = { maxTokens: 'max_tokens', topP: 'top_p' };
const KEYS = [
  ...INSTRUCTION_KEYS,
  ...['model', 'modelParameters', 'messages', 'responseFormat', 'jsonSchema'],
];

export function isGithubModels({ file, text }: ForeignFile): boolean {
  if (isLangwatch({ file, text })) return false;
  return /\.prompt\.ya?ml$/i.test(file) || (/\.ya?ml$/i.test(file) && /^messages:/m.test(text));
}

/** A `.prompt.yml` of GitHub Models, as its extension for the GitHub command line reads it. */
export function readGithubModels(file: ForeignFile): readonly Draft[] {
  const value = readYaml(file, file.text);
  if (!isMapping(value)) throw refusal(file, { line: 1 }, 'The file must be a mapping.');
  const warnings: Loss[] = [];
  const messages = [
    ...readInstructions({ file, warnings }, value),
    ...readMessages(file, value.messages, warnings),
  ];
  const body = { type: 'chat' as const, messages };
  const { model, modelParameters, name } = value;
  const parameters = isMapping(modelParameters) ? renamed(modelParameters, PARAMETERS) : {};
  const metadata = given({ 'github-models': others(value, KEYS) });
  const response_format = readResponseFormat(file, value);
  return [
    {
      name: typeof name === 'string' ? name : undefined,
      document: documentOf(
        { format: 'mustache', model, parameters, response_format, metadata },
        body,
      ),
      warnings: [...warnings, ...lostOf(value), ...braceWarnings(templatesOf(body))],
    },
  ];
}

/** What stands where it has no meaning, and is kept nowhere. */
function lostOf({ modelParameters, responseFormat, jsonSchema }: Mapping): readonly Loss[] {
  return [
    ...(isMapping(modelParameters) ? [] : leftOut({ modelParameters }, [], '')),
    ...(responseFormat === 'json_schema' ? [] : leftOut({ jsonSchema }, [], '')),
  ];
}

function readMessages(file: ForeignFile, messages: unknown, warnings: Loss[]): readonly Message[] {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw refusal(file, { path: 'messages' }, 'There are no messages.');
  }
  return messages.map((message, index): Message => {
    const fields = isMapping(message) ? message : ({} as Mapping);
    const { role, content } = fields;
    const path = `messages[${index}]`;
    warnings.push(...leftOut(fields, ['role', 'content'], path));
    // The original compares roles without their case.
    const known = ROLES.find(item => item === String(role).toLowerCase());
    if (known === undefined) {
      throw refusal(file, { path: `${path}.role` }, `A role is one of ${ROLES.join(', ')}.`);
    }
    if (typeof content !== 'string') {
      throw refusal(file, { path: `${path}.content` }, 'The content of a message is a text.');
    }
    return { role: known, content: contentOf([{ type: 'text', text: content }]) };
  });
}

function readResponseFormat(file: ForeignFile, { responseFormat, jsonSchema }: Mapping): unknown {
  if (responseFormat === undefined || responseFormat === null) return undefined;
  if (responseFormat === 'text' || responseFormat === 'json_object') {
    return { type: responseFormat };
  }
  if (responseFormat !== 'json_schema') {
    const message = 'It must be text, json_object or json_schema.';
    throw refusal(file, { path: 'responseFormat' }, message);
  }
  return { type: 'json_schema', json_schema: readSchema(file, jsonSchema) };
}

function readSchema(file: ForeignFile, text: unknown): Mapping {
  const path = 'jsonSchema';
  try {
    const schema: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    if (isMapping(schema) && 'name' in schema && 'schema' in schema) return schema;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusal(file, { path }, `This is no JSON: ${error.message}.`);
  }
  throw refusal(file, { path }, 'It must be a text: JSON with "name" and "schema".');
}

/** The original replaces `{{name}}` alone, and leaves everything else that has braces. */
function braceWarnings(texts: readonly string[]): readonly Loss[] {
  const tags = texts.flatMap(tagsOf);
  const changed = tags.filter(tag => !/^\{\{[\p{L}\p{N}_.-]+\}\}$/u.test(tag));
  return [...new Set(changed)].map(tag =>
    lost('messages', `${tag} was text there, and is a tag of Mustache here.`),
  );
}

/** From each `{{` to the next `}}`. */
function tagsOf(text: string): readonly string[] {
  const tags: string[] = [];
  let start = text.indexOf('{{');
  while (start >= 0) {
    const end = text.indexOf('}}', start + 2);
    if (end < 0) break;
    tags.push(text.slice(start, end + 2));
    start = text.indexOf('{{', end + 2);
  }
  return tags;
}
