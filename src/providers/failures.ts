import { LedgerError } from '../core/base/errors';

/** Why there is no answer, in one word for all providers. */
export type RefusalReason =
  | 'key-refused'
  | 'model-unknown'
  | 'context-too-long'
  | 'content-filter'
  | 'refusal'
  | 'quota'
  | 'rate-limit'
  | 'server-error'
  | 'unreachable'
  | 'silence'
  | 'broken-stream'
  | 'unreadable'
  | 'request-refused';

/** Who was asked, and where. The key is there to be taken out of what they say. */
export interface Asked {
  readonly provider: string;
  readonly baseURL?: string;
  readonly key?: string | undefined;
}

/** What a server refused a question with. */
export interface Refusal {
  /** `null` where nobody was reached. */
  readonly status: number | null;
  readonly body: string;
  readonly retryAfterMs: number | undefined;
  readonly attempts: number;
  readonly cause?: unknown;
}

/** What a server says of an error, in whichever shape. */
interface Complaint {
  readonly message: string;
  /** Its codes and types, in one text. */
  readonly code: string;
}

/** What a person does next. */
const STEPS: Readonly<Record<RefusalReason, string>> = {
  'key-refused': 'Check the key, and what it may be used for.',
  'model-unknown': 'Check the name of the model; "models" of the provider lists what there is.',
  'context-too-long': 'Shorten the messages or the values, or ask a model with a longer context.',
  'content-filter': 'Change what is asked, or the settings of the filter.',
  refusal: 'Change what is asked, or ask another model.',
  quota: 'Look at the plan and the billing of the account.',
  'rate-limit': 'Wait a while, or ask fewer questions at once.',
  'server-error': 'Ask again later.',
  unreachable: 'Check the network and the address.',
  silence: 'Ask again, or wait longer for a slow model.',
  'broken-stream': 'Ask again; what had come is no whole answer.',
  unreadable: 'Check the address: whoever answers there speaks another protocol.',
  'request-refused': 'Correct what the message names in the prompt or its parameters.',
};

const SENTENCES: Readonly<Record<RefusalReason, string>> = {
  'key-refused': 'does not accept the key',
  'model-unknown': 'does not know the model, or nobody answers at this address',
  'context-too-long': 'says that the request is longer than the model can read',
  'content-filter': 'filtered the request or its answer',
  refusal: 'has a model that refused to answer',
  quota: 'says that the account has nothing left to spend',
  'rate-limit': 'is asked too often',
  'server-error': 'failed',
  unreachable: 'cannot be reached',
  silence: 'said nothing',
  'broken-stream': 'broke off in the middle of an answer',
  unreadable: 'answered with something that cannot be read',
  'request-refused': 'refused the request',
};

/** A refusal with its sentence and the next step; what the server said stands in it, without the key. */
export function refused(
  asked: Asked,
  reason: RefusalReason,
  details: { readonly status?: number | null; readonly said?: string; readonly data?: object } = {},
): LedgerError {
  const { status = null, said = '', data = {} } = details;
  const words = inOneLine(withoutKey(said, asked.key));
  const code = status === null ? '' : ` (${status})`;
  const quoted = words === '' ? '' : `: ${words.endsWith('.') ? words.slice(0, -1) : words}`;
  return new LedgerError(
    'provider-refused',
    { provider: asked.provider, status, reason, ...(words === '' ? {} : { said: words }), ...data },
    `${asked.provider} ${SENTENCES[reason]}${code}${quoted}. ${STEPS[reason]}`,
  );
}

/** The refusal of somebody who fell silent. */
export function silent(asked: Asked, silenceMs: number): LedgerError {
  const said = `nothing came for ${silenceMs / 1000} s`;
  return refused(asked, 'silence', { said, data: { silenceMs } });
}

/** What a question that failed is told as: by what the server said, else by what became of the stream. */
export function failureOf(error: unknown, asked: Asked, refusal: Refusal | undefined): unknown {
  if (error instanceof LedgerError) return error;
  if (refusal !== undefined) return refusalOf(asked, refusal);
  const complaint = complaintIn(error);
  if (complaint !== undefined) {
    return refused(asked, reasonOf(null, complaint), { said: complaint.message });
  }
  return refused(asked, isUnreadable(error) ? 'unreadable' : 'broken-stream');
}

function refusalOf(asked: Asked, refusal: Refusal): LedgerError {
  const { status, body, retryAfterMs, attempts } = refusal;
  if (status === null) {
    const said = asked.baseURL === undefined ? '' : shownAddress(asked.baseURL);
    return refused(asked, 'unreachable', { said, data: { attempts } });
  }
  const complaint = complaintOf(readJson(body)) ?? { message: '', code: '' };
  const reason = reasonOf(status, complaint);
  const data = { attempts, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return refused(asked, reason, { status, said: complaint.message, data });
}

/** What is said in any words, by the patterns that the providers have for it. */
const PATTERNS: readonly (readonly [RefusalReason, RegExp])[] = [
  ['quota', /insufficient_quota|billing_error|credit balance is too low/i],
  [
    'context-too-long',
    /context_length_exceeded|context (?:length|window|size)|prompt is too long|input token count|request_too_large|too many tokens/i,
  ],
  ['content-filter', /content_filter|content_policy|content management policy|safety system/i],
  [
    'key-refused',
    /authentication_error|permission_error|invalid_api_key|api key not valid|PERMISSION_DENIED/i,
  ],
  ['rate-limit', /rate_limit|RESOURCE_EXHAUSTED/],
  ['server-error', /overloaded|server_error|api_error|UNAVAILABLE|INTERNAL/],
  ['model-unknown', /model_not_found|not_found_error|NOT_FOUND/],
];

const STATUSES: Readonly<Record<number, RefusalReason>> = {
  200: 'unreadable',
  401: 'key-refused',
  402: 'quota',
  403: 'key-refused',
  404: 'model-unknown',
  413: 'context-too-long',
  429: 'rate-limit',
};

/** What a status does not tell by itself. */
const WORDED: ReadonlySet<RefusalReason> = new Set(['quota', 'context-too-long', 'content-filter']);

function reasonOf(status: number | null, { message, code }: Complaint): RefusalReason {
  const words = `${code} ${message}`;
  const byWords = PATTERNS.find(([, pattern]) => pattern.test(words))?.[0];
  if (byWords !== undefined && WORDED.has(byWords)) return byWords;
  const byStatus = status === null ? undefined : STATUSES[status];
  const general = (status ?? 500) >= 500 ? 'server-error' : 'request-refused';
  return byStatus ?? byWords ?? general;
}

/** What an error of an SDK says that a server sent in the middle of a stream. */
function complaintIn(error: unknown): Complaint | undefined {
  if (!isRecord(error)) return undefined;
  const own = complaintOf(error.error);
  if (own !== undefined) return own;
  const message = typeof error.message === 'string' ? error.message : '';
  const start = message.indexOf('{"error"');
  return start < 0 ? undefined : complaintOf(readJson(message.slice(start)));
}

/** The words of an error as providers send it: `{ error: { message, code } }`, `{ message }`, a list of it. */
function complaintOf(value: unknown): Complaint | undefined {
  if (typeof value === 'string') return { message: value, code: '' };
  if (Array.isArray(value)) return complaintOf(value[0]);
  if (!isRecord(value)) return undefined;
  if (value.error !== undefined && value.error !== null) return complaintOf(value.error);
  const message = value.message ?? value.detail;
  if (typeof message !== 'string') return undefined;
  const code = [value.code, value.type, value.status].filter(item => typeof item === 'string');
  return { message, code: code.join(' ') };
}

function isUnreadable(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return error instanceof Error && /JSON|exception parsing stream chunk/.test(error.message);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON: the words themselves, unless they are a page for a browser.
    return text.trimStart().startsWith('<') ? undefined : text;
  }
}

/** A text without a key in it, wherever it stands. */
function withoutKey(text: string, key: string | undefined): string {
  return key === undefined || key === '' ? text : text.replaceAll(key, '…');
}

function inOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)}…` : line;
}

/** An address without a name, a password or a query that may stand in it. */
function shownAddress(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
