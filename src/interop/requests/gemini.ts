import { printJson } from '../../core/base/json';
import type { Draft } from '../draft';
import { refusal, type ForeignFile } from '../foreignFile';
import { entryOf, isMapping, isNothing, keyPath, others, type Mapping } from '../plainValues';
import { peekJson, readJson } from '../readData';
import { CallIds } from './callIds';
import { readGeminiPart, type GeminiReading } from './geminiParts';
import { readGeminiFormat, readGeminiTools } from './geminiSettings';
import { firstSaid, joinedParameters, objectAt, requestDraft } from './requestDraft';
import { allSpellings, leftOutSpelled, spelled } from './spellings';
import { messagesOfTurn, readItems, type Turn } from './turns';
import type { Message } from '../../core/prompt/document/model';
import { lost } from '../loss';

/** Keys that a request has itself, or the `config` that Google's packages take. */
const DIRECT_KEYS = allSpellings(['systemInstruction', 'tools', 'toolConfig']);
const REQUEST_KEYS = allSpellings(['model', 'contents', 'generationConfig', 'config']);
const PARAMETERS = {
  maxOutputTokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  candidateCount: 'n',
  candidate_count: 'n',
  stopSequences: 'stop',
  stop_sequences: 'stop',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
};
const ROLES: Readonly<Record<string, 'user' | 'assistant'>> = {
  user: 'user',
  model: 'assistant',
  // What results of functions were called first.
  function: 'user',
};

/** Whether a file is a request to Gemini. */
export function isGemini({ text }: ForeignFile): boolean {
  return isGeminiRequest(peekJson(text));
}

/** Whether a value is a request to Gemini, in the words of its interface or of Google's packages. */
export function isGeminiRequest(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const { contents, model, config } = value;
  const list: readonly unknown[] = Array.isArray(contents) ? contents : [contents];
  const isKnown = list.length > 0 && list.every(item => isContent(item) || isPart(item));
  // Texts alone may be anything; Google's packages demand a model.
  return isKnown && (list.some(isMapping) || typeof model === 'string' || isMapping(config));
}

function isContent(item: unknown): item is Mapping {
  return isMapping(item) && (Array.isArray(item.parts) || isMapping(item.parts));
}

function isPart(item: unknown): boolean {
  if (!isMapping(item)) return typeof item === 'string' && item !== '';
  return ['text', 'inlineData', 'fileData'].some(name => !isNothing(spelled(item, name).value));
}

/**
 * A request to Gemini's generateContent: https://ai.google.dev/api/generate-content. Throws
 * `invalid-document` with the path.
 */
export function readGemini(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  if (!isMapping(value)) throw refusal(file, {}, 'A request is an object with "contents".');
  const reading: GeminiReading = { file, warnings: [], ids: new CallIds() };
  const parts = partsOfRequest(reading, value);
  const messages = [
    ...parts.flatMap(part => readSystem(reading, part)),
    ...readContents(reading, value.contents),
  ];
  const settings = parts.map(part => readSettings(reading, part));
  const sources = settings.map(({ path, values }) => ({ path, values, names: PARAMETERS }));
  const parameters = joinedParameters(reading, sources);
  const { key, value: cached } = spelled(parameters, 'cachedContent');
  if (!isNothing(cached)) {
    reading.warnings.push(
      lost(key, `${key} is a parameter: what it names lies with Google, and is not here.`),
    );
  }
  const fields = {
    model: value.model,
    parameters,
    tools: settings.flatMap(({ tools }) => tools),
    tool_choice: firstSaid(
      reading,
      settings.map(({ path, choice }) => ({ path: keyPath(path, 'toolConfig'), value: choice })),
    ),
    response_format: firstSaid(
      reading,
      settings.map(({ path, format }) => ({
        path: keyPath(path, 'responseSchema'),
        value: format,
      })),
    ),
  };
  return [requestDraft(reading, messages, fields, 'contents')];
}

interface RequestPart {
  readonly path: string;
  readonly fields: Mapping;
}

/** Where a request says something: the top, and what it has for the configuration. */
function partsOfRequest(reading: GeminiReading, request: Mapping): readonly RequestPart[] {
  const top = { path: '', fields: others(request, REQUEST_KEYS) };
  const configs = ['generationConfig', 'config'].flatMap(name => {
    const { key, value } = spelled(request, name);
    return isNothing(value) ? [] : [{ path: key, fields: objectAt(reading, value, key) }];
  });
  return [top, ...configs];
}

function readSettings(reading: GeminiReading, { path, fields }: RequestPart) {
  const { tools, choice } = readGeminiTools(reading, fields, path);
  const { format, known } = readGeminiFormat(reading, fields, path);
  return { path, tools, choice, format, values: others(fields, [...DIRECT_KEYS, ...known]) };
}

function readSystem(reading: GeminiReading, { path, fields }: RequestPart): readonly Message[] {
  const { key, value } = spelled(fields, 'systemInstruction');
  if (isNothing(value)) return [];
  const place = keyPath(path, key);
  if (isContent(value)) {
    reading.warnings.push(...leftOutSpelled(value, ['role', 'parts'], place));
    return messagesOfTurn(reading, turnOf(reading, 'system', value.parts, `${place}.parts`));
  }
  return messagesOfTurn(reading, turnOf(reading, 'system', value, place));
}

function readContents(reading: GeminiReading, contents: unknown): readonly Message[] {
  const path = 'contents';
  if (isContent(contents)) return readContent(reading, contents, path);
  if (typeof contents === 'string' || !Array.isArray(contents)) {
    return messagesOfTurn(reading, turnOf(reading, 'user', contents, path));
  }
  if (!contents.some(isContent)) {
    return messagesOfTurn(reading, turnOf(reading, 'user', contents, path));
  }
  return contents.flatMap((item: unknown, index) =>
    isContent(item)
      ? readContent(reading, item, `${path}[${index}]`)
      : messagesOfTurn(reading, turnOf(reading, 'user', [item], `${path}[${index}]`)),
  );
}

function readContent(reading: GeminiReading, content: Mapping, path: string): readonly Message[] {
  const { role = 'user' } = content;
  const known = entryOf(ROLES, role);
  if (known === undefined) {
    const message = `${printJson(role)} is no role of Gemini. These are: user, model.`;
    throw refusal(reading.file, { path: `${path}.role` }, message);
  }
  reading.warnings.push(...leftOutSpelled(content, ['role', 'parts'], path));
  return messagesOfTurn(reading, turnOf(reading, known, content.parts, `${path}.parts`));
}

/** Google takes one part for a list of one, and its own examples write it so. */
function turnOf(reading: GeminiReading, role: Turn['role'], parts: unknown, path: string): Turn {
  const list = isMapping(parts) ? [parts] : parts;
  const items = readItems(reading, list, path, (_, part, place) =>
    readGeminiPart(reading, part, place),
  );
  return { role, items, path };
}
