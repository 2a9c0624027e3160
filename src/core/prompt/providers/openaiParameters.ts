import { renamed, type Json } from './request';

/** What others call the parameters of OpenAI. */
const NAMES = {
  stop_sequences: 'stop',
  stopSequences: 'stop',
  max_output_tokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  maxTokens: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  candidateCount: 'n',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
};

/** What steers chance, or how many answers come: not every interface has a word for it. */
const SAMPLING: ReadonlySet<string> = new Set([
  'seed',
  'n',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
]);

/** The models that think: they refuse `max_tokens`. */
const THINKING = /(?:^|\/)(?:o\d(?:-|$)|gpt-(?:[5-9]|\d\d))/;

/** Parameters under the names that OpenAI has for them; others stay as they are. */
export function renamedForOpenAI(parameters: Json): Json {
  return renamed(parameters, NAMES);
}

/** Parameters for Chat Completions: a model that thinks has its limit under another name. */
export function chatParameters(parameters: Json, model: string | undefined): Json {
  const named = renamedForOpenAI(parameters);
  if (model === undefined || !THINKING.test(model)) return named;
  return renamed(named, { max_tokens: 'max_completion_tokens' });
}

/** Parameters for those who take none that steers chance. */
export function withoutSampling(parameters: Json): Json {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !SAMPLING.has(name)));
}
