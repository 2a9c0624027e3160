import { printJson } from '../core/base/json';
import { contentOf, documentOf, type Draft, type Reading } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { readBraces, type BraceReading } from './langfuseBraces';
import { leftOut } from './leftOut';
import { keptLabels, versionsTaken } from './newestOf';
import { given, isMapping, others, type Mapping } from './plainValues';
import { otherName, promptNamesIn, slugPath } from './promptName';
import { peekJson, readJson } from './readData';
import { selectorForm } from '../core/base/names';
import { ROLES, type ChatEntry, type Role } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';
import { versionFacts } from './versionFacts';

/** Keys of an item that the document says itself; the others are kept in its metadata. */
const ITEM_KEYS = ['name', 'type', 'prompt', 'config', 'resolutionGraph', 'isActive'];
/** Keys that say something of a version, and nothing that a model gets. */
const VERSION_KEYS = [
  ...['id', 'projectId', 'version', 'labels', 'isActive', 'commitMessage'],
  ...['createdAt', 'updatedAt', 'createdBy', 'tags'],
];
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

/** The label of the version that Langfuse's own clients get where nobody asks for another. */
const SERVED = 'production';

/**
 * A prompt of Langfuse as its API gives it, or a list of them as it exports them. Of several
 * versions of one prompt the one in production is taken, else the newest.
 */
export function readLangfuse(file: ForeignFile, { versions }: Reading = {}): readonly Draft[] {
  const value = readJson(file);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const items = list.map((item, index) => {
    const path = Array.isArray(value) ? `[${index}]` : '';
    if (isMapping(item) && typeof item.name === 'string') {
      const number = Number(item.version ?? 0);
      return { item, path, name: item.name, number, labels: labelsOf(item) };
    }
    throw refusal(file, { path }, 'A prompt of Langfuse has a "name".');
  });
  const taken = versionsTaken(items, { served: SERVED, all: versions });
  const names = promptNamesIn(
    file.file,
    taken.map(({ name }) => name),
  );
  return taken.map(({ item, path, name: said, number, labels, older }) => {
    const read = versions === true ? others(item, VERSION_KEYS) : item;
    const draft = readItem({ file, names }, read, path === '' ? '' : `${path}.`);
    const name = names.get(said) ?? said;
    const warnings = [...nameWarnings(said, name), ...older, ...draft.warnings];
    if (versions !== true) return { ...draft, name, warnings };
    const { commitMessage: message, createdAt: at, createdBy: author } = item;
    const named = labels.filter(label => label !== 'latest');
    const version = versionFacts({ number, labels: named, message, at, author });
    return { ...draft, name, warnings, version };
  });
}

/** The file, and what its prompts are called here by what it calls them. */
interface LangfuseReading {
  readonly file: ForeignFile;
  readonly names: ReadonlyMap<string, string>;
}

/** Applications ask for a prompt by the name that it had. */
function nameWarnings(said: string, name: string): readonly Loss[] {
  if (slugPath(said) === name && hasAllLetters(said)) return [];
  const message = `It is called "${said}" there, of which no name can be made: here it is "${name}".`;
  return [lost('name', message)];
}

/** Whether a name is written in letters that the names of prompts have, but for marks and case. */
function hasAllLetters(name: string): boolean {
  return !/[^\p{ASCII}\p{M}]/u.test(name.normalize('NFKD'));
}

function labelsOf({ labels, isActive }: Mapping): readonly string[] {
  const list: readonly unknown[] = Array.isArray(labels) ? labels : [];
  // Before there were labels, a version was active.
  return [...list.map(String), ...(isActive === true && labels === undefined ? [SERVED] : [])];
}

function readItem(reading: LangfuseReading, item: Mapping, path: string): Draft {
  const { file } = reading;
  const { config, prompt, type = Array.isArray(prompt) ? 'chat' : 'text' } = item;
  const fields = isMapping(config) ? config : {};
  const parameters = Object.entries(fields).filter(([key]) => PARAMETER_KEYS.includes(key));
  const { model, tools, tool_choice, response_format } = fields;
  const rest = isMapping(config)
    ? others(config, [...PARAMETER_KEYS, ...DIRECT_KEYS])
    : (config ?? {});
  const warnings = [...keptLabels(namedLabels(item.labels))];
  const { format, write } = readTexts(prompt, warnings);
  const kept = {
    ...given({ name: otherName(item.name) }),
    ...others(item, ITEM_KEYS),
    ...given({ config: rest }),
  };
  const front = {
    format,
    model,
    parameters: Object.fromEntries(parameters),
    tools,
    tool_choice,
    response_format,
    metadata: given({ langfuse: kept }),
  };
  const composed = (text: string, at: string): string => withIncludes(reading, write(text), at);
  if (type === 'text' && typeof prompt === 'string') {
    const text = composed(prompt, `${path}prompt`);
    return { document: documentOf(front, { type: 'text', text }), warnings };
  }
  if (type !== 'chat' || !Array.isArray(prompt)) {
    const message = 'It must be a text for the type "text", and a list for "chat".';
    throw refusal(file, { path: `${path}prompt` }, message);
  }
  const messages = prompt.map((entry, index) =>
    readEntry({ file, warnings, composed }, entry, `${path}prompt[${index}]`),
  );
  return { document: documentOf(front, { type: 'chat', messages }), warnings };
}

/** The format of a prompt, and how its texts are written in it. */
function readTexts(prompt: unknown, warnings: Loss[]): Pick<BraceReading, 'format' | 'write'> {
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

interface EntryReading {
  readonly file: ForeignFile;
  readonly warnings: Loss[];
  readonly composed: (text: string, path: string) => string;
}

function readEntry(
  { file, warnings, composed }: EntryReading,
  value: unknown,
  path: string,
): ChatEntry {
  const entry = isMapping(value) ? value : ({} as Mapping);
  const { type, name, role, content } = entry;
  const isPlaceholder = type === 'placeholder';
  const known = ['type', ...(isPlaceholder ? ['name'] : ['role', 'content'])];
  warnings.push(...leftOut(entry, known, path));
  if (isPlaceholder) {
    if (typeof name === 'string' && HISTORY_NAME.test(name)) return { role: 'history', name };
    const message = 'The name of a placeholder is one word: letters, digits and "_".';
    throw refusal(file, { path: `${path}.name` }, message);
  }
  if (!ROLES.includes(role as Role)) {
    throw refusal(
      file,
      { path: `${path}.role` },
      `${printJson(role)} is no role of a prompt document. These are: ${ROLES.join(', ')}.`,
    );
  }
  if (typeof content !== 'string') {
    throw refusal(file, { path: `${path}.content` }, 'The content of a message is a text.');
  }
  const part = { type: 'text' as const, text: composed(content, `${path}.content`) };
  return { role: role as Role, content: contentOf([part]) };
}

/** The labels that somebody set: Langfuse sets `latest` itself. */
function namedLabels(labels: unknown): readonly string[] {
  return Array.isArray(labels) ? labels.map(String).filter(label => label !== 'latest') : [];
}

/** Throws `invalid-document` for an include that leads nowhere: a model would read it. */
function withIncludes({ file, names }: LangfuseReading, text: string, path: string): string {
  const written = text.replace(
    COMPOSED,
    (_, said: string, version: string | undefined, label: string | undefined) => {
      const prompt = names.get(said) ?? slugPath(said);
      if (prompt === undefined) {
        const message = `It includes "${said}", of which no name of a prompt can be made. Put both into one file, which are then named together.`;
        throw refusal(file, { path }, message);
      }
      if (label !== undefined && label !== 'latest' && selectorForm(label) !== 'tag') {
        const message = `The label "${label}" would be read as the number or id of a version.`;
        throw refusal(file, { path }, message);
      }
      return `{{> ${prompt}@${version ?? label ?? 'latest'}}}`;
    },
  );
  const left = /@@@langfusePrompt:[^@]*@@@/.exec(written)?.[0];
  if (left === undefined) return written;
  const message = `"${left}" names no prompt with a version or a label.`;
  throw refusal(file, { path }, message);
}
