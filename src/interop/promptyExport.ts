import { jinjaEngine } from '../core/engines/jinja/engine';
import { templatesOf } from '../core/prompt/render/renderChat';
import {
  leftBehind,
  mappingAt,
  onlyVariable,
  unsayable,
  withFrontMatter,
  type Exporter,
} from './exported';
import { given, isMapping, others, renamed, turned, type Mapping } from './plainValues';
import { promptyRoleOf } from './promptyBody';
import { OPTION_NAMES, type RichKind } from './promptyFields';
import { namesDefined, templateTags } from './promptyTags';
import { printTool } from './promptyTools';
import {
  ROLES,
  type ChatEntry,
  type MediaPart,
  type Message,
  type PromptDocument,
} from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const FORMAT = 'prompty';
const PROVIDERS = /^(openai|azure|anthropic|foundry)\/(.+)$/;
const KINDS: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
};
/** What a model's options are called there; any other parameter is one of its own provider. */
const OPTIONS = turned(OPTION_NAMES);
const SAME_NAME = ['temperature', 'seed'];

/** A `.prompty` of version 2. */
export const exportPrompty: Exporter = document => {
  const { format, frontMatter, body } = document;
  if (format === 'f-string')
    throw unsayable(FORMAT, 'its templates are jinja2 or mustache, not f-string.');
  const rich = new Map<string, RichKind>();
  const warnings: Loss[] = [];
  const printer = { rich, warnings };
  const printed =
    body.type === 'text'
      ? messageOf(printer, { role: 'user', content: body.text }, 'body')
      : body.messages
          .map((entry, index) => entryOf(printer, entry, `messages[${index}]`))
          .join('\n');
  if (body.type === 'text') {
    warnings.push(lost('type', 'The text is a message of the user there.'));
  }
  requireOwnNames(document);
  if (printed.includes('{{>') && format === 'mustache') {
    throw unsayable(FORMAT, 'it includes other prompts. Write out what it includes.');
  }
  const metadata = mappingAt(frontMatter, 'metadata');
  const kept = mappingAt(metadata, 'prompty');
  const tools = Array.isArray(frontMatter.tools) ? frontMatter.tools.map(printTool) : [];
  const values = {
    ...others(kept, ['model', 'tools']),
    ...given({ model: modelOf(frontMatter, kept) }),
    ...given({ inputs: inputsOf(mappingAt(frontMatter, 'inputs'), rich) }),
    ...given({ tools: [...tools.filter(tool => tool !== undefined), ...listAt(kept, 'tools')] }),
    ...given({ metadata: others(metadata, ['prompty']) }),
    template: {
      format: { kind: format === 'mustache' ? 'mustache' : 'jinja2' },
      parser: { kind: 'prompty' },
    },
  };
  warnings.push(
    ...toolsLeft(tools),
    ...leftBehind(frontMatter, ['tool_choice', 'response_format']),
  );
  const text = format === 'none' ? raw(printed) : printed;
  return { text: withFrontMatter(values, text), warnings };
};

/** There all messages are one template: a name that one of them gives would be known in those below. */
function requireOwnNames({ body, format }: PromptDocument): void {
  if (format !== 'jinja2') return;
  const given = new Set<string>();
  for (const text of templatesOf(body)) {
    const names = jinjaEngine.parse(text).variables.map(({ name }) => name.split('.')[0] ?? '');
    const known = names.find(name => given.has(name));
    if (known !== undefined) {
      throw unsayable(FORMAT, `"${known}" is set in a message above, and would be that there.`);
    }
    for (const { words } of namesDefined(templateTags(text, format))) {
      words.forEach(word => given.add(word));
    }
  }
}

interface Printer {
  /** What the variables hold that are no plain values. */
  readonly rich: Map<string, RichKind>;
  readonly warnings: Loss[];
}

function entryOf(printer: Printer, entry: ChatEntry, path: string): string {
  if (entry.role !== 'history') return messageOf(printer, entry, path);
  if (!/^\w+$/.test(entry.name)) {
    throw unsayable(FORMAT, `a variable is named by letters, digits and "_", not "${entry.name}".`);
  }
  printer.rich.set(entry.name, 'thread');
  return `{{${entry.name}}}\n`;
}

function messageOf(
  printer: Printer,
  { role, content, calls, result }: Message,
  path: string,
): string {
  if (role !== 'system' && role !== 'user' && role !== 'assistant') {
    throw unsayable(FORMAT, `it has no role "${role}", of ${ROLES.join(', ')}.`);
  }
  if (calls !== undefined || result !== undefined) {
    throw unsayable(FORMAT, 'its messages hold no calls of tools and no results.');
  }
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
  const texts = parts.map((part, index) =>
    part.type === 'text' ? textOf(part.text) : mediaOf(printer, part, `${path}.content[${index}]`),
  );
  return `${role}:\n${texts.join('\n')}\n`;
}

function textOf(text: string): string {
  const line = text.split('\n').find(item => promptyRoleOf(item) !== undefined);
  if (line === undefined) return text;
  throw unsayable(FORMAT, `the line "${line}" would begin a message. Change that line.`);
}

function mediaOf({ rich, warnings }: Printer, part: MediaPart, path: string): string {
  const name = onlyVariable(part.url);
  if (name === undefined || name.includes('.')) {
    throw unsayable(
      FORMAT,
      `an image or file is one variable there, not "${part.url.slice(0, 60)}".`,
    );
  }
  rich.set(name, part.type);
  const { mediaType, detail, name: called } = part;
  for (const [key, value] of Object.entries({ mediaType, detail, name: called })) {
    if (value === undefined) continue;
    warnings.push(lost(`${path}.${key}`, `What "${name}" says in brackets is left out: ${value}.`));
  }
  return `{{${name}}}`;
}

function modelOf({ model, parameters }: PromptDocument['frontMatter'], kept: Mapping): Mapping {
  const [, provider, id = model] = PROVIDERS.exec(typeof model === 'string' ? model : '') ?? [];
  const all = isMapping(parameters) ? parameters : {};
  const known = [...SAME_NAME, ...Object.keys(OPTIONS)];
  const named = renamed(
    Object.fromEntries(Object.entries(all).filter(([key]) => known.includes(key))),
    OPTIONS,
  );
  const extra = Object.fromEntries(Object.entries(all).filter(([key]) => !known.includes(key)));
  return given({
    id,
    provider,
    // What version 1 says of its connection is nothing that 2 reads.
    ...others(mappingAt(kept, 'model'), ['api', 'configuration', 'response']),
    options: { ...named, ...given({ additionalProperties: extra }) },
  });
}

function inputsOf(inputs: Mapping, rich: ReadonlyMap<string, RichKind>): readonly Mapping[] {
  const names = [...new Set([...Object.keys(inputs), ...rich.keys()])];
  return names.map(name => {
    const {
      type,
      required,
      default: standard,
      description,
      example,
      enum: values,
    } = mappingAt(inputs, name);
    const kind = rich.get(name) ?? KINDS[String(type)];
    // An input may be left out there unless it says otherwise.
    const isRequired = required !== false && standard === undefined && rich.get(name) !== 'thread';
    return {
      name,
      ...given({ kind, description }),
      ...(isRequired ? { required: true } : {}),
      ...(standard === undefined ? {} : { default: standard }),
      ...given({ example, enumValues: values }),
    };
  });
}

function toolsLeft(tools: readonly unknown[]): readonly Loss[] {
  return tools.flatMap((tool, index) => {
    const field = `tools[${index}]`;
    const message = `"${field}" is left out: its parameters are more than plain values.`;
    return tool === undefined ? [lost(field, message)] : [];
  });
}

function listAt(values: Mapping, key: string): readonly unknown[] {
  const value = values[key];
  return Array.isArray(value) ? value : [];
}

/** A text in which nothing is a variable, for Jinja. Role lines are no part of a template. */
function raw(text: string): string {
  return text.replace(/\{(?=[{%#])/g, '{{ "{" }}');
}
