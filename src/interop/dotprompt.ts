import { documentOf, type Draft, type Reading } from './draft';
import { bodyOf, type BodyReading } from './dotpromptBody';
import { readPart, type ForeignFile } from './foreignFile';
import { readParts, type ForeignParts } from './foreignFrontMatter';
import { typeThatFits } from './inputTypes';
import { leftOut } from './leftOut';
import { NOTHING_KNOWN, type KnownInputs } from './handlebars/jinjaValues';
import { readSchema, type ReadSchema } from './picoschema';
import { given, isMapping, isNothing, others, renamed, type Mapping } from './plainValues';
import { otherName, slugPath } from './promptName';
import { readYamlValue } from '../core/prompt/document/yamlValue';
import type { Body, ChatEntry, HistoryEntry, PromptDocument } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** Blank lines and comments may stand above the front matter: licences do. */
const OPENING = /^(?:(?:#[^\n]*|[ \t]*)\n)*---[ \t]*\n/;
/** Keys that no other `.prompt` has. */
const SIGNS = ['config', 'input', 'output', 'toolDefs', 'variant', 'ext'];
/** Keys that a document of ours has, and no Dotprompt. */
const OWN_KEYS = ['type', 'format', 'parameters', 'inputs', 'tool_choice', 'response_format'];
const SHARED_KEYS = ['model', 'tools', 'metadata'];
/** All that it has: those that are not shared mean nothing in a document of ours. */
const KNOWN_KEYS = ['name', 'description', 'raw', 'version', ...SHARED_KEYS];
/** Its helpers and blocks, what only Handlebars reads, and a tag of several words. */
const BODY_SIGNS =
  /\{\{~?\s*(?:role\s+["']|history\s*~?\}\}|media\s+\w+=|section\s+["']|#(?:each|if|unless|with|ifEquals|unlessEquals)\s|!--|else\s*~?\}\}|this\b|@\w|\.\.\/|[\p{L}_][\p{L}\p{N}_-]*[ \t]+[^\s~}])|\{\{~|~\}\}|\\\{\{/u;
/** Names of the configuration that Genkit's models share. */
export const CONFIG_NAMES = {
  maxOutputTokens: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  stopSequences: 'stop',
};
const KEYS = ['name', 'model', 'config', 'input', 'output', 'toolDefs', 'raw', 'metadata'];

export function isDotprompt({ file, text }: ForeignFile): boolean {
  if (!/\.prompt$/i.test(file)) return false;
  const head = OPENING.exec(text)?.[0] ?? '';
  const [yaml = '', ...body] =
    head === '' ? ['', text] : text.slice(head.length).split(/^---[ \t]*$/m);
  return toldByKeys(yaml) ?? (isPartial(file) || BODY_SIGNS.test(body.join('---')));
}

/** What front matter says of it: `undefined` where either could have such keys. */
function toldByKeys(yaml: string): boolean | undefined {
  const keys = keysOf(yaml);
  if (keys.some(key => SIGNS.includes(key))) return true;
  if (keys.some(key => OWN_KEYS.includes(key))) return false;
  const isKnown = keys.every(key => KNOWN_KEYS.includes(key) || key.includes('.'));
  const saysMore = keys.some(key => !SHARED_KEYS.includes(key)) || namesTools(yaml);
  return isKnown && saysMore ? true : undefined;
}

function keysOf(yaml: string): readonly string[] {
  return [...yaml.matchAll(/^([\w.-]+)[ \t]*:/gm)].map(match => match[1] ?? '');
}

/** Tools by name are its own: in a document of ours they are defined. */
function namesTools(yaml: string): boolean {
  const { value } = readYamlValue(yaml);
  const tools = isMapping(value) ? value.tools : undefined;
  return Array.isArray(tools) && tools.some(tool => typeof tool === 'string');
}

function isPartial(file: string): boolean {
  return (file.split(/[/\\]/).at(-1) ?? '').startsWith('_');
}

/** A prompt of Google's Dotprompt: front matter, and a template of Handlebars. */
export function readDotprompt(
  file: ForeignFile,
  { withBlocks = false }: Reading,
): readonly Draft[] {
  const parts = readParts(file, OPENING);
  const { values } = parts;
  const warnings: Loss[] = [];
  const input = readInput(values.input, warnings);
  const { body, format } = readBody(file, parts, { warnings, withBlocks, known: input });
  const config = isMapping(values.config) ? renamed(values.config, CONFIG_NAMES) : {};
  const output = readOutput(values.output, warnings);
  const toolDefs = readTools(values.toolDefs, warnings);
  if (!isNothing(values.tools)) {
    warnings.push(
      lost(
        'tools',
        'Tools are named there and defined elsewhere: their names are kept in its metadata.',
      ),
    );
  }
  const kept = {
    ...given({ name: otherName(values.name) }),
    ...others(values, KEYS),
    ...input.kept,
    ...output.kept,
    ...toolDefs.kept,
  };
  warnings.push(...lostOf(values));
  const document: PromptDocument = documentOf(
    {
      format,
      model: values.model,
      parameters: config,
      tools: toolDefs.tools,
      response_format: output.format,
      inputs: { ...input.inputs, ...historyInput(body, input.inputs) },
      metadata: given({
        ...(isMapping(values.metadata) ? values.metadata : {}),
        dotprompt: kept,
      }),
    },
    body,
  );
  return [{ name: nameOf(file, values), includedAs: partialNamesOf(file), document, warnings }];
}

/** Partials are included by their files, with as much of the path as their folder is away. */
function partialNamesOf({ file }: ForeignFile): readonly string[] {
  const parts = file.replace(/\.prompt$/i, '').split(/[/\\]/);
  const path = [...parts.slice(0, -1), (parts.at(-1) ?? '').replace(/^_/, '')];
  return path.flatMap((_, index) => slugPath(path.slice(index).join('/')) ?? []);
}

/** The name, and the variant behind it: `greeting.formal.prompt` is `greeting-formal`. */
function nameOf({ file }: ForeignFile, { name, variant }: Mapping): string | undefined {
  const base = (file.split(/[/\\]/).at(-1) ?? '').replace(/\.prompt$/i, '').replace(/^_/, '');
  const said = typeof name === 'string' ? name : base.replace(/\./g, '-');
  const suffix = typeof variant === 'string' && typeof name === 'string' ? `-${variant}` : '';
  return said === '' ? undefined : `${said}${suffix}`;
}

/** A conversation is there or not: at its first turn nobody gives one. */
function historyInput(body: Body, inputs: Mapping): Mapping {
  const histories = body.type === 'text' ? [] : body.messages.filter(hasName);
  return Object.fromEntries(
    histories.map(({ name }) => {
      const known = inputs[name];
      return [name, { ...(isMapping(known) ? known : {}), type: 'array', required: false }];
    }),
  );
}

function hasName(entry: ChatEntry): entry is HistoryEntry {
  return entry.role === 'history';
}

function readBody(file: ForeignFile, parts: ForeignParts, reading: BodyReading) {
  // The original trims the template, but not where it found no front matter.
  const template = parts.hasFrontMatter ? parts.body.trim() : parts.body;
  const skipped = parts.hasFrontMatter
    ? (/^\s*/.exec(parts.body)?.[0].split('\n').length ?? 1) - 1
    : 0;
  return readPart(file, parts.bodyLine + skipped, () => bodyOf(template, reading));
}

function readInput(input: unknown, warnings: Loss[]): KnownInputs & { readonly kept: Mapping } {
  if (!isMapping(input)) return { ...NOTHING_KNOWN, kept: {} };
  const { schema, default: defaults } = input;
  const read = readSchema(schema);
  const values = isMapping(defaults) ? Object.entries(defaults) : [];
  const isUnread = !isNothing(schema) && (read === undefined || read.unsaid.length > 0);
  if (isUnread) warnings.push(lost('input.schema', unsaidOf(read)));
  const withDefaults = values.map(([name, value]) => {
    const known = read?.inputs[name];
    if (!isMapping(known)) return [name, { default: value }] as const;
    const type = typeThatFits(known.type, [value]);
    if (type !== known.type) {
      const message = `The default of "${name}" is no ${String(known.type)}: its type is "any" now.`;
      warnings.push(lost(`input.default.${name}`, message));
    }
    return [name, { ...known, type, default: value }] as const;
  });
  return {
    inputs: { ...read?.inputs, ...Object.fromEntries(withDefaults) },
    optionalFields: read?.optionalFields ?? new Set(),
    kept: given({
      input: given({ ...others(input, ['schema', 'default']), ...(isUnread ? { schema } : {}) }),
    }),
  };
}

function unsaidOf(read: ReadSchema | undefined): string {
  const what = read === undefined ? '' : ` (${read.unsaid.join(', ')})`;
  return `The schema of the input says more than inputs can${what}: it is kept in its metadata.`;
}

function readOutput(output: unknown, warnings: Loss[]): { format: unknown; kept: Mapping } {
  if (!isMapping(output)) return { format: undefined, kept: {} };
  const { format, schema } = output;
  if (isNothing(schema) && (format === 'json' || format === 'text')) {
    const type = format === 'json' ? 'json_object' : 'text';
    return { format: { type }, kept: given({ output: others(output, ['format', 'schema']) }) };
  }
  warnings.push(
    lost(
      'output.schema',
      'The schema of the answer is kept in its metadata: write it as "response_format" yourself.',
    ),
  );
  return { format: format === 'json' ? { type: 'json_object' } : undefined, kept: { output } };
}

/** What stands where a mapping is meant, and is kept nowhere. */
function lostOf(values: Mapping): readonly Loss[] {
  return ['config', 'input', 'output', 'metadata', 'raw'].flatMap(key =>
    isMapping(values[key]) && key !== 'raw' ? [] : leftOut({ [key]: values[key] }, [], ''),
  );
}

/** Definitions with a JSON Schema are functions as requests have them; others are kept. */
function readTools(defs: unknown, warnings: Loss[]): { tools: unknown; kept: Mapping } {
  if (!Array.isArray(defs)) return { tools: undefined, kept: given({ toolDefs: defs }) };
  const isFunction = (def: unknown): def is Mapping =>
    isMapping(def) &&
    typeof def.name === 'string' &&
    isMapping(def.inputSchema) &&
    def.inputSchema.type === 'object';
  const left = defs.filter(def => !isFunction(def));
  if (left.length > 0) {
    warnings.push(
      lost('toolDefs', 'Definitions of tools without a JSON Schema are kept in its metadata.'),
    );
  }
  const functions = defs.filter(isFunction);
  for (const def of functions) {
    const path = `toolDefs.${String(def.name)}`;
    warnings.push(...leftOut(def, ['name', 'description', 'inputSchema'], path));
  }
  const tools = functions.map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, ...given({ description }), parameters: inputSchema },
  }));
  return { tools, kept: given({ toolDefs: left }) };
}
