import type { RenderedCall } from '../../src/core/prompt/render/model';
import type { Usage } from '../../src/core/evaluation/answer';

/** The four protocols that a model server speaks. */
export type Speech = 'chat' | 'responses' | 'anthropic' | 'google';

/** What a model says, in the words of no protocol. */
export interface Speaking {
  readonly model: string;
  readonly pieces: readonly string[];
  readonly calls: readonly RenderedCall[];
  readonly finish: 'stop' | 'length' | 'content_filter';
  /** The words of a refusal, instead of a text. */
  readonly refusal?: string | undefined;
  readonly usage: Usage;
}

/** An error as a server tells it. */
export interface Complaining {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type Event = Readonly<Record<string, unknown>>;

/** The stream of an answer, event by event, as the protocol writes each. */
export function eventsOf(speech: Speech, said: Speaking): readonly string[] {
  return STREAMS[speech](said);
}

const STREAMS: Readonly<Record<Speech, (said: Speaking) => readonly string[]>> = {
  chat: said => [...chatEvents(said).map(unnamed), 'data: [DONE]\n\n'],
  responses: said => responsesEvents(said).map(named),
  anthropic: said => anthropicEvents(said).map(named),
  google: said => googleEvents(said).map(unnamed),
};

function unnamed(event: Event): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

function named(event: Event): string {
  return `event: ${String(event.type)}\n${unnamed(event)}`;
}

/** An error in the middle of a stream. */
export function errorEvent(speech: Speech, complaint: Complaining): string {
  const error = errorBody(speech, complaint);
  if (speech === 'anthropic') return named({ ...error, type: 'error' });
  if (speech === 'responses') {
    return named({ type: 'error', code: complaint.code, message: complaint.message, param: null });
  }
  return unnamed(error);
}

/** The body of a response that is an error. */
export function errorBody(speech: Speech, { status, code, message }: Complaining): Event {
  if (speech === 'anthropic') return { type: 'error', error: { type: code, message } };
  if (speech === 'google') return { error: { code: status, status: code, message } };
  return { error: { message, type: 'invalid_request_error', param: null, code } };
}

/** The body of a list of models. */
export function modelsBody(speech: Speech, names: readonly string[]): Event {
  if (speech === 'google') {
    return { models: names.map(name => ({ name: `models/${name}`, displayName: name })) };
  }
  const data = names.map(id => ({ id, object: 'model', created: 1, owned_by: 'somebody' }));
  return speech === 'anthropic' ? { data, has_more: false } : { object: 'list', data };
}

function halves(text: string): readonly string[] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

function chatEvents({ model, pieces, calls, finish, refusal, usage }: Speaking): readonly Event[] {
  const chunk = (more: Event): Event => {
    return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, ...more };
  };
  const delta = (more: Event, end: string | null = null): Event =>
    chunk({ choices: [{ index: 0, delta: more, finish_reason: end }] });
  const ends = finish === 'stop' && calls.length > 0 ? 'tool_calls' : finish;
  return [
    delta({ role: 'assistant', content: '' }),
    ...pieces.map(content => delta({ content })),
    ...(refusal === undefined ? [] : halves(refusal).map(text => delta({ refusal: text }))),
    ...calls.flatMap(({ id, name, arguments: values }, index) => [
      delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
      ...halves(JSON.stringify(values)).map(json =>
        delta({ tool_calls: [{ index, function: { arguments: json } }] }),
      ),
    ]),
    delta({}, ends),
    chunk({
      choices: [],
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: { cached_tokens: usage.cached },
        completion_tokens_details: { reasoning_tokens: usage.reasoning },
      },
    }),
  ];
}

function responsesEvents(said: Speaking): readonly Event[] {
  const { pieces, calls, finish, refusal } = said;
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  const events = [
    { type: 'response.created', response: { id: 'resp_1', status: 'in_progress' } },
    { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'msg_1' } },
    ...pieces.map(delta => ({ type: 'response.output_text.delta', ...place, delta })),
    ...(refusal === undefined ? [] : [{ type: 'response.refusal.done', ...place, refusal }]),
    ...calls.map(({ id, name, arguments: values }, index) => ({
      type: 'response.output_item.done',
      output_index: index + 1,
      item: {
        type: 'function_call',
        id: `fc_${index}`,
        call_id: id,
        name,
        arguments: JSON.stringify(values),
      },
    })),
    {
      type: finish === 'stop' ? 'response.completed' : 'response.incomplete',
      response: responseOf(said),
    },
  ];
  return events.map((event, number) => ({ ...event, sequence_number: number }));
}

function responseOf({ model, finish, usage }: Speaking): Event {
  const reason = finish === 'length' ? 'max_output_tokens' : finish;
  return {
    id: 'resp_1',
    object: 'response',
    model,
    status: finish === 'stop' ? 'completed' : 'incomplete',
    incomplete_details: finish === 'stop' ? null : { reason },
    output: [],
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: usage.cached },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: usage.reasoning },
      total_tokens: usage.input + usage.output,
    },
  };
}

function anthropicEvents(said: Speaking): readonly Event[] {
  const { model, pieces, calls, refusal, usage } = said;
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model, content: [] };
  const read = {
    input_tokens: usage.input - usage.cached,
    cache_read_input_tokens: usage.cached,
    cache_creation_input_tokens: 0,
    output_tokens: 1,
  };
  const details = refusal === undefined ? null : { type: 'refusal', explanation: refusal };
  return [
    {
      type: 'message_start',
      message: { ...message, stop_reason: null, usage: read },
    },
    { type: 'ping' },
    ...textBlock(pieces),
    ...calls.flatMap((call, index) => callBlock(call, index + 1)),
    {
      type: 'message_delta',
      delta: { stop_reason: anthropicReason(said), stop_sequence: null, stop_details: details },
      usage: {
        output_tokens: usage.output,
        output_tokens_details: { thinking_tokens: usage.reasoning },
      },
    },
    { type: 'message_stop' },
  ];
}

function anthropicReason({ finish, calls, refusal }: Speaking): string {
  if (refusal !== undefined || finish === 'content_filter') return 'refusal';
  if (finish === 'length') return 'max_tokens';
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

function textBlock(pieces: readonly string[]): readonly Event[] {
  if (pieces.length === 0) return [];
  return [
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...pieces.map(text => {
      return { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } };
    }),
    { type: 'content_block_stop', index: 0 },
  ];
}

function callBlock({ id, name, arguments: values }: RenderedCall, index: number): readonly Event[] {
  const block = { type: 'tool_use', id, name, input: {} };
  return [
    { type: 'content_block_start', index, content_block: block },
    ...halves(JSON.stringify(values)).map(json => {
      const delta = { type: 'input_json_delta', partial_json: json };
      return { type: 'content_block_delta', index, delta };
    }),
    { type: 'content_block_stop', index },
  ];
}

const GOOGLE_REASONS = { stop: 'STOP', length: 'MAX_TOKENS', content_filter: 'SAFETY' };

function googleEvents(said: Speaking): readonly Event[] {
  const { model, pieces, calls, finish, refusal, usage } = said;
  if (refusal !== undefined) {
    return [
      {
        promptFeedback: { blockReason: 'SAFETY', blockReasonMessage: refusal },
        modelVersion: model,
      },
    ];
  }
  const chunk = (parts: readonly Event[], more: Event = {}): Event => {
    return {
      candidates: [{ content: { role: 'model', parts }, index: 0, ...more }],
      modelVersion: model,
      responseId: 'r1',
    };
  };
  return [
    ...pieces.map(text => chunk([{ text }])),
    ...calls.map(({ id, name, arguments: args }) => chunk([{ functionCall: { id, name, args } }])),
    {
      ...chunk([], { finishReason: GOOGLE_REASONS[finish] }),
      usageMetadata: {
        promptTokenCount: usage.input,
        cachedContentTokenCount: usage.cached,
        candidatesTokenCount: usage.output - usage.reasoning,
        thoughtsTokenCount: usage.reasoning,
        totalTokenCount: usage.input + usage.output,
      },
    },
  ];
}
