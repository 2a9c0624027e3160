import { contentOf, documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { readBraces, type BraceReading } from './langfuseBraces';
import { newestOf } from './newestOf';
import { given, isMapping, others, type Mapping } from './plainValues';
import { slugPath } from './promptName';
import { peekJson, readJson } from './readData';
import { ROLES, type ChatEntry, type Role } from '../core/prompt/document/model';

/** Keys of an item that the document says itself; the others are kept in its metadata. */
const ITEM_KEYS = ['name', 'type', 'prompt', 'config', 'resolutionGraph', 'isActive'];
/** Keys of `config`, free as it is, that mean in it what they mean in a request. */
const PARAMETER_KEYS = [
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'top_p',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'seed',
  'stop',
];
const DIRECT_KEYS = ['model', 'tools', 'tool_choice', 'response_format'];
/** A prompt that is put into another one. */
const COMPOSED = /@@@langfusePrompt:name=([^|@]+)\|(?:version=(\d+)|label=([^|@]+))@@@/g;
const HISTORY_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

export function isLangfuse({ text }: ForeignFile): boolean {
  const value = peekJson(text);
  const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return isMapping(first) && typeof first.name === 'string' && isPrompt(first.prompt);
}

function isPrompt(prompt: unknown): boolean {
  return typeof prompt === 'string' || Array.isArray(prompt);
}

/**
 * A prompt of Langfuse as its API gives it, or a list of them as it exports them. Of several
 * versions of one prompt the newest is taken.
 */
export function readLangfuse(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const items = list.map((item, index) => {
    const path = Array.isArray(value) ? `[${index}]` : '';
    if (isMapping(item) && typeof item.name === 'string') {
      return { item, path, name: item.name, number: Number(item.version ?? 0) };
    }
    throw refusal(file, { path }, 'A prompt of Langfuse has a "name".');
  });
  return newestOf(items).map(({ item, path, name, older }) => {
    const draft = readItem(file, item, path === '' ? '' : `${path}.`);
    return { ...draft, name, warnings: [...older, ...draft.warnings] };
  });
}

function readItem(file: ForeignFile, item: Mapping, path: string): Draft {
  const { config, prompt, type = Array.isArray(prompt) ? 'chat' : 'text' } = item;
  const fields = isMapping(config) ? config : {};
  const parameters = Object.entries(fields).filter(([key]) => PARAMETER_KEYS.includes(key));
  const { model, tools, tool_choice, response_format } = fields;
  const rest = isMapping(config)
    ? others(config, [...PARAMETER_KEYS, ...DIRECT_KEYS])
    : (config ?? {});
  const warnings: string[] = labelWarnings(item.labels);
  const kept = { ...others(item, ITEM_KEYS), ...given({ config: rest }) };
  const { format, write } = readTexts(prompt, warnings);
  const front = {
    format,
    model,
    parameters: Object.fromEntries(parameters),
    tools,
    tool_choice,
    response_format,
    metadata: given({ langfuse: kept }),
  };
  const composed = (text: string): string => withIncludes(write(text), warnings);
  if (type === 'text' && typeof prompt === 'string') {
    return { document: documentOf(front, { type: 'text', text: composed(prompt) }), warnings };
  }
  if (type !== 'chat' || !Array.isArray(prompt)) {
    const message = 'It must be a text for the type "text", and a list for "chat".';
    throw refusal(file, { path: `${path}prompt` }, message);
  }
  const messages = prompt.map((entry, index) =>
    readEntry(file, entry, `${path}prompt[${index}]`, composed),
  );
  return { document: documentOf(front, { type: 'chat', messages }), warnings };
}

/** The format of a prompt, and how its texts are written in it. */
function readTexts(prompt: unknown, warnings: string[]): Pick<BraceReading, 'format' | 'write'> {
  const texts = textsOf(prompt);
  const braces = readBraces(texts);
  warnings.push(...braces.warnings);
  // What is included is a tag of Mustache, whatever the texts hold.
  const isComposed = texts.some(text => text.search(COMPOSED) >= 0);
  return isComposed ? readBraces([...texts, '{{included}}']) : braces;
}

function textsOf(prompt: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(prompt) ? prompt : [{ content: prompt }];
  return list.flatMap(item =>
    isMapping(item) && typeof item.content === 'string' ? [item.content] : [],
  );
}

function readEntry(
  file: ForeignFile,
  entry: unknown,
  path: string,
  composed: (text: string) => string,
): ChatEntry {
  const { type, name, role, content } = isMapping(entry) ? entry : ({} as Mapping);
  if (type === 'placeholder') {
    if (typeof name === 'string' && HISTORY_NAME.test(name)) return { role: 'history', name };
    const message = 'The name of a placeholder is one word: letters, digits and "_".';
    throw refusal(file, { path: `${path}.name` }, message);
  }
  if (!ROLES.includes(role as Role)) {
    throw refusal(
      file,
      { path: `${path}.role` },
      `${JSON.stringify(role)} is no role of a prompt document. These are: ${ROLES.join(', ')}.`,
    );
  }
  if (typeof content !== 'string') {
    throw refusal(file, { path: `${path}.content` }, 'The content of a message is a text.');
  }
  const part = { type: 'text' as const, text: composed(content) };
  return { role: role as Role, content: contentOf([part]) };
}

function labelWarnings(labels: unknown): string[] {
  if (!Array.isArray(labels)) return [];
  const names = labels.filter(label => label !== 'latest');
  if (names.length === 0) return [];
  return [`Labels are kept in its metadata (${names.join(', ')}): commit the prompt, then tag it.`];
}

function withIncludes(text: string, warnings: string[]): string {
  return text.replace(
    COMPOSED,
    (tag, name: string, version: string | undefined, label: string | undefined) => {
      const prompt = slugPath(name);
      if (prompt === undefined) return tag;
      const reference = `${prompt}@${version ?? label ?? 'latest'}`;
      warnings.push(`It includes ${reference}: import that prompt, and commit or tag it so.`);
      return `{{> ${reference}}}`;
    },
  );
}
