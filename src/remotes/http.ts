import { LedgerError } from '../core/base/errors';
import { parseJson } from '../core/base/json';

/** A server, and how a client shows who it is. */
export interface Endpoint {
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const TIME_OUT_MS = 30_000;
const ATTEMPTS = 4;
/** Waits double from here on. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;

/** What a server answered. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/**
 * Asks a server for JSON, and gives its text: numbers stay as they are written. What is busy or broken there
 * (429, 5xx) is asked again a few times, but for what makes something, which might then be made twice: that
 * is asked again only where it was refused for the moment (429). Throws `prompt-not-found` for 404,
 * `provider-refused`, `io` where there is no answer.
 */
export async function askServer(
  endpoint: Endpoint,
  path: string,
  {
    method = 'GET',
    body,
  }: { readonly method?: 'GET' | 'POST' | 'PATCH'; readonly body?: string } = {},
): Promise<string> {
  const isRead = method === 'GET';
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt >= ATTEMPTS;
    const answer = await askOnce(endpoint, path, method, body).catch((error: unknown) => {
      if (isRead && !isLast) return undefined;
      throw noAnswer(endpoint, method, error);
    });
    if (answer !== undefined && answer.status < 300) return answer.text;
    if (answer !== undefined && (isLast || !isPassing(answer, isRead))) {
      throw refusedBy(endpoint, `${method} ${path}`, answer);
    }
    await new Promise(resolve => setTimeout(resolve, waitMs(attempt, answer?.retryAfter ?? null)));
  }
}

/** Whether another attempt may be answered otherwise, and makes nothing twice. */
function isPassing({ status }: Answer, isRead: boolean): boolean {
  return status === 429 || (status >= 500 && isRead);
}

async function askOnce(
  { url, headers }: Endpoint,
  path: string,
  method: string,
  body: string | undefined,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...headers,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    // A key goes to the server that was named, and to none that it names.
    redirect: 'error',
    signal: AbortSignal.timeout(TIME_OUT_MS),
    ...(body === undefined ? {} : { body }),
  });
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, text: await response.text(), retryAfter };
}

function waitMs(attempt: number, retryAfter: string | null): number {
  const asked = Number(retryAfter ?? 0) * 1000;
  const own = FIRST_WAIT_MS * 2 ** (attempt - 1);
  return Math.min(Number.isFinite(asked) && asked > own ? asked : own, LONGEST_WAIT_MS);
}

function noAnswer({ url }: Endpoint, method: string, cause: unknown): LedgerError {
  const reason = cause instanceof Error ? reasonOf(cause) : String(cause);
  const made = method === 'GET' ? '' : ' It may have done what was asked: pull, to see.';
  const message = `${url} gave no answer: ${reason}. Check the address and the network.${made}`;
  return new LedgerError('io', { url }, message, cause);
}

function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}

function refusedBy({ url }: Endpoint, asked: string, { status, text }: Answer): LedgerError {
  const said = text.replace(/\s+/g, ' ').slice(0, 300);
  if (status === 404) {
    return new LedgerError(
      'prompt-not-found',
      { url, status },
      `${url} knows nothing of ${asked}.`,
    );
  }
  const hint = status === 401 || status === 403 ? ' Check the key, and what it may do.' : '';
  const message = `${url} refused ${asked} with ${status}: ${said}${hint}`;
  return new LedgerError('provider-refused', { url, status }, message);
}

/** The JSON of an answer. Throws `provider-refused` for what is none. */
export function answerOf(url: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw oddAnswer(url);
  }
}

/** `provider-refused` for an answer that is not what the server's description says. */
export function oddAnswer(url: string): LedgerError {
  const message = `${url} answered otherwise than its interface is described. Check that it is the address of that server.`;
  return new LedgerError('provider-refused', { url }, message);
}
