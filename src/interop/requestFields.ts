import { given, isMapping, type Mapping } from './plainValues';

/** Settings that go into a request as they are, whatever the provider. */
const PARAMETERS = [
  ...['temperature', 'max_tokens', 'max_completion_tokens', 'max_output_tokens', 'top_p', 'top_k'],
  ...['frequency_penalty', 'presence_penalty', 'seed', 'stop', 'stop_sequences'],
  ...['reasoning_effort', 'parallel_tool_calls', 'n', 'logit_bias', 'verbosity'],
];
const DIRECT = ['tools', 'tool_choice', 'response_format'] as const;

/** What a document says of a request, and what it has no place for. */
export interface RequestFields {
  readonly parameters: Mapping;
  readonly tools?: unknown;
  readonly tool_choice?: unknown;
  readonly response_format?: unknown;
  /** Every other key. */
  readonly rest: Mapping;
}

/** Reads settings that say more than a request: keys, addresses, what a client does. */
export function requestFields(settings: unknown): RequestFields {
  const entries = Object.entries(isMapping(settings) ? settings : {});
  const isDirect = (key: string): boolean => DIRECT.some(name => name === key);
  const pick = (keep: (key: string) => boolean): Mapping =>
    Object.fromEntries(entries.filter(([key]) => keep(key)));
  return {
    parameters: pick(key => PARAMETERS.includes(key)),
    ...pick(isDirect),
    rest: given(pick(key => !PARAMETERS.includes(key) && !isDirect(key))),
  };
}
