import { printJson } from '../../core/base/json';
import type { Draft } from '../draft';
import { refusal, type ForeignFile } from '../foreignFile';
import { leftOut } from '../leftOut';
import type { MessageReading } from '../messageParts';
import { isMapping, isNothing, others, type Mapping } from '../plainValues';
import { peekJson, readJson } from '../readData';
import { BEDROCK_BLOCKS, readBedrockBlock } from './bedrockBlocks';
import { readBedrockFormat, readBedrockTools } from './bedrockSettings';
import { readMessages } from './messages';
import { joinedParameters, objectAt, requestDraft } from './requestDraft';

const DIRECT_KEYS = [
  ...['modelId', 'system', 'messages', 'inferenceConfig', 'toolConfig', 'outputConfig'],
  ...['additionalModelRequestFields', 'promptVariables'],
];
/** Keys that only a request to Converse has. */
const SIGNS = ['modelId', 'inferenceConfig', 'toolConfig', 'additionalModelRequestFields'];
const PARAMETERS = { maxTokens: 'max_tokens', topP: 'top_p', stopSequences: 'stop' };

/** Whether a file is a request to Bedrock's Converse, or the messages of one. */
export function isBedrock({ text }: ForeignFile): boolean {
  return isBedrockRequest(peekJson(text));
}

/** Whether a value is a request to Bedrock's Converse: its blocks have no `type`. */
export function isBedrockRequest(value: unknown): boolean {
  const request = isMapping(value) ? value : { messages: value };
  const { messages } = request;
  if (isStored(request)) return true;
  if (!Array.isArray(messages) || messages.length === 0) return false;
  const list = messages as readonly unknown[];
  const isSigned = SIGNS.some(key => !isNothing(request[key]));
  return list.every(isMapping) && (isSigned || list.some(hasBlocks));
}

function hasBlocks({ content }: Mapping): boolean {
  const blocks = Array.isArray(content) ? (content as readonly unknown[]) : [];
  return (
    blocks.length > 0 &&
    blocks.every(
      block =>
        isMapping(block) &&
        block.type === undefined &&
        Object.keys(block).some(key => Object.hasOwn(BEDROCK_BLOCKS, key)),
    )
  );
}

/** A prompt of Bedrock's prompt management is named where a model is. */
function isStored({ modelId }: Mapping): boolean {
  return typeof modelId === 'string' && /^arn:[^\s]*:prompt\/\w/.test(modelId);
}

/**
 * A request to Bedrock's Converse:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html. Throws
 * `invalid-document` with the path, also for one whose text is kept at AWS.
 */
export function readBedrock(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  const request: Mapping = isMapping(value) ? value : { messages: value };
  const reading: MessageReading = { file, warnings: [] };
  const { modelId, promptVariables } = request;
  if (isStored(request)) {
    const message = `The request names ${printJson(modelId)}, a prompt whose text lies with AWS. Get it with "aws bedrock-agent get-prompt", and import its text.`;
    throw refusal(file, { path: 'modelId' }, message);
  }
  reading.warnings.push(...leftOut({ promptVariables }, [], ''));
  const base = isMapping(value) ? 'messages' : '';
  const read = readMessages(reading, request, base, readBedrockBlock);
  const { tools, choice } = readBedrockTools(reading, request.toolConfig);
  const fields = {
    model: modelId,
    parameters: readParameters(reading, request),
    tools,
    tool_choice: choice,
    response_format: readBedrockFormat(reading, request.outputConfig),
  };
  return [requestDraft(reading, read, fields, 'messages')];
}

/** What every model takes, what only this one takes, and what the request says besides. */
function readParameters(reading: MessageReading, request: Mapping): Mapping {
  const path = 'inferenceConfig';
  const own = 'additionalModelRequestFields';
  return joinedParameters(reading, [
    { path, values: objectAt(reading, request[path], path), names: PARAMETERS },
    { path: own, values: objectAt(reading, request[own], own) },
    { path: '', values: others(request, DIRECT_KEYS) },
  ]);
}
