import { entriesOf, objectOf } from '../../base/json';
import type { PromptDocument } from '../document/model';
import { isEmptyMessage } from '../render/renderChat';
import type { RenderedMessage, RenderedPrompt } from '../render/model';

/** A part of a request: plain JSON, in the names of the one who takes it. */
export type Json = Readonly<Record<string, unknown>>;

/** What a prompt says besides its messages, whoever the request goes to. */
export interface Settings {
  readonly model: string | undefined;
  readonly parameters: Json;
  readonly tools: readonly unknown[] | undefined;
  readonly toolChoice: unknown;
  readonly responseFormat: unknown;
}

/** What of a document, or of a prompt, a request is made of besides what was rendered. */
export type Described = Pick<PromptDocument, 'frontMatter'>;

/** A schema as JSON Schema writes it. */
export type JsonSchema = Record<string, unknown>;

/**
 * Reads the settings of a document: a copy, since a request belongs to whoever asked for it. An empty
 * key counts as not written.
 */
export function settingsOf({ frontMatter }: Described): Settings {
  const { model, parameters, tools, tool_choice, response_format } = copyOf(frontMatter);
  return {
    model: typeof model === 'string' ? model : undefined,
    parameters: isMapping(parameters) ? parameters : {},
    tools: Array.isArray(tools) ? tools : undefined,
    toolChoice: tool_choice ?? undefined,
    responseFormat:
      typeof response_format === 'string'
        ? { type: response_format }
        : (response_format ?? undefined),
  };
}

/**
 * The messages of a rendered prompt: a text is one of the user. What says nothing is left out, since
 * providers refuse it, histories and all.
 */
export function messagesOf(output: RenderedPrompt): readonly RenderedMessage[] {
  if (output.type === 'chat') return output.messages.filter(message => !isEmptyMessage(message));
  return [{ role: 'user', content: output.text }];
}

/** Whether a message instructs the model, instead of being said in the conversation. */
export function isInstruction({ role }: RenderedMessage): boolean {
  return role === 'system' || role === 'developer';
}

/** The texts of a message, its images and files left out. */
export function textOf({ content }: Pick<RenderedMessage, 'content'>): string {
  if (typeof content === 'string') return content;
  return content.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** The name that a provider has for a model: `gpt-4o` for `openai/gpt-4o`. */
export function withoutProvider(model: string, ...providers: readonly string[]): string {
  const provider = providers.find(name => model.startsWith(`${name}/`));
  return provider === undefined ? model : model.slice(provider.length + 1);
}

/** A tool that is a function, in whichever provider's form it is written. */
export interface FunctionTool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the arguments. */
  readonly parameters?: unknown;
}

/** Reads a tool; `undefined` for one that only its provider knows, such as a web search. */
export function functionTool(tool: unknown): FunctionTool | undefined {
  if (!isMapping(tool)) return undefined;
  // OpenAI nests it in "function"; Anthropic has "input_schema"; Gemini and others have neither.
  const form = isMapping(tool.function) ? tool.function : tool;
  const isOther = tool.type !== undefined && tool.type !== 'function' && tool.type !== 'custom';
  const { name, description } = form;
  if (typeof name !== 'string' || isOther) return undefined;
  const parameters = form.parameters ?? form.input_schema ?? form.parametersJsonSchema;
  return {
    name,
    ...(typeof description === 'string' ? { description } : {}),
    ...given({ parameters }),
  };
}

/** Which tools a model may or must use: any of them, or the one that is named. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly tool: string };

/** Reads a choice in whichever provider's words; `undefined` for one in none of them. */
export function readToolChoice(choice: unknown): ToolChoice | undefined {
  if (isMapping(choice)) {
    const { type, name } = isMapping(choice.function)
      ? { type: 'tool', name: choice.function.name }
      : choice;
    return typeof name === 'string' ? { tool: name } : readToolChoice(type);
  }
  if (choice === 'any') return 'required';
  return choice === 'auto' || choice === 'none' || choice === 'required' ? choice : undefined;
}

/** The JSON Schema that an answer must follow, where a response format has one. */
export function responseSchema(format: unknown): Json | undefined {
  if (!isMapping(format)) return undefined;
  const named = isMapping(format.json_schema) ? format.json_schema : format;
  return isMapping(named.schema) ? named.schema : undefined;
}

/** Parameters under the names that a provider has for them; others stay as they are. */
export function renamed(parameters: Json, names: Readonly<Record<string, string>>): Json {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const known = Object.hasOwn(names, name) ? names[name] : undefined;
    return [known ?? name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** What `data:application/pdf;base64,AA==` holds. */
export interface DataUrl {
  readonly mediaType: string;
  /** In base64. */
  readonly data: string;
}

/** Takes a `data:` URL in base64 apart; `undefined` for every other reference. */
export function dataUrl(url: string): DataUrl | undefined {
  const match = /^data:([^;,]+)(?:;[^;,]+)*;base64,/i.exec(url);
  if (match === null) return undefined;
  return { mediaType: match[1] ?? '', data: url.slice(match[0].length) };
}

/** Whether a reference is an address that a provider can fetch. */
export function isWebUrl(url: string): boolean {
  return /^https?:/i.test(url);
}

/** A text or a list of texts, as a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Neighbours of one role become one message: some providers want roles to take turns, and each to say something. */
export function joinTurns(
  messages: readonly { readonly role: string; readonly items: readonly Json[] }[],
): readonly { readonly role: string; readonly items: readonly Json[] }[] {
  const turns: { role: string; items: Json[] }[] = [];
  for (const { role, items } of messages) {
    if (items.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === role) last.items.push(...items);
    else turns.push({ role, items: [...items] });
  }
  return turns;
}

/** Without what nobody wrote. */
export function given(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  return objectOf(entriesOf(value).map(([key, item]) => [key, copyOf(item)])) as T;
}

export function isMapping(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
