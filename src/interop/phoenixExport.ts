import { printJson } from '../core/base/json';
import { mustacheEngine } from '../core/engines/mustache/engine';
import { readToolChoice } from '../core/prompt/providers/request';
import { templatesOf } from '../core/prompt/render/renderChat';
import { leftBehind, mappingAt, unsayable, type Exported } from './exported';
import { FORMATS, parametersOf, PROVIDERS, TOOL_CHOICES } from './phoenixTerms';
import { entryOf, given, isMapping, isNothing, others, turned, type Mapping } from './plainValues';
import type { ChatEntry, MessagePart, PromptDocument } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const FORMAT = 'phoenix';
/** Other names for providers that people write before a model. */
const ALIASES: Readonly<Record<string, string>> = {
  ...turned(PROVIDERS),
  azure_openai: 'AZURE_OPENAI',
  aws: 'AWS',
  gemini: 'GOOGLE',
  googleai: 'GOOGLE',
  together_ai: 'TOGETHER',
};
/** What a model without a provider is called, and whose it is. */
const FAMILIES: readonly (readonly [start: RegExp, provider: string])[] = [
  [/^claude/, 'ANTHROPIC'],
  [/^gemini/, 'GOOGLE'],
  [/^/, 'OPENAI'],
];

/**
 * What `POST /v1/prompts` of Phoenix takes: it makes the prompt, or a new version of it. Throws
 * `invalid-document` for what Phoenix would read as something else.
 * @param prompt the name of the prompt
 */
export function exportPhoenix(document: PromptDocument, prompt: string): Exported {
  const { frontMatter, body } = document;
  const warnings: Loss[] = [];
  const name = prompt.replaceAll('/', '--');
  if (name !== prompt) {
    warnings.push(
      lost(
        'name',
        `It is called "${name}" there, where names have no "/"; its metadata says "${prompt}".`,
      ),
    );
  }
  if (body.type === 'text') {
    warnings.push(
      lost('type', 'The text is a message of the user there: Phoenix takes chats only.'),
    );
  }
  const { provider, model } = modelOf(frontMatter.model, warnings);
  const kept = mappingAt(mappingAt(frontMatter, 'metadata'), 'phoenix');
  const { content, serial } = parametersFor(frontMatter, provider, warnings);
  const type = provider.toLowerCase();
  const version = {
    ...(typeof kept.description === 'string' ? { description: kept.description } : {}),
    model_provider: provider,
    model_name: model,
    template: { type: 'chat', messages: messagesOf(document) },
    template_type: 'CHAT',
    template_format: requireFormat(document),
    invocation_parameters: { type, [type]: content },
    ...given({
      tools: toolsOf(frontMatter, serial, warnings),
      response_format: responseFormatOf(frontMatter.response_format, warnings),
    }),
  };
  warnings.push(...leftBehind(frontMatter, ['inputs']), ...metadataLeft(frontMatter));
  const request = { prompt: promptOf(name, prompt, kept), version };
  return { text: `${printJson(request, 2)}\n`, warnings };
}

function promptOf(name: string, prompt: string, kept: Mapping): Mapping {
  const { description, source_prompt_id, metadata } = mappingAt(kept, 'prompt');
  return {
    name,
    ...given({ description, source_prompt_id }),
    ...given({
      metadata: {
        ...(isMapping(metadata) ? metadata : {}),
        ...(name === prompt ? {} : { promptledger: { prompt } }),
      },
    }),
  };
}

/** A loss for all metadata but what an import kept and this export says again. */
function metadataLeft(frontMatter: Mapping): readonly Loss[] {
  const metadata = mappingAt(frontMatter, 'metadata');
  const phoenix = mappingAt(metadata, 'phoenix');
  const left = [
    ...Object.keys(others(metadata, isMapping(metadata.phoenix) ? ['phoenix'] : [])),
    ...Object.keys(others(phoenix, ['description', 'prompt'])).map(key => `phoenix.${key}`),
    ...Object.keys(
      others(mappingAt(phoenix, 'prompt'), ['description', 'source_prompt_id', 'metadata']),
    ).map(key => `phoenix.prompt.${key}`),
  ];
  return left.map(key => {
    const field = `metadata.${key}`;
    return lost(field, `"${field}" is left out: it has no counterpart there.`);
  });
}

function requireFormat({ format }: PromptDocument): string {
  const found = Object.entries(FORMATS).find(([, ours]) => ours === format)?.[0];
  if (found !== undefined) return found;
  throw unsayable(FORMAT, `its templates are Mustache or f-strings, and these are ${format}.`);
}

function modelOf(value: unknown, warnings: Loss[]): { provider: string; model: string } {
  if (typeof value !== 'string' || value === '') {
    throw unsayable(FORMAT, 'a version names its model. Write "model: provider/name".');
  }
  const slash = value.indexOf('/');
  if (slash < 0) {
    const provider = FAMILIES.find(([start]) => start.test(value))?.[1] ?? 'OPENAI';
    warnings.push(
      lost('model', `"${value}" names no provider: it is taken for a model of ${provider}.`),
    );
    return { provider, model: value };
  }
  const given = value.slice(0, slash);
  const provider = entryOf(ALIASES, given);
  const model = value.slice(slash + 1);
  if (provider === undefined || model === '') {
    const known = Object.values(PROVIDERS).join(', ');
    throw unsayable(FORMAT, `"${value}" is no model of a provider that it knows: ${known}.`);
  }
  if (PROVIDERS[provider] !== given) {
    warnings.push(lost('model', `The provider "${given}" is ${provider} there.`));
  }
  return { provider, model };
}

interface SaidParameters {
  readonly content: Mapping;
  /** Whether one tool is called at a time: there it is said of the tools. */
  readonly serial: Mapping;
}

function parametersFor(frontMatter: Mapping, provider: string, warnings: Loss[]): SaidParameters {
  const { checks, takesMore } = parametersOf(provider);
  const { parallel_tool_calls: parallel, ...rest } = mappingAt(frontMatter, 'parameters');
  const isOfTools = typeof parallel === 'boolean' && !isNothing(frontMatter.tools);
  const parameters =
    isOfTools || parallel === undefined ? rest : { ...rest, parallel_tool_calls: parallel };
  const given = withOwnNames(parameters, checks, warnings);
  const fits = ([key, value]: readonly [string, unknown]): boolean =>
    Object.hasOwn(checks, key) && checks[key]?.(value) === true;
  const content = Object.fromEntries(Object.entries(given).filter(fits));
  const more = Object.entries(given).filter(entry => !fits(entry));
  requireMaxTokens(provider, content);
  if (!takesMore) {
    const message = (key: string): string =>
      `"parameters.${key}" is left out: ${provider} takes none such there.`;
    warnings.push(...more.map(([key]) => lost(`parameters.${key}`, message(key))));
  }
  const extra = takesMore && more.length > 0 ? { extra_body: Object.fromEntries(more) } : {};
  return {
    content: { ...content, ...extra },
    serial: isOfTools ? { disable_parallel_tool_calls: !parallel } : {},
  };
}

/** What a provider calls otherwise, under its name. */
function withOwnNames(parameters: Mapping, checks: Mapping, warnings: Loss[]): Mapping {
  const names = { stop: 'stop_sequences', max_tokens: 'max_output_tokens' } as const;
  const entries = Object.entries(parameters).map(([key, value]): readonly [string, unknown] => {
    const name = Object.hasOwn(names, key) ? names[key as keyof typeof names] : undefined;
    if (name === undefined || key in checks || !(name in checks) || name in parameters) {
      return [key, value];
    }
    warnings.push(lost(`parameters.${key}`, `"parameters.${key}" is "${name}" there.`));
    return [name, key === 'stop' && typeof value === 'string' ? [value] : value];
  });
  return Object.fromEntries(entries);
}

function requireMaxTokens(provider: string, { max_tokens, thinking }: Mapping): void {
  if (provider !== 'ANTHROPIC') return;
  if (max_tokens === undefined) {
    throw unsayable(FORMAT, 'a model of Anthropic has "parameters.max_tokens", a whole number.');
  }
  const budget = isMapping(thinking) ? thinking.budget_tokens : undefined;
  if (budget !== undefined && Number(budget) >= Number(max_tokens)) {
    throw unsayable(FORMAT, 'the budget for thinking is less than "parameters.max_tokens".');
  }
}

function toolsOf(frontMatter: Mapping, serial: Mapping, warnings: Loss[]): unknown {
  const { tools, tool_choice: choice } = frontMatter;
  if (!Array.isArray(tools) || tools.length === 0) {
    if (!isNothing(choice)) {
      warnings.push(lost('tool_choice', '"tool_choice" is left out: there are no tools.'));
    }
    return undefined;
  }
  const written = tools.map((tool: unknown) =>
    isFunction(tool) ? tool : { type: 'raw', raw: tool },
  );
  return { type: 'tools', tools: written, ...choiceOf(choice, warnings), ...serial };
}

function choiceOf(choice: unknown, warnings: Loss[]): Mapping {
  if (isNothing(choice)) return {};
  const read = readToolChoice(choice);
  if (read === undefined) {
    warnings.push(lost('tool_choice', '"tool_choice" is left out: it has no counterpart there.'));
    return {};
  }
  if (typeof read === 'object') {
    const back = { type: 'function', function: { name: read.tool } };
    if (printJson(back) !== printJson(choice))
      warnings.push(lost('tool_choice', '"tool_choice" is in other words there.'));
    return { tool_choice: { type: 'specific_function', function_name: read.tool } };
  }
  if (read !== choice) warnings.push(lost('tool_choice', '"tool_choice" is in other words there.'));
  return { tool_choice: { type: turned(TOOL_CHOICES)[read] } };
}

const FUNCTION_FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: value => typeof value === 'string',
  description: value => typeof value === 'string',
  parameters: isMapping,
  strict: value => typeof value === 'boolean',
};

function isFunction(tool: unknown): boolean {
  const { type, function: called, ...rest } = isMapping(tool) ? tool : ({} as Mapping);
  if (type !== 'function' || !isMapping(called) || !('name' in called)) return false;
  const fits = ([key, value]: readonly [string, unknown]): boolean =>
    Object.hasOwn(FUNCTION_FIELDS, key) && FUNCTION_FIELDS[key]?.(value) === true;
  return Object.keys(rest).length === 0 && Object.entries(called).every(fits);
}

function responseFormatOf(format: unknown, warnings: Loss[]): unknown {
  if (isNothing(format)) return undefined;
  const { type, json_schema: schema, ...rest } = isMapping(format) ? format : ({} as Mapping);
  const keys = ['name', 'description', 'schema', 'strict'];
  const isSchema =
    type === 'json_schema' &&
    isMapping(schema) &&
    typeof schema.name === 'string' &&
    Object.keys(schema).every(key => keys.includes(key)) &&
    Object.keys(rest).length === 0;
  if (isSchema) return format;
  warnings.push(
    lost('response_format', '"response_format" is left out: Phoenix has schemas with a name only.'),
  );
  return undefined;
}

function messagesOf({ body, format }: PromptDocument): readonly Mapping[] {
  const includes =
    format === 'mustache' &&
    templatesOf(body).some(text => mustacheEngine.parse(text).includes.length > 0);
  if (includes) {
    throw unsayable(FORMAT, 'an included prompt is nothing there. Write its text in its place.');
  }
  if (body.type === 'text') return [{ role: 'user', content: body.text }];
  if (body.messages.length === 0) throw unsayable(FORMAT, 'a chat without a message.');
  return body.messages.map(toMessage);
}

function toMessage(entry: ChatEntry): Mapping {
  if (entry.role === 'history') {
    throw unsayable(FORMAT, `the history "${entry.name}" is a place for messages.`);
  }
  const { role, content, calls = [], result } = entry;
  const text = textOf(content);
  if (result !== undefined) {
    return { role, content: [{ type: 'tool_result', tool_call_id: result, tool_result: text }] };
  }
  if (calls.length === 0) return { role, content: text };
  const said = text === '' ? [] : [{ type: 'text', text }];
  const parts = calls.map(({ id, name, arguments: json }) => ({
    type: 'tool_call',
    tool_call_id: id,
    tool_call: { type: 'function', name, arguments: json },
  }));
  return { role, content: [...said, ...parts] };
}

function textOf(content: string | readonly MessagePart[]): string {
  if (typeof content === 'string') return content;
  throw unsayable(FORMAT, 'its templates hold no images and no files.');
}
