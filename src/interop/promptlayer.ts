import { documentOf, type Draft, type Reading } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import { keptLabels, versionsTaken } from './newestOf';
import type { MessageReading } from './messageParts';
import { readOpenaiMessage } from './openaiMessages';
import { given, isMapping, isNothing, keyPath, others, type Mapping } from './plainValues';
import { otherName, promptNamesIn } from './promptName';
import { peekJson, readJson } from './readData';
import { requestFields } from './requestFields';
import type { Body, ChatEntry, TemplateFormat } from '../core/prompt/document/model';
import type { Loss } from './loss';
import { versionFacts, type VersionFacts } from './versionFacts';

/** Labels of the version that applications get, as its own documentation calls it. */
const SERVED = ['prod', 'production'];
const ITEM_KEYS = ['prompt_name', 'prompt_template', 'metadata', 'llm_kwargs'];
/** Keys that say something of a version, and nothing that a model gets. */
const VERSION_KEYS = [
  ...['id', 'version', 'labels', 'release_labels', 'commit_message', 'workspace_id'],
  ...['created_at', 'created', 'created_by', 'updated_at', 'last_updated'],
];
const CHAT_KEYS = [
  ...['type', 'messages', 'input_variables', 'tools', 'tool_choice'],
  ...['functions', 'function_call'],
];
/** What a message says of itself, and no request says of it. */
const OF_ITS_OWN = ['input_variables', 'template_format', 'dataset_examples'];
const FORMATS: readonly TemplateFormat[] = ['f-string', 'jinja2'];
const HISTORY_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
/** A snippet that is put into a template. */
const SNIPPET = /@@@[^@\n]+@@@/;

/** A template of PromptLayer, or a list of them: https://docs.promptlayer.com/reference/prompt-templates-get. */
export function isPromptlayer({ text }: ForeignFile): boolean {
  const [first] = listOf(peekJson(text));
  if (!isMapping(first) || !isMapping(first.prompt_template)) return false;
  return ['chat', 'completion'].includes(first.prompt_template.type as string);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isMapping(value) && Array.isArray(value.items) ? value.items : [value];
}

/**
 * Reads templates of PromptLayer as its API gives them; of several versions of one the one in production
 * is taken, else the newest. Throws `invalid-document` with the path.
 */
export function readPromptlayer(file: ForeignFile, { versions }: Reading = {}): readonly Draft[] {
  const value = readJson(file);
  const base = Array.isArray(value) ? '' : 'items';
  const list = listOf(value);
  const items = list.map((item, index) => {
    const path = list[0] === value ? '' : `${base}[${index}]`;
    const template = isMapping(item) ? item.prompt_template : undefined;
    if (!isMapping(item) || !isMapping(template)) {
      throw refusal(file, { path }, 'A template of PromptLayer has a "prompt_template".');
    }
    const name = typeof item.prompt_name === 'string' ? item.prompt_name : '';
    return {
      item,
      template,
      path,
      name,
      number: Number(item.version ?? 0),
      labels: labelsOf(item),
    };
  });
  const served = SERVED.find(label => items.some(({ labels }) => labels.includes(label)));
  const taken = versionsTaken(items, { served, all: versions });
  const names = promptNamesIn(
    file.file,
    taken.map(({ name }) => name),
  );
  return taken.map(({ older, ...found }) => {
    const isAll = versions === true;
    const read = isAll ? { ...found, item: others(found.item, VERSION_KEYS), labels: [] } : found;
    const draft = draftOf(file, read);
    const isOnly = names.size === 1;
    const name = isOnly && found.name === '' ? undefined : (names.get(found.name) ?? found.name);
    const named = { ...draft, name, warnings: [...older, ...draft.warnings] };
    return isAll ? { ...named, version: factsOf(found) } : named;
  });
}

function factsOf({ item, number, labels }: FoundTemplate): VersionFacts {
  const { commit_message: message, created_at, created_by: author, created } = item;
  return versionFacts({ number, labels, message, at: created_at ?? created, author });
}

function labelsOf({ labels, release_labels: release }: Mapping): readonly string[] {
  const list = [labels, release].flat();
  return list.flatMap(label =>
    typeof label === 'string' ? [label] : isMapping(label) ? [String(label.name)] : [],
  );
}

interface FoundTemplate {
  readonly item: Mapping;
  readonly template: Mapping;
  readonly path: string;
  readonly number: number;
  readonly labels: readonly string[];
}

function draftOf(file: ForeignFile, { item, template, path, labels }: FoundTemplate): Draft {
  const at = (key: string): string => keyPath(path, key);
  const warnings = leftOut({ llm_kwargs: item.llm_kwargs }, [], path);
  const reading: TemplateReading = { file, warnings, formats: new Map() };
  const body = readBody(reading, template, at('prompt_template'));
  const metadata = isMapping(item.metadata) ? item.metadata : {};
  const model = isMapping(metadata.model) ? metadata.model : {};
  const { rest, parameters, ...settings } = requestFields(model.parameters);
  const kept = {
    ...given({ name: otherName(item.prompt_name) }),
    ...others(item, ITEM_KEYS),
    ...given({
      metadata: {
        ...others(metadata, ['model']),
        ...given({ model: others(model, ['provider', 'name', 'parameters']) }),
      },
    }),
  };
  const tools = template.tools ?? settings.tools;
  const fields = {
    format: requireOneFormat(reading),
    model:
      typeof model.provider === 'string' ? `${model.provider}/${String(model.name)}` : model.name,
    // All that stands among the parameters of a model goes into its request there.
    parameters: { ...parameters, ...rest },
    tools: isNothing(tools) ? functionsOf(template.functions) : tools,
    tool_choice: choiceOf(template, warnings, at('prompt_template')) ?? settings.tool_choice,
    response_format: settings.response_format,
    metadata: given({ promptlayer: kept }),
  };
  return { document: documentOf(fields, body), warnings: [...warnings, ...keptLabels(labels)] };
}

interface TemplateReading extends MessageReading {
  /** The formats that were met, each with the place where it was met first. */
  readonly formats: Map<TemplateFormat, string>;
}

function requireOneFormat({ file, formats }: TemplateReading): TemplateFormat {
  const [first, second] = [...formats];
  if (second === undefined) return first?.[0] ?? 'f-string';
  const message = 'The messages of a prompt have one format, and these have two.';
  throw refusal(file, { path: second[1] }, message);
}

function noteFormat({ file, formats }: TemplateReading, said: unknown, path: string): void {
  const format = FORMATS.find(item => item === (said ?? 'f-string'));
  if (format === undefined) {
    const message = `A format is one of ${FORMATS.join(', ')}.`;
    throw refusal(file, { path: `${path}.template_format` }, message);
  }
  if (!formats.has(format)) formats.set(format, `${path}.template_format`);
}

function readBody(reading: TemplateReading, template: Mapping, path: string): Body {
  requireNoSnippets(reading, template, path);
  if (template.type === 'completion') {
    reading.warnings.push(...leftOut(template, ['type', 'content', ...OF_ITS_OWN], path));
    noteFormat(reading, template.template_format, path);
    const { content } = readOpenaiMessage(
      reading,
      { role: 'user', content: template.content },
      path,
    );
    if (typeof content === 'string') return { type: 'text', text: content };
    return { type: 'chat', messages: [{ role: 'user', content }] };
  }
  reading.warnings.push(...leftOut(template, CHAT_KEYS, path));
  if (template.type !== 'chat' || !Array.isArray(template.messages)) {
    throw refusal(reading.file, { path }, 'It is a chat with messages, or a completion.');
  }
  const messages = template.messages.map((message: unknown, index) =>
    readEntry(reading, message, `${path}.messages[${index}]`),
  );
  return { type: 'chat', messages };
}

function readEntry(reading: TemplateReading, value: unknown, path: string): ChatEntry {
  if (!isMapping(value)) throw refusal(reading.file, { path }, 'A message is an object.');
  if (value.role !== 'placeholder') {
    // A text without variables may stand in any format.
    if (!isNothing(value.content)) noteFormat(reading, value.template_format, path);
    return readOpenaiMessage(reading, withoutKeys(value, OF_ITS_OWN), path);
  }
  const { name } = value;
  if (typeof name !== 'string' || !HISTORY_NAME.test(name)) {
    const message = 'The name of a placeholder is one word: letters, digits and "_".';
    throw refusal(reading.file, { path: `${path}.name` }, message);
  }
  reading.warnings.push(...leftOut(value, ['role', 'name', ...OF_ITS_OWN], path));
  return { role: 'history', name };
}

function withoutKeys(fields: Mapping, keys: readonly string[]): Mapping {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

function requireNoSnippets({ file }: MessageReading, template: Mapping, path: string): void {
  const snippet = SNIPPET.exec(JSON.stringify(template.messages ?? template.content ?? ''))?.[0];
  if (snippet === undefined) return;
  const message = `"${snippet}" puts in another prompt. Write its text in its place.`;
  throw refusal(file, { path }, message);
}

/** Functions are what tools were called once. */
function functionsOf(functions: unknown): unknown {
  if (!Array.isArray(functions)) return undefined;
  return functions.map((item: unknown) => ({ type: 'function', function: item }));
}

function choiceOf(template: Mapping, warnings: Loss[], path: string): unknown {
  const { tool_choice: choice, function_call: call } = template;
  if (!isNothing(choice)) {
    warnings.push(...leftOut({ function_call: call }, [], path));
    return choice;
  }
  return isMapping(call) ? { type: 'function', function: call } : call;
}
