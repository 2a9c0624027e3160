import { Anthropic } from '@anthropic-ai/sdk';
import { toAnthropic } from '../core/prompt/providers/anthropic';
import { Hearing } from './said';
import type { Line, ProviderPart, Question } from './part';
import type { Finish, Usage } from '../core/evaluation/answer';
import type { Said } from '../registry/provider';

/** Anthropic's Messages. */
export const anthropic: ProviderPart = { ask, models };

/** Retries, limits of time and the environment are ours: the SDK gets none of them. */
function clientOf({ baseURL, key, fetch }: Line): Anthropic {
  const apiKey = key();
  return new Anthropic({
    apiKey: apiKey ?? 'none',
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null, 'X-Api-Key': null } } : {}),
    webhookKey: null,
    baseURL,
    fetch,
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
  });
}

async function models(line: Line): Promise<readonly string[]> {
  const found: string[] = [];
  const pages = clientOf(line).models.list({ limit: 1000 }, { signal: line.signal });
  for await (const { id } of pages) found.push(id);
  return found;
}

async function ask(line: Line, question: Question): Promise<Said> {
  const { request, model } = question;
  const output = { type: 'chat', messages: request.messages } as const;
  const body = {
    ...toAnthropic({ frontMatter: { ...request } }, output),
    model,
    stream: true,
  } as const;
  const options = { signal: line.signal };
  const hearing = new Hearing(line, question);
  const usage: Counted = { input: 0, cached: 0, output: 0, reasoning: 0 };
  for await (const event of await clientOf(line).messages.create(body, options)) {
    hear(event, hearing, usage);
  }
  hearing.usage(usage);
  return hearing.end();
}

type Counted = { -readonly [Name in keyof Usage]: Usage[Name] };

function hear(event: Anthropic.RawMessageStreamEvent, hearing: Hearing, usage: Counted): void {
  switch (event.type) {
    case 'message_start':
      hearing.model(event.message.model);
      count(event.message.usage, usage);
      return;
    case 'content_block_start':
      hearBlock(event, hearing);
      return;
    case 'content_block_delta':
      if (event.delta.type === 'text_delta') hearing.text(event.delta.text);
      if (event.delta.type === 'input_json_delta') {
        hearing.callPiece(event.index, { json: event.delta.partial_json });
      }
      return;
    case 'message_delta':
      count(event.usage, usage);
      hearEnd(event.delta, hearing);
      return;
    case 'content_block_stop':
    case 'message_stop':
      return;
  }
}

function hearBlock(
  { index, content_block: block }: Anthropic.RawContentBlockStartEvent,
  hearing: Hearing,
): void {
  if (block.type === 'text') hearing.text(block.text);
  if (block.type === 'tool_use') hearing.callPiece(index, { id: block.id, name: block.name });
}

const FINISHES: Readonly<Record<string, Finish>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
};

function hearEnd(delta: Anthropic.RawMessageDeltaEvent['delta'], hearing: Hearing): void {
  const { stop_reason: reason, stop_details: details } = delta;
  if (reason === null) return;
  if (reason === 'refusal') hearing.refuses(details?.explanation ?? '');
  hearing.finish(FINISHES[reason] ?? reason);
}

/** What was read from a cache, and what was written into it, is not among the tokens read. */
function count(told: Partial<Anthropic.MessageDeltaUsage>, usage: Counted): void {
  const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens } = told;
  if (typeof input_tokens === 'number') {
    const cached = cache_read_input_tokens ?? 0;
    usage.input = input_tokens + cached + (cache_creation_input_tokens ?? 0);
    usage.cached = cached;
  }
  usage.output = told.output_tokens ?? usage.output;
  usage.reasoning = told.output_tokens_details?.thinking_tokens ?? usage.reasoning;
}
