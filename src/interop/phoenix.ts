import { documentOf, type Draft, type Reading } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import { versionsTaken } from './newestOf';
import { readPhoenixMessages } from './phoenixMessages';
import { FORMATS, PROVIDERS, TOOL_CHOICES } from './phoenixTerms';
import { entryOf, given, isMapping, isNothing, keyPath, others, type Mapping } from './plainValues';
import { otherName } from './promptName';
import { peekJson, readJson } from './readData';
import type { MessageReading } from './messageParts';
import type { Body } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';
import { versionFacts, type VersionFacts } from './versionFacts';

/** Keys of a version that the document says itself; the others are kept in its metadata. */
const VERSION_KEYS = [
  ...['model_provider', 'model_name', 'template', 'template_type', 'template_format'],
  ...['invocation_parameters', 'tools', 'response_format'],
];
/** Keys that say something of a version, and nothing that a model gets. */
const FACT_KEYS = [
  ...['id', 'description', 'created_at', 'createdAt', 'user', 'tags'],
  ...['sequenceNumber', 'isLatest'],
];
/** What our own export writes beside what Phoenix knows. */
const OWN_METADATA = 'promptledger';

/** Whether a file is a version of a prompt as Phoenix's REST API gives or takes it, or a list of them. */
export function isPhoenix({ text }: ForeignFile): boolean {
  const value = peekJson(text);
  const [first] = versionsIn(value);
  return isVersion(first?.version);
}

interface PlacedVersion {
  readonly version: unknown;
  readonly path: string;
}

function versionsIn(value: unknown): readonly PlacedVersion[] {
  if (Array.isArray(value)) {
    return value.map((version: unknown, index) => ({ version, path: `[${index}]` }));
  }
  if (!isMapping(value)) return [];
  if (isMapping(value.prompt) && isMapping(value.version)) {
    return [{ version: value.version, path: 'version' }];
  }
  if (value.data === undefined) return [{ version: value, path: '' }];
  return versionsIn(value.data).map(({ version, path }) => {
    return { version, path: path === '' || path.startsWith('[') ? `data${path}` : `data.${path}` };
  });
}

function isVersion(version: unknown): boolean {
  return (
    isMapping(version) &&
    isMapping(version.template) &&
    (version.template.type === 'chat' || version.template.type === 'string') &&
    (typeof version.template_format === 'string' || typeof version.template_type === 'string')
  );
}

/**
 * A version of a prompt as the REST API of Phoenix gives it (`data`), a list of versions, of which the
 * newest is taken, or what `POST /v1/prompts` takes. Throws `invalid-document` with the path.
 */
export function readPhoenix(file: ForeignFile, { versions }: Reading = {}): readonly Draft[] {
  const value = readJson(file);
  const items = versionsIn(value).map(({ version, path }, index, { length }) => {
    if (isMapping(version) && isVersion(version)) {
      const number = numberOf(version.id) ?? length - index;
      return { version, path, name: '', number };
    }
    const message = 'A version of Phoenix has a "template" with a type, and a "template_format".';
    throw refusal(file, { path }, message);
  });
  const prompt = isMapping(value) && isMapping(value.prompt) ? value.prompt : {};
  const around = aroundVersions(value);
  return versionsTaken(items, { all: versions }).map(({ version, path, number, older }) => {
    const isAll = versions === true;
    const read = isAll ? others(version, FACT_KEYS) : version;
    const draft = readVersion(file, read, { path, prompt });
    const said = { ...draft, warnings: [...older, ...around, ...draft.warnings] };
    return isAll ? { ...said, version: factsOf(version, number) } : said;
  });
}

/** REST says of a version what it is about; GraphQL says its time, its author and its tags as well. */
function factsOf(version: Mapping, number: number): VersionFacts {
  const { id, description: message, created_at, createdAt: at = created_at, user, tags } = version;
  const named: readonly unknown[] = Array.isArray(tags) ? tags : [];
  const labels = named.map(tag => String(isMapping(tag) ? tag.name : tag));
  const author = isMapping(user) ? { name: user.username ?? user.name, email: user.email } : user;
  return versionFacts({ number, id, labels, message, at, author });
}

/** What an answer says besides its versions. */
function aroundVersions(value: unknown): readonly Loss[] {
  if (!isMapping(value) || (value.data === undefined && value.version === undefined)) return [];
  const more = 'The list goes on there ("next_cursor"): its newest versions are in this file.';
  return [
    ...(isNothing(value.next_cursor) ? [] : [lost('next_cursor', more)]),
    ...leftOut(value, ['data', 'next_cursor', 'prompt', 'version'], ''),
  ];
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The number in an id: it is "PromptVersion:12" in base64. */
function numberOf(id: unknown): number | undefined {
  if (typeof id !== 'string') return undefined;
  const sixes = Array.from(id.split('=', 1)[0] ?? '').map(letter => BASE64.indexOf(letter));
  const bits = sixes.map(six => six.toString(2).padStart(6, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  const text = bytes.map(byte => String.fromCharCode(Number.parseInt(byte, 2))).join('');
  const digits = /^PromptVersion:(\d{1,15})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function readVersion(
  file: ForeignFile,
  version: Mapping,
  { path, prompt }: { readonly path: string; readonly prompt: Mapping },
): Draft {
  const at = (key: string): string => keyPath(path, key);
  const warnings: Loss[] = [];
  const reading = { file, warnings };
  const { template_format: said = 'MUSTACHE' } = version;
  const format = entryOf(FORMATS, said);
  if (format === undefined) {
    const message = `It is one of ${Object.keys(FORMATS).join(', ')}.`;
    throw refusal(file, { path: at('template_format') }, message);
  }
  const { tools, tool_choice, serial } = readTools(reading, version.tools, at('tools'));
  const parameters = readParameters(
    reading,
    version.invocation_parameters,
    at('invocation_parameters'),
  );
  const { name, kept } = promptOf(prompt);
  const fields = {
    format,
    model: modelOf(version),
    parameters: { ...parameters, ...serial },
    tools,
    tool_choice,
    response_format: version.response_format,
    metadata: given({ phoenix: { ...others(version, VERSION_KEYS), ...given({ prompt: kept }) } }),
  };
  const body = readTemplate(reading, version.template as Mapping, at('template'));
  const document = documentOf(fields, body);
  return { name, document, warnings };
}

/** The name of a prompt, the one that our export noted first, and what else is said of it. */
function promptOf({ name: theirs, metadata, ...rest }: Mapping): {
  readonly name: string | undefined;
  readonly kept: Mapping;
} {
  const own = isMapping(metadata) ? metadata[OWN_METADATA] : undefined;
  const isOwn = isMapping(own) && Object.keys(own).join() === 'prompt';
  const name = isOwn ? own.prompt : theirs;
  const kept = given({
    ...rest,
    ...given({ name: otherName(name) }),
    metadata: isMapping(metadata) && isOwn ? others(metadata, [OWN_METADATA]) : metadata,
  });
  return { name: typeof name === 'string' ? name : undefined, kept };
}

function modelOf({ model_provider: provider, model_name: name }: Mapping): unknown {
  if (typeof provider !== 'string' || typeof name !== 'string' || name === '') return name;
  return `${entryOf(PROVIDERS, provider) ?? provider.toLowerCase()}/${name}`;
}

function readTemplate(reading: MessageReading, template: Mapping, path: string): Body {
  if (template.type === 'chat') {
    reading.warnings.push(...leftOut(template, ['type', 'messages'], path));
    const messages = readPhoenixMessages(reading, template.messages, `${path}.messages`);
    return { type: 'chat', messages };
  }
  if (typeof template.template !== 'string') {
    throw refusal(reading.file, { path: `${path}.template` }, 'A template is a text.');
  }
  reading.warnings.push(...leftOut(template, ['type', 'template'], path));
  return { type: 'text', text: template.template };
}

/** What a provider gets, under the name of its kind; `extra_body` goes into the request as it is. */
function readParameters(reading: MessageReading, value: unknown, path: string): Mapping {
  if (isNothing(value)) return {};
  const { type } = isMapping(value) ? value : ({} as Mapping);
  const content = isMapping(value) ? entryOf(value, type) : undefined;
  if (!isMapping(value) || !isMapping(content)) {
    const message = 'Parameters stand under the name that "type" says, such as "openai".';
    throw refusal(reading.file, { path }, message);
  }
  reading.warnings.push(...leftOut(value, ['type', String(type)], path));
  const { extra_body: extra, ...parameters } = content;
  if (extra === undefined) return parameters;
  if (!isMapping(extra)) return content;
  const twice = Object.keys(extra).filter(key => key in parameters);
  const message = (key: string): Loss => {
    const field = `${path}.${String(type)}.${key}`;
    return lost(field, `${field} is left out: "extra_body" says it again, and is what counts.`);
  };
  reading.warnings.push(...twice.map(message));
  return { ...parameters, ...extra };
}

interface ReadTools {
  readonly tools?: readonly unknown[];
  readonly tool_choice?: unknown;
  /** Whether one tool is called at a time, as a parameter. */
  readonly serial?: Mapping;
}

function readTools(reading: MessageReading, value: unknown, path: string): ReadTools {
  if (isNothing(value)) return {};
  if (!isMapping(value) || !Array.isArray(value.tools)) {
    throw refusal(reading.file, { path }, 'Tools are an object with a list "tools".');
  }
  const { disable_parallel_tool_calls: isSerial, tool_choice } = value;
  const known = ['type', 'tools', 'tool_choice', 'disable_parallel_tool_calls'];
  reading.warnings.push(...leftOut(value, known, path));
  return {
    tools: value.tools.map((tool: unknown, index) => {
      if (!isMapping(tool) || tool.type !== 'raw' || !('raw' in tool)) return tool;
      reading.warnings.push(...leftOut(tool, ['type', 'raw'], `${path}.tools[${index}]`));
      return tool.raw;
    }),
    tool_choice: readChoice(reading, tool_choice, `${path}.tool_choice`),
    ...(typeof isSerial === 'boolean' ? { serial: { parallel_tool_calls: !isSerial } } : {}),
  };
}

function readChoice({ file, warnings }: MessageReading, choice: unknown, path: string): unknown {
  if (isNothing(choice)) return undefined;
  const { type, function_name: name } = isMapping(choice) ? choice : ({} as Mapping);
  if (isMapping(choice) && type === 'specific_function' && typeof name === 'string') {
    warnings.push(...leftOut(choice, ['type', 'function_name'], path));
    return { type: 'function', function: { name } };
  }
  const known = entryOf(TOOL_CHOICES, type);
  if (known === undefined || !isMapping(choice)) {
    const message = `It is one of ${Object.keys(TOOL_CHOICES).join(', ')}, or specific_function.`;
    throw refusal(file, { path }, message);
  }
  warnings.push(...leftOut(choice, ['type'], path));
  return known;
}
