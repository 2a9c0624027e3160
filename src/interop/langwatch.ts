import { templatesOf } from '../core/prompt/render/renderChat';
import { documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { readingOf } from './literalText';
import type { MessageReading } from './messageParts';
import { readOpenaiMessage } from './openaiMessages';
import { given, isMapping, others, type Mapping } from './plainValues';
import { peekData, peekJson, readYaml } from './readData';
import type { Message } from '../core/prompt/document/model';
import type { Loss } from './loss';

/** Keys of its prompts that those of GitHub Models, whose files end alike, do not have. */
const SIGNS = ['handle', 'scope', 'response_format', 'inputs', 'outputs', 'prompting_technique'];
const PARAMETER_SIGNS = ['max_tokens', 'top_p', 'reasoning', 'frequency_penalty'];
/** Keys of those of GitHub Models. */
const OTHER_SIGNS = ['testData', 'evaluators'];
const KEYS = ['model', 'modelParameters', 'messages', 'response_format', 'responseFormat'];
const ROLES = ['system', 'user', 'assistant'];

/**
 * A prompt of LangWatch as its command line keeps it (`*.prompt.yaml`), or the index of such
 * (`prompts.json`): https://docs.langwatch.ai/prompt-management/prompts-as-code.
 */
export function isLangwatch(file: ForeignFile): boolean {
  if (isIndex(file)) return true;
  if (!/\.prompt\.ya?ml$/i.test(file.file)) return false;
  const value = peekData(file);
  if (!isMapping(value) || !(Array.isArray(value.messages) || isMapping(value.modelParameters))) {
    return false;
  }
  if (OTHER_SIGNS.some(key => key in value)) return false;
  const { modelParameters: parameters } = value;
  const isNamed = isMapping(parameters) && PARAMETER_SIGNS.some(key => key in parameters);
  return isNamed || SIGNS.some(key => key in value);
}

/** Names with the version or file of each, also with what they resolved to. */
function isIndex({ file, text }: ForeignFile): boolean {
  const value = /(?:^|[/\\])prompts(?:-lock)?\.json$/i.test(file) ? peekJson(text) : undefined;
  return isMapping(value) && isMapping(value.prompts);
}

/**
 * Reads a prompt of LangWatch. Throws `invalid-document` with the path, also for an index, which holds
 * no prompt.
 */
export function readLangwatch(file: ForeignFile): readonly Draft[] {
  if (isIndex(file)) {
    const message =
      'This is an index of prompts, which holds none. Import the files "*.prompt.yaml".';
    throw refusal(file, { path: 'prompts' }, message);
  }
  const value = readYaml(file, file.text);
  if (!isMapping(value)) throw refusal(file, { line: 1 }, 'The file must be a mapping.');
  const warnings: Loss[] = [];
  const { messages, modelParameters: parameters, handle } = value;
  const first = systemOf(value);
  const read = readMessages({ file, warnings }, messages);
  const body = { type: 'chat' as const, messages: [...first, ...read] };
  const { format, warnings: braces } = readingOf(templatesOf(body));
  const isTable = isMapping(parameters);
  const kept = {
    ...others(value, first.length > 0 ? [...KEYS, 'prompt'] : KEYS),
    ...(isTable ? {} : given({ modelParameters: parameters })),
  };
  const fields = {
    format,
    model: value.model,
    parameters: isTable ? parameters : {},
    response_format: value.response_format ?? value.responseFormat,
    metadata: given({ langwatch: kept }),
  };
  // That "{{name}}" is a variable is how it is meant there.
  const said = format === 'none' ? braces : [];
  const name = typeof handle === 'string' ? handle : undefined;
  return [{ name, document: documentOf(fields, body), warnings: [...warnings, ...said] }];
}

function readMessages(reading: MessageReading, messages: unknown): readonly Message[] {
  const { file } = reading;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw refusal(file, { path: 'messages' }, 'There are no messages.');
  }
  return messages.map((message: unknown, index) => {
    const path = `messages[${index}]`;
    const role = isMapping(message) ? message.role : undefined;
    if (!ROLES.includes(role as string)) {
      throw refusal(file, { path: `${path}.role` }, `A role is one of ${ROLES.join(', ')}.`);
    }
    return readOpenaiMessage(reading, message, path);
  });
}

/** What its API calls `prompt` is the system message, where none stands among the messages. */
function systemOf({ prompt, messages }: Mapping): readonly { role: 'system'; content: string }[] {
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
  const hasSystem = list.some(item => isMapping(item) && item.role === 'system');
  return typeof prompt === 'string' && prompt !== '' && !hasSystem
    ? [{ role: 'system', content: prompt }]
    : [];
}
