import {
  toAnthropic as requestToAnthropic,
  type AnthropicRequest,
} from '../core/prompt/providers/anthropic';
import { toGemini as requestToGemini, type GeminiRequest } from '../core/prompt/providers/gemini';
import { toOpenAI as requestToOpenAI, type OpenAiRequest } from '../core/prompt/providers/openai';
import {
  toOpenAIResponses as requestToOpenAIResponses,
  type OpenAiResponsesRequest,
} from '../core/prompt/providers/openaiResponses';
import {
  toVercelAI as requestToVercelAI,
  type VercelAiRequest,
} from '../core/prompt/providers/vercelAI';
import type { RenderedPrompt } from '../core/prompt/render/model';

export type { AnthropicRequest } from '../core/prompt/providers/anthropic';
export type { GeminiRequest } from '../core/prompt/providers/gemini';
export type { OpenAiRequest } from '../core/prompt/providers/openai';
export type { OpenAiResponsesRequest } from '../core/prompt/providers/openaiResponses';
export type { VercelAiRequest } from '../core/prompt/providers/vercelAI';

/** A prompt of a bundle or of a registry. */
export interface Renderable {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  render(...given: never[]): RenderedPrompt;
}

/** What `render` of a prompt takes. */
type Given<Of extends Renderable> = Parameters<Of['render']>;

/** `prompt.toOpenAI(values)` for a prompt of a bundle: `toOpenAI(prompt, values)`. */
export function toOpenAI<const Of extends Renderable>(
  prompt: Of,
  ...given: Given<Of>
): OpenAiRequest {
  return requestToOpenAI(prompt, prompt.render(...given));
}

/** `prompt.toOpenAIResponses(values)` for a prompt of a bundle: `toOpenAIResponses(prompt, values)`. */
export function toOpenAIResponses<const Of extends Renderable>(
  prompt: Of,
  ...given: Given<Of>
): OpenAiResponsesRequest {
  return requestToOpenAIResponses(prompt, prompt.render(...given));
}

/** `prompt.toAnthropic(values)` for a prompt of a bundle: `toAnthropic(prompt, values)`. */
export function toAnthropic<const Of extends Renderable>(
  prompt: Of,
  ...given: Given<Of>
): AnthropicRequest {
  return requestToAnthropic(prompt, prompt.render(...given));
}

/** `prompt.toGemini(values)` for a prompt of a bundle: `toGemini(prompt, values)`. */
export function toGemini<const Of extends Renderable>(
  prompt: Of,
  ...given: Given<Of>
): GeminiRequest {
  return requestToGemini(prompt, prompt.render(...given));
}

/** `prompt.toVercelAI(values)` for a prompt of a bundle: `toVercelAI(prompt, values)`. */
export function toVercelAI<const Of extends Renderable>(
  prompt: Of,
  ...given: Given<Of>
): VercelAiRequest {
  return requestToVercelAI(prompt, prompt.render(...given));
}
