import { entriesOf, printJson } from '../base/json';
import type { RenderedMessage, RenderedPrompt } from '../prompt/render/model';
import {
  given,
  isMapping,
  settingsOf,
  type Described,
  type Json,
} from '../prompt/providers/request';

/**
 * What a model is asked, in the words of no provider: what a document and values give. Whatever is absent is
 * left out. Plain JSON.
 */
export interface ModelRequest {
  /** As the document names it: "openai/gpt-4o". */
  readonly model?: string;
  readonly parameters?: Json;
  readonly messages: readonly RenderedMessage[];
  readonly tools?: readonly unknown[];
  readonly tool_choice?: unknown;
  readonly response_format?: unknown;
}

/** What a run asks otherwise than its document says. */
export interface RunSettings {
  readonly model?: string | undefined;
  /** Set over those of the document; `null` takes one away. */
  readonly parameters?: Json | undefined;
}

/** The request of a rendered document; a text is one message of the user. */
export function modelRequest(
  document: Described,
  output: RenderedPrompt,
  { model, parameters }: RunSettings = {},
): ModelRequest {
  const settings = settingsOf(document);
  const merged = Object.entries({ ...settings.parameters, ...parameters }).filter(
    ([, value]) => value !== null,
  );
  return {
    ...given({
      model: model ?? settings.model,
      parameters: merged.length === 0 ? undefined : Object.fromEntries(merged),
    }),
    messages: output.type === 'chat' ? output.messages : [{ role: 'user', content: output.text }],
    ...given({
      tools: settings.tools,
      tool_choice: settings.toolChoice,
      response_format: settings.responseFormat,
    }),
  };
}

/**
 * JSON in its one canonical form, RFC 8785: keys sorted by their UTF-16 code units, no space, numbers as
 * JavaScript prints them. Whole numbers that a double cannot hold, which the RFC has no form for, are printed
 * by their digits: another number is another question.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isMapping(value)) return printJson(value ?? null);
  const pieces = entriesOf(value)
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : Number(left > right)))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${pieces.join(',')}}`;
}

/**
 * The id of a request: the same id is the same question.
 * @param digest SHA-256 of the UTF-8 bytes of a text, in hex
 */
export function requestId(request: ModelRequest, digest: (text: string) => string): string {
  return digest(canonicalJson(request)).slice(0, 32);
}
