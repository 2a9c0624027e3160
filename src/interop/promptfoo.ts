import { templatesOf } from '../core/prompt/render/renderChat';
import { readYamlValue } from '../core/prompt/document/yamlValue';
import { documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import { readingOfNunjucks } from './nunjucks';
import type { MessageReading } from './messageParts';
import { readOpenaiMessage } from './openaiMessages';
import { given, hasRole, isMapping, isNothing, type Mapping } from './plainValues';
import { otherName, promptNamesIn } from './promptName';
import { peekData, peekJson, readData } from './readData';
import { requestFields } from './requestFields';
import type { Body } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** Keys that stand beside `prompts` in its configuration, and nowhere else. */
const SIGNS = ['providers', 'targets', 'tests', 'defaultTest', 'scenarios', 'evaluateOptions'];
/** Keys that are read; what else there is says how prompts are tried out. */
const CONFIG_KEYS = ['prompts', 'providers', 'targets', 'description', 'tags', '$schema'];
const PROMPT_KEYS = ['id', 'label', 'raw', 'config', 'display'];
/** A prompt that stands somewhere else: in a file, in a program, with another system. */
const REFERENCE = /^(?:[a-z][\w+.-]*:\/\/|exec:)\S+$/i;
const FILE = /^\S+\.(?:txt|md|j2|json|jsonl|ya?ml|csv|py|[cm]?[jt]s)(?::\w+)?$/i;
/** A value in a chat in JSON, printed with its quotes. */
const DUMPED = /([:,[]\s*)\{\{-?\s*([\p{L}_$][\p{L}\p{N}_$.]*)\s*\|\s*dump(?:\(\))?\s*-?\}\}/gu;
/** Whose models its providers name as `openai:chat:gpt-5`, and what may stand between. */
const PROVIDER =
  /^(openai|anthropic|google|vertex|azure|bedrock|mistral|groq|deepseek|xai|ollama|openrouter|cohere|cerebras|together):(?:(?:chat|completion|messages|responses):)?([^\s:].*)$/;

/** A configuration of promptfoo: https://www.promptfoo.dev/docs/configuration/reference/. */
export function isPromptfoo(file: ForeignFile): boolean {
  const value = peekData(file);
  if (!isMapping(value) || isNothing(value.prompts)) return false;
  const isNamed = /promptfooconfig[^/\\]*$/i.test(file.file);
  return isNamed || SIGNS.some(key => key in value);
}

interface FoundPrompt {
  readonly raw: string;
  readonly label: string | undefined;
  readonly fields: Mapping;
  readonly path: string;
}

/**
 * The prompts that stand in a configuration of promptfoo. One that stands elsewhere is named, or
 * refused where there is no other. Throws `invalid-document` with the path.
 */
export function readPromptfoo(file: ForeignFile): readonly Draft[] {
  const value = readData(file);
  const config = isMapping(value) ? value : ({} as Mapping);
  const warnings: Loss[] = leftOut(config, CONFIG_KEYS, '');
  const found = promptsIn({ file, warnings }, config.prompts);
  const named = found.map((prompt, index) => ({ ...prompt, said: saidOf(found, index) }));
  const names = promptNamesIn(
    file.file,
    named.map(({ said }) => said),
  );
  const model = modelIn(config, warnings);
  const kept = given({ description: config.description, tags: config.tags });
  return named.map(({ said, ...prompt }, index) => {
    const draft = draftOf(file, prompt, { model, kept });
    const name = found.length === 1 ? prompt.label : names.get(said);
    return { ...draft, name, warnings: [...(index === 0 ? warnings : []), ...draft.warnings] };
  });
}

/** What a prompt is called there, made different from the others. */
function saidOf(found: readonly FoundPrompt[], index: number): string {
  const { label } = found[index] ?? {};
  const isTwice = found.findIndex(other => other.label === label) < index;
  return label === undefined ? `prompt-${index + 1}` : isTwice ? `${label}-${index + 1}` : label;
}

function promptsIn(reading: MessageReading, prompts: unknown): readonly FoundPrompt[] {
  const { file, warnings } = reading;
  const list = isMapping(prompts) ? Object.keys(prompts) : listOf(prompts);
  const read = list.map((item, index) => {
    const path = Array.isArray(prompts) ? `prompts[${index}]` : 'prompts';
    return { path, item, elsewhere: referenceOf(item) };
  });
  const away = read.filter(({ elsewhere }) => elsewhere !== undefined);
  const here = read.filter(({ elsewhere }) => elsewhere === undefined);
  const sentence = ({ elsewhere = '' }: { elsewhere: string | undefined }): string =>
    `The prompt stands elsewhere, as "${elsewhere}". Import that itself.`;
  const [first] = away;
  if (here.length === 0 && first !== undefined) {
    throw refusal(file, { path: first.path }, sentence(first));
  }
  warnings.push(...away.map(prompt => lost(prompt.path, `${prompt.path}: ${sentence(prompt)}`)));
  if (here.length > 0) return here.map(({ path, item }) => readPrompt(file, item, path));
  throw refusal(file, { path: 'prompts' }, 'There are no prompts.');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function referenceOf(item: unknown): string | undefined {
  const { raw, id } = isMapping(item) ? item : { raw: item, id: undefined };
  const text = raw ?? id;
  const isReference = typeof text === 'string' && (REFERENCE.test(text) || FILE.test(text));
  return isReference ? text : undefined;
}

function readPrompt(file: ForeignFile, item: unknown, path: string): FoundPrompt {
  if (typeof item === 'string') return { raw: item, label: undefined, fields: {}, path };
  if (!isMapping(item) || typeof item.raw !== 'string') {
    throw refusal(file, { path }, 'A prompt is a text, or an object with a text "raw".');
  }
  const label = [item.label, item.id].find(name => typeof name === 'string' && name !== '');
  return { raw: item.raw, label: label as string | undefined, fields: item, path };
}

interface Shared {
  readonly model: FoundModel;
  readonly kept: Mapping;
}

function draftOf(
  file: ForeignFile,
  { raw, label, fields, path }: FoundPrompt,
  shared: Shared,
): Draft {
  const { name: model, config } = shared.model;
  const warnings: Loss[] = leftOut(fields, PROMPT_KEYS, path);
  const own = requestFields(fields.config);
  const settings = requestFields({ ...config, ...(isMapping(fields.config) ? fields.config : {}) });
  warnings.push(...leftOut(own.rest, [], `${path}.config`));
  const body = bodyOf({ file, warnings }, raw, path);
  const { format, warnings: braces } = readingOfNunjucks(templatesOf(body));
  const id = fields.id === label ? undefined : fields.id;
  const kept = { ...given({ label: otherName(label), id }), ...shared.kept };
  const { parameters, tools, tool_choice, response_format } = settings;
  const document = documentOf(
    {
      ...{ format, model, parameters, tools, tool_choice, response_format },
      metadata: given({ promptfoo: kept }),
    },
    body,
  );
  return { document, warnings: [...warnings, ...braces] };
}

/** A text that is a list of messages, in JSON or YAML, is a chat there as well. */
function bodyOf(reading: MessageReading, raw: string, path: string): Body {
  const isYaml = /^\s*- role\s*:/.test(raw);
  const value = isYaml ? readYamlValue(raw).value : peekJson(raw.replace(DUMPED, '$1"{{$2}}"'));
  const isChat = Array.isArray(value) && value.length > 0 && value.every(hasRole);
  if (!isChat) {
    const message =
      'This looks like a chat, and is JSON only once its variables have values: it is one text here.';
    if (/^\s*\[\s*\{\s*"role"/.test(raw)) reading.warnings.push(lost(path, `${path}: ${message}`));
    return { type: 'text', text: raw };
  }
  const messages = value.map((item: unknown, index) =>
    readOpenaiMessage(reading, item, `${path}[${index}]`),
  );
  return { type: 'chat', messages };
}

interface FoundModel {
  readonly name: string | undefined;
  /** The settings of the provider. */
  readonly config: Mapping;
}

/** The one model that all prompts are tried with; several are none of a prompt. */
function modelIn({ providers, targets }: Mapping, warnings: Loss[]): FoundModel {
  const key = providers === undefined ? 'targets' : 'providers';
  const value = providers ?? targets ?? [];
  const list = listOf(value);
  const found = list.length === 1 ? readProvider(list[0]) : undefined;
  if (found === undefined) {
    const names = list.map(item => (isMapping(item) ? (item.id ?? Object.keys(item)[0]) : item));
    const sentence = `${key} is left out (${names.map(String).join(', ')}): a prompt has one model.`;
    if (list.length > 0) warnings.push(lost(key, sentence));
    return { name: undefined, config: {} };
  }
  const place = Array.isArray(value) ? `${key}[0]` : key;
  const { rest, parameters, ...direct } = requestFields(found.config);
  warnings.push(...leftOut(found.more, [], place), ...leftOut(rest, [], `${place}.config`));
  return { name: found.name, config: { ...parameters, ...direct } };
}

function readProvider(item: unknown): (FoundModel & { readonly more: Mapping }) | undefined {
  const { id, config, ...more } = isMapping(item) ? item : { id: item };
  const [, provider, model] = (typeof id === 'string' ? PROVIDER.exec(id) : null) ?? [];
  if (provider === undefined || model === undefined) return undefined;
  return { name: `${provider}/${model}`, config: isMapping(config) ? config : {}, more };
}
