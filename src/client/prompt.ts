import type { Values } from '../core/prompt/document/inputs';
import { toAnthropic, type AnthropicRequest } from '../core/prompt/providers/anthropic';
import { toGemini, type GeminiRequest } from '../core/prompt/providers/gemini';
import { toOpenAI, type OpenAiRequest } from '../core/prompt/providers/openai';
import {
  toOpenAIResponses,
  type OpenAiResponsesRequest,
} from '../core/prompt/providers/openaiResponses';
import { toVercelAI, type VercelAiRequest } from '../core/prompt/providers/vercelAI';
import {
  FoundPrompt,
  type BasicPrompt,
  type FoundVersion,
  type RenderOptions,
} from './basicPrompt';
import type { GivenValues } from './typedPrompts';
import type { RenderedPrompt } from '../core/prompt/render/model';

/**
 * One version of a prompt: it never changes. All of its methods that render throw
 * `missing-variables`, `invalid-input`, `template-syntax` or `include-cycle`.
 */
export interface Prompt<
  Given = Values,
  Output extends RenderedPrompt = RenderedPrompt,
> extends BasicPrompt<Given, Output> {
  /**
   * A request for OpenAI, and for the many that take the same:
   * `openai.chat.completions.create(prompt.toOpenAI(values))`.
   */
  toOpenAI(...given: GivenValues<Given, RenderOptions>): OpenAiRequest;
  /** A request for OpenAI's Responses: `openai.responses.create(prompt.toOpenAIResponses(values))`. */
  toOpenAIResponses(...given: GivenValues<Given, RenderOptions>): OpenAiResponsesRequest;
  /**
   * A request for Anthropic: `anthropic.messages.create(prompt.toAnthropic(values))`. `max_tokens` is
   * 4096 unless the parameters say more.
   */
  toAnthropic(...given: GivenValues<Given, RenderOptions>): AnthropicRequest;
  /** A request for Google: `google.models.generateContent(prompt.toGemini(values))`. */
  toGemini(...given: GivenValues<Given, RenderOptions>): GeminiRequest;
  /** The options of the AI SDK: `generateText(prompt.toVercelAI(values))`, `streamText`. */
  toVercelAI(...given: GivenValues<Given, RenderOptions>): VercelAiRequest;
}

/** Makes the prompt that an application works with. */
export function promptOf(found: FoundVersion): Prompt {
  return new RequestingPrompt(found);
}

class RequestingPrompt extends FoundPrompt implements Prompt {
  toOpenAI(values?: Values, options?: RenderOptions): OpenAiRequest {
    return toOpenAI(this, this.render(values, options));
  }

  toOpenAIResponses(values?: Values, options?: RenderOptions): OpenAiResponsesRequest {
    return toOpenAIResponses(this, this.render(values, options));
  }

  toAnthropic(values?: Values, options?: RenderOptions): AnthropicRequest {
    return toAnthropic(this, this.render(values, options));
  }

  toGemini(values?: Values, options?: RenderOptions): GeminiRequest {
    return toGemini(this, this.render(values, options));
  }

  toVercelAI(values?: Values, options?: RenderOptions): VercelAiRequest {
    return toVercelAI(this, this.render(values, options));
  }
}
