import { OpenAI } from 'openai';
import { toOpenAI } from '../core/prompt/providers/openai';
import { toOpenAIResponses } from '../core/prompt/providers/openaiResponses';
import { Hearing } from './said';
import type { Line, ProviderPart, Question } from './part';
import type { Finish, Usage } from '../core/evaluation/answer';
import type { Said } from '../registry/provider';

type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;
type ResponsesEvent = OpenAI.Responses.ResponseStreamEvent;

/** OpenAI's Chat Completions, which many others speak as well. */
export const chatCompletions: ProviderPart = { ask: askChat, models };

/** OpenAI's Responses. */
export const responses: ProviderPart = { ask: askResponses, models };

/** Retries, limits of time and the environment are ours: the SDK gets none of them. */
function clientOf({ baseURL, key, fetch }: Line): OpenAI {
  const apiKey = key();
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    // Azure has the key under a name of its own.
    defaultHeaders: apiKey === undefined ? { Authorization: null } : azureHeaders(baseURL, apiKey),
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL,
    fetch,
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
  });
}

function azureHeaders(baseURL: string, key: string): Record<string, string> {
  return /\.azure\.com$/.test(new URL(baseURL).hostname) ? { 'api-key': key } : {};
}

async function models(line: Line): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { id } of clientOf(line).models.list({ signal: line.signal })) found.push(id);
  return found;
}

async function askChat(line: Line, question: Question): Promise<Said> {
  const { request, model } = question;
  const body = {
    ...toOpenAI({ frontMatter: { ...request } }, { type: 'chat', messages: request.messages }),
    model,
    stream: true,
    stream_options: { include_usage: true },
  } as const;
  const options = { signal: line.signal };
  const hearing = new Hearing(line, question);
  for await (const chunk of await clientOf(line).chat.completions.create(body, options)) {
    hearChunk(chunk, hearing);
  }
  return hearing.end();
}

function hearChunk({ model, usage, choices }: Chunk, hearing: Hearing): void {
  hearing.model(model);
  if (usage) hearing.usage(chatUsage(usage));
  // A last chunk has the usage alone; other answers than the first were not asked for.
  const choice = (choices as Chunk['choices'] | undefined)?.find(({ index }) => index === 0);
  if (choice === undefined) return;
  const { finish_reason: finish } = choice;
  const delta = choice.delta as Chunk['choices'][0]['delta'] | undefined;
  hearing.text(delta?.content);
  hearing.refuses(delta?.refusal);
  for (const { index, id, function: called } of delta?.tool_calls ?? []) {
    hearing.callPiece(index, {
      ...(id === undefined ? {} : { id }),
      ...(called?.name === undefined ? {} : { name: called.name }),
      json: called?.arguments ?? '',
    });
  }
  if (finish) hearing.finish(finish);
}

function chatUsage(usage: NonNullable<Chunk['usage']>): Usage {
  return {
    input: usage.prompt_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}

async function askResponses(line: Line, question: Question): Promise<Said> {
  const { request, model } = question;
  const output = { type: 'chat', messages: request.messages } as const;
  const body = {
    ...toOpenAIResponses({ frontMatter: { ...request } }, output),
    model,
    // Nobody asked OpenAI to keep it.
    store: false,
    stream: true,
  } as const;
  const options = { signal: line.signal };
  const hearing = new Hearing(line, question);
  for await (const event of await clientOf(line).responses.create(body, options)) {
    hearEvent(event, hearing);
  }
  return hearing.end();
}

function hearEvent(event: ResponsesEvent, hearing: Hearing): void {
  switch (event.type) {
    case 'response.output_text.delta':
      hearing.text(event.delta);
      return;
    case 'response.refusal.done':
      hearing.refuses(event.refusal);
      return;
    case 'response.output_item.done':
      if (event.item.type === 'function_call') {
        const { call_id: id, name, arguments: json } = event.item;
        hearing.callPiece(event.output_index, { id, name, json });
        hearing.endCall(event.output_index);
      }
      return;
    case 'response.completed':
    case 'response.incomplete':
      hearResponse(event.response, hearing);
      return;
    case 'response.failed':
      throw Object.assign(new Error('The response failed.'), { error: event.response.error });
    default:
      // Steps on the way: thoughts, tools of the provider's own, parts that begin.
      return;
  }
}

const INCOMPLETE: Readonly<Record<string, Finish>> = {
  max_output_tokens: 'length',
  content_filter: 'content_filter',
};

function hearResponse(response: OpenAI.Responses.Response, hearing: Hearing): void {
  const { model, usage, incomplete_details: incomplete } = response;
  hearing.model(model);
  const reason = incomplete?.reason;
  hearing.finish(reason === undefined ? 'stop' : (INCOMPLETE[reason] ?? reason));
  if (usage === undefined) return;
  hearing.usage({
    input: usage.input_tokens,
    cached: usage.input_tokens_details.cached_tokens,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details.reasoning_tokens,
  });
}
