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
  return new URL(baseURL).hostname.endsWith('.azure.com') ? { 'api-key': key } : {};
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
  hearDelta(choice.delta, hearing);
  if (choice.finish_reason) hearing.finish(choice.finish_reason);
}

/** Some that speak the protocol end without one. */
function hearDelta(delta: Chunk['choices'][0]['delta'] | undefined, hearing: Hearing): void {
  if (delta === undefined) return;
  hearing.text(delta.content);
  hearing.refuses(delta.refusal);
  for (const { index, id = '', function: called = {} } of delta.tool_calls ?? []) {
    const { name = '', arguments: json = '' } = called;
    hearing.callPiece(index, { id, name, json });
  }
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

/** All other events are steps on the way: thoughts, tools of the provider's own, parts that begin. */
function hearEvent(event: ResponsesEvent, hearing: Hearing): void {
  if (event.type === 'response.output_text.delta') hearing.text(event.delta);
  if (event.type === 'response.refusal.done') hearing.refuses(event.refusal);
  if (event.type === 'response.output_item.done' && event.item.type === 'function_call') {
    const { call_id: id, name, arguments: json } = event.item;
    hearing.callPiece(event.output_index, { id, name, json });
    hearing.endCall(event.output_index);
  }
  if (event.type === 'response.failed') throw complaint(event.response.error);
  if (event.type === 'error') throw complaint(event);
  if (event.type === 'response.completed' || event.type === 'response.incomplete') {
    hearResponse(event.response, hearing);
  }
}

/** An error in the shape that the SDK gives those that it finds itself. */
function complaint(error: object | null): Error {
  return Object.assign(new Error('The response failed.'), { error });
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
