import type { PromptDocument } from '../core/document/document';
import type { IncludeResolver } from '../core/render/includes';
import type { Values } from '../core/document/inputs';
import type { PreparedDocument } from '../core/render/preparedDocument';
import { toAnthropic, type AnthropicRequest } from '../core/providers/anthropic';
import { toGemini, type GeminiRequest } from '../core/providers/gemini';
import { toOpenAI, type OpenAiRequest } from '../core/providers/openai';
import { toVercelAI, type VercelAiRequest } from '../core/providers/vercelAI';
import { renderPrepared, type RenderedPrompt } from '../core/render/render';
import type { GivenValues } from './typedPrompts';

/** What to do about a variable that nobody gave; without this it is the error `missing-variables`. */
export interface RenderOptions {
  /** Leave its tag in place. */
  readonly partial?: boolean;
  /** `empty`: print nothing. */
  readonly missing?: 'error' | 'empty';
}

type Lenient = RenderOptions & ({ readonly partial: true } | { readonly missing: 'empty' });
type Mapping = Readonly<Record<string, unknown>>;

/**
 * One version of a prompt: it never changes. All of its methods that render throw
 * `missing-variables`, `invalid-input`, `template-syntax` or `include-cycle`.
 */
export interface Prompt<Given = Values, Output extends RenderedPrompt = RenderedPrompt> {
  /** The name that it was asked for by. */
  readonly name: string;
  /** The version's id; empty for a fallback. */
  readonly id: string;
  /** The version's number; 0 for a fallback. */
  readonly number: number;
  /** The tag that it was asked for by. */
  readonly tag: string | undefined;
  /** Whether this is what stood in for a prompt that is not there. */
  readonly isFallback: boolean;
  readonly type: Output['type'];
  readonly model: string | undefined;
  readonly parameters: Mapping;
  readonly metadata: Mapping;
  /** All of the front matter, `tools`, `tool_choice` and `response_format` among it. */
  readonly frontMatter: Mapping;
  render(...given: GivenValues<Given, RenderOptions>): Output;
  render(values: Partial<Given>, options: Lenient): Output;
  /** The options of `chat.completions.create`. */
  toOpenAI(...given: GivenValues<Given, RenderOptions>): OpenAiRequest;
  /** The options of `messages.create`; `max_tokens` is 4096 unless the parameters say more. */
  toAnthropic(...given: GivenValues<Given, RenderOptions>): AnthropicRequest;
  /** The options of `models.generateContent` in `@google/genai`. */
  toGemini(...given: GivenValues<Given, RenderOptions>): GeminiRequest;
  /** The options of `generateText` and `streamText` in the AI SDK. */
  toVercelAI(...given: GivenValues<Given, RenderOptions>): VercelAiRequest;
  /**
   * What a trace should say of the prompt. `gen_ai.prompt.name` and `gen_ai.prompt.version` are
   * names of OpenTelemetry's conventions for generative AI; it has none for an id or a tag.
   */
  attributes(): Readonly<Record<string, string>>;
}

/** A version that has been found, and what it takes to render it. */
export interface FoundVersion {
  readonly name: string;
  readonly id: string;
  readonly number: number;
  readonly tag: string | undefined;
  readonly isFallback: boolean;
  readonly prepared: PreparedDocument;
  readonly include?: IncludeResolver;
}

/** Makes the prompt that an application works with. */
export function promptOf(found: FoundVersion): Prompt {
  return new FoundPrompt(found);
}

class FoundPrompt implements Prompt {
  readonly #found: FoundVersion;

  constructor(found: FoundVersion) {
    this.#found = found;
  }

  get name(): string {
    return this.#found.name;
  }

  get id(): string {
    return this.#found.id;
  }

  get number(): number {
    return this.#found.number;
  }

  get tag(): string | undefined {
    return this.#found.tag;
  }

  get isFallback(): boolean {
    return this.#found.isFallback;
  }

  get type(): RenderedPrompt['type'] {
    return this.#document.body.type;
  }

  get model(): string | undefined {
    const { model } = this.frontMatter;
    return typeof model === 'string' ? model : undefined;
  }

  get parameters(): Mapping {
    return (this.frontMatter.parameters ?? {}) as Mapping;
  }

  get metadata(): Mapping {
    return (this.frontMatter.metadata ?? {}) as Mapping;
  }

  get frontMatter(): Mapping {
    return this.#document.frontMatter;
  }

  get #document(): PromptDocument {
    return this.#found.prepared.document;
  }

  render(values: Values = {}, { partial, missing }: RenderOptions = {}): RenderedPrompt {
    const { prepared, include } = this.#found;
    const { output } = renderPrepared(prepared, values, {
      ...(partial === undefined ? {} : { partial }),
      ...(missing === undefined ? {} : { missing }),
      ...(include === undefined ? {} : { include }),
    });
    return output;
  }

  toOpenAI(values?: Values, options?: RenderOptions): OpenAiRequest {
    return toOpenAI(this.#document, this.render(values, options));
  }

  toAnthropic(values?: Values, options?: RenderOptions): AnthropicRequest {
    return toAnthropic(this.#document, this.render(values, options));
  }

  toGemini(values?: Values, options?: RenderOptions): GeminiRequest {
    return toGemini(this.#document, this.render(values, options));
  }

  toVercelAI(values?: Values, options?: RenderOptions): VercelAiRequest {
    return toVercelAI(this.#document, this.render(values, options));
  }

  attributes(): Readonly<Record<string, string>> {
    const { name, id, number, tag, isFallback } = this.#found;
    return {
      'gen_ai.prompt.name': name,
      ...(isFallback
        ? {}
        : { 'gen_ai.prompt.version': String(number), 'promptledger.prompt.id': id }),
      ...(tag === undefined ? {} : { 'promptledger.prompt.tag': tag }),
      ...(isFallback ? { 'promptledger.prompt.fallback': 'true' } : {}),
    };
  }
}
