import type { Draft } from '../draft';
import { refusal, type ForeignFile } from '../foreignFile';
import { leftOut } from '../leftOut';
import type { MessageReading } from '../messageParts';
import { given, isMapping, isNothing, others, type Mapping } from '../plainValues';
import { peekJson, readJson } from '../readData';
import { readResponseItems } from './openaiItems';
import { joinedParameters, requestDraft, schemaFormat } from './requestDraft';
import type { Message } from '../../core/prompt/document/model';
import { lost } from '../loss';

const DIRECT_KEYS = [
  ...['model', 'input', 'instructions', 'prompt', 'tools', 'tool_choice', 'text'],
  ...['previous_response_id', 'conversation'],
];
/** Keys that only a request to the Responses API has beside `input`. */
const SIGNS = ['instructions', 'max_output_tokens', 'previous_response_id'];
const OBJECT_SIGNS = ['text', 'reasoning'];
/** Keys of what else has an `input`: other requests, answers, rows of a test; speech, embeddings, ranks. */
const OTHER_KEYS = [
  ...['messages', 'output', 'ideal', 'expected', 'target'],
  ...['voice', 'encoding_format', 'dimensions', 'input_type', 'documents'],
];
const ITEM_TYPES = ['message', 'function_call', 'function_call_output', 'reasoning'];
/** Models that embed or judge a text take an `input` as well. */
const OTHER_MODELS = /embed|moderation|tts|whisper|image/i;

/** Whether a file is a request to the Responses API. */
export function isOpenaiResponses({ text }: ForeignFile): boolean {
  return isResponsesRequest(peekJson(text));
}

/** Whether a value is a request to the Responses API; rows of tests have an `input`, too. */
export function isResponsesRequest(value: unknown): boolean {
  if (!isMapping(value) || OTHER_KEYS.some(key => key in value)) return false;
  const { input, prompt } = value;
  if (isStored(prompt)) return true;
  const isInput = typeof input === 'string' || (Array.isArray(input) && input.length > 0);
  return isInput && (isItemList(input) || saysItself(value) || namesModel(value));
}

function saysItself(request: Mapping): boolean {
  return (
    OBJECT_SIGNS.some(key => isMapping(request[key])) || SIGNS.some(key => !isNothing(request[key]))
  );
}

/** Whether a request to a model is told by its model alone; texts in a list are there to be embedded. */
function namesModel({ model, input }: Mapping): boolean {
  const isRead = !Array.isArray(input) || input.every(isMapping);
  return isRead && typeof model === 'string' && !OTHER_MODELS.test(model);
}

function isItemList(input: unknown): boolean {
  const items = Array.isArray(input) ? (input as readonly unknown[]) : [];
  return items.some(item => isMapping(item) && ITEM_TYPES.includes(String(item.type)));
}

/** A prompt that is kept at OpenAI: https://platform.openai.com/docs/guides/prompting */
function isStored(prompt: unknown): prompt is Mapping & { readonly id: string } {
  return isMapping(prompt) && typeof prompt.id === 'string' && prompt.id.startsWith('pmpt_');
}

/**
 * A request to OpenAI's Responses API: https://platform.openai.com/docs/api-reference/responses/create.
 * Throws `invalid-document` with the path, also for one whose text is kept at OpenAI alone.
 */
export function readOpenaiResponses(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  if (!isMapping(value)) throw refusal(file, {}, 'A request is an object with an "input".');
  const reading: MessageReading = { file, warnings: [] };
  const { model, input, instructions, prompt, tools, tool_choice } = value;
  requireOwnText(file, value);
  const messages: readonly Message[] = [
    ...readTexts(reading, instructions, 'instructions', 'system'),
    ...readTexts(reading, input, 'input', 'user'),
  ];
  const text = readText(reading, value.text);
  const parameters = joinedParameters(reading, [
    { path: '', values: others(value, DIRECT_KEYS) },
    { path: 'text', values: text.parameters },
  ]);
  tellKeptElsewhere(reading, value);
  const fields = {
    model,
    parameters,
    tools,
    tool_choice,
    response_format: text.format,
    metadata: given({ openai: given({ prompt }) }),
  };
  return [requestDraft(reading, messages, fields, 'input')];
}

/** A text of a role, or items of several. */
function readTexts(
  reading: MessageReading,
  value: unknown,
  path: string,
  role: 'system' | 'user',
): readonly Message[] {
  if (isNothing(value)) return [];
  return readResponseItems(
    reading,
    typeof value === 'string' ? [{ role, content: value }] : value,
    path,
  );
}

function requireOwnText(file: ForeignFile, { prompt, input, instructions }: Mapping): void {
  if (isNothing(prompt) || !isNothing(input) || !isNothing(instructions)) return;
  const id = isMapping(prompt) && typeof prompt.id === 'string' ? prompt.id : 'a stored prompt';
  const message = `Nothing of its text is in it: the request names ${id}, which lies with OpenAI. Open that prompt in OpenAI's dashboard, copy its messages into a file, and import that.`;
  throw refusal(file, { path: 'prompt' }, message);
}

/** What a model reads besides, and what no file has. */
function tellKeptElsewhere({ warnings }: MessageReading, request: Mapping): void {
  const { prompt, previous_response_id, conversation } = request;
  if (!isNothing(prompt)) {
    const id = isMapping(prompt) && typeof prompt.id === 'string' ? ` (${prompt.id})` : '';
    const warning = `prompt${id} is kept in the metadata: its text lies with OpenAI and is missing here. Copy it from OpenAI's dashboard.`;
    warnings.push(lost('prompt', warning));
  }
  for (const [key, value] of Object.entries({ previous_response_id, conversation })) {
    if (isNothing(value)) continue;
    warnings.push(lost(key, `${key} is left out: the messages before these lie with OpenAI.`));
  }
}

/** What `text` says of the answer: a response format, in the form of the chat API, and parameters. */
function readText(
  { file, warnings }: MessageReading,
  text: unknown,
): { readonly format?: unknown; readonly parameters: Mapping } {
  if (isNothing(text)) return { parameters: {} };
  if (!isMapping(text)) throw refusal(file, { path: 'text' }, 'It must be an object.');
  const { format, verbosity } = text;
  warnings.push(...leftOut(text, ['format', 'verbosity'], 'text'));
  const parameters = given({ verbosity });
  if (!isMapping(format) || format.type !== 'json_schema') return { format, parameters };
  const { name, description, strict, schema } = format;
  const known = ['type', 'name', 'description', 'strict', 'schema'];
  warnings.push(...leftOut(format, known, 'text.format'));
  return { format: schemaFormat(schema, given({ name, description, strict })), parameters };
}
