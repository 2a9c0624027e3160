import { hasRole, isMapping, isNothing, others, type Mapping } from '../plainValues';
import { peekJson, readJson } from '../readData';
import type { Draft } from '../draft';
import type { ForeignFile } from '../foreignFile';
import { INSTRUCTION_KEYS } from '../instructions';
import { leftOut } from '../leftOut';
import type { MessageReading } from '../messageParts';
import { readAnthropicBlock } from './anthropicBlocks';
import { readMessages } from './messages';
import { firstSaid, joinedParameters, objectAt, requestDraft, schemaFormat } from './requestDraft';

const DIRECT_KEYS = ['model', 'system', 'messages', 'tools', 'tool_choice'];
const FORMAT_KEYS = ['output_config', 'output_format'];
const PARAMETERS = { stop_sequences: 'stop' };
/** Types of blocks that no other interface has. */
const BLOCK_SIGNS = ['tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'document'];

/** Where a part of OpenAI's chat API has what it holds; a block of Anthropic has a `source`. */
const OPENAI_PARTS = ['image_url', 'file', 'input_audio'];
/** Keys of requests to others that have models of Anthropic as well. */
const OPENAI_KEYS = [
  ...['response_format', 'max_completion_tokens', 'parallel_tool_calls', 'n', 'stop'],
  ...INSTRUCTION_KEYS.filter(key => key !== 'system'),
];

/** Whether a file is a request to Anthropic, or the messages of one. */
export function isAnthropic({ text }: ForeignFile): boolean {
  return isAnthropicRequest(peekJson(text));
}

/** Whether a value is a request to Anthropic: other interfaces take messages with roles as well. */
export function isAnthropicRequest(value: unknown): boolean {
  const request = isMapping(value) ? value : { messages: value };
  const { messages } = request;
  const isChat = Array.isArray(messages) && messages.length > 0 && messages.every(hasRole);
  if (!isChat) return false;
  const list = messages as readonly Mapping[];
  return saysItself(request, list) || (mayBe(request) && !list.some(isOpenaiMessage));
}

/** What nobody else has. */
function saysItself({ tools, anthropic_version }: Mapping, messages: readonly Mapping[]): boolean {
  if (typeof anthropic_version === 'string') return true;
  if (listOf(tools).some(tool => isMapping(tool) && isMapping(tool.input_schema))) return true;
  return messages.flatMap(({ content }) => listOf(content)).some(isOwnBlock);
}

function isOwnBlock(block: unknown): boolean {
  if (!isMapping(block)) return false;
  const { type, source } = block;
  return BLOCK_SIGNS.includes(String(type)) || (type === 'image' && isMapping(source));
}

/** What those who write requests after OpenAI's have at times. */
function mayBe(request: Mapping): boolean {
  const { model, stop_sequences, thinking, system, tools } = request;
  const isSigned =
    (typeof model === 'string' && /\bclaude\b/i.test(model)) ||
    Array.isArray(stop_sequences) ||
    isMapping(thinking);
  const isOther =
    OPENAI_KEYS.some(key => !isNothing(request[key])) ||
    listOf(tools).some(tool => isMapping(tool) && isMapping(tool.function));
  return isSigned && !isOther && !isMapping(system) && !listOf(system).some(hasRole);
}

function isOpenaiMessage({ role, content, tool_calls }: Mapping): boolean {
  return (
    ['system', 'developer', 'tool', 'function'].includes(String(role)) ||
    !isNothing(tool_calls) ||
    listOf(content).some(part => isMapping(part) && OPENAI_PARTS.some(key => key in part))
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/**
 * A request to Anthropic's Messages API, or its messages alone: https://docs.claude.com/en/api/messages.
 * Each result of a tool becomes a message. Throws `invalid-document` with the path.
 */
export function readAnthropic(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  const request: Mapping = isMapping(value) ? value : { messages: value };
  const base = isMapping(value) ? 'messages' : '';
  const reading: MessageReading = { file, warnings: [] };
  const read = readMessages(reading, request, base, readAnthropicBlock);
  const { format, parameters: output } = readFormat(reading, request);
  const parameters = joinedParameters(reading, [
    { path: '', values: others(request, [...DIRECT_KEYS, ...FORMAT_KEYS]), names: PARAMETERS },
    { path: '', values: output },
  ]);
  const { model, tools, tool_choice } = request;
  const fields = { model, parameters, tools, tool_choice, response_format: format };
  return [requestDraft(reading, read, fields, 'messages')];
}

/** The schema of the answer, and what else the request says where it says that. */
function readFormat(
  reading: MessageReading,
  { output_config, output_format }: Mapping,
): { readonly format: unknown; readonly parameters: Mapping } {
  const config = objectAt(reading, output_config, 'output_config');
  const format = firstSaid(reading, [
    { path: 'output_config.format', value: config.format },
    { path: 'output_format', value: output_format },
  ]);
  const rest = others(config, ['format']);
  const kept = isNothing(rest) ? {} : { output_config: rest };
  if (!isMapping(format) || !isMapping(format.schema)) return { format, parameters: kept };
  const path = format === output_format ? 'output_format' : 'output_config.format';
  reading.warnings.push(...leftOut(format, ['type', 'schema'], path));
  return { format: schemaFormat(format.schema), parameters: kept };
}
