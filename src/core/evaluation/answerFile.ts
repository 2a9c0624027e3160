import { LedgerError } from '../base/errors';
import { parseJson, printJson } from '../base/json';
import { isMap, isText, listOf, orNull, shape, badField, type Check } from '../base/shape';
import { isDeeperThan, MAX_RECORD_BYTES } from '../ledger/records/recordLimits';
import { recordFileName, recordId } from '../ledger/records/recordFile';
import { isMapping } from '../prompt/providers/request';
import type { Answer } from './answer';

/** Deeper values would exhaust whoever walks them. */
const MAX_DEPTH = 64;

const isAmount: Check = value => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isTokens: Check = value => Number.isSafeInteger(value) && Number(value) >= 0;
const isId: Check = value => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
const isTime: Check = value =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

const FIELDS: Readonly<Record<string, Check>> = {
  kind: value => value === 'answer',
  prompt: isText,
  request: isId,
  at: isTime,
  author: shape({ name: isText, email: isText }),
  from: shape({ version: orNull(isId), sample: orNull(isText), row: orNull(isText) }),
  provider: isText,
  model: isText,
  output: shape({
    text: isText,
    tool_calls: listOf(shape({ id: isText, name: isText, arguments: isMap })),
  }),
  finish: orNull(isText),
  usage: orNull(
    shape({ input: isTokens, cached: isTokens, output: isTokens, reasoning: isTokens }),
  ),
  ms: isAmount,
  firstTokenMs: orNull(isAmount),
  cost: orNull(shape({ amount: isAmount, currency: isText })),
  error: orNull(shape({ code: isText, message: isText })),
};

/** The file of an answer: its name in the folder of its request, and its text. Throws `too-large`. */
export function printAnswer(
  answer: Omit<Answer, 'id'>,
  digest: (text: string) => string,
): { readonly name: string; readonly text: string; readonly id: string } {
  const text = `${printJson(answer, 2)}\n`;
  if (text.length > MAX_RECORD_BYTES) throw tooLarge(answer);
  const id = recordId(digest(text));
  return { name: recordFileName(answer.at, id), text, id };
}

/**
 * Reads the file of an answer; `undefined` for what is none, or was changed after it was written: nobody's
 * state depends on it.
 */
export function readAnswer(
  name: string,
  text: string,
  digest: (text: string) => string,
): Answer | undefined {
  const id = recordId(digest(text));
  if (text.length > MAX_RECORD_BYTES || !name.endsWith(`-${id}.json`)) return undefined;
  const value = parsed(text);
  if (!isMapping(value) || isDeeperThan(MAX_DEPTH, value)) return undefined;
  if (badField(FIELDS, value) !== undefined) return undefined;
  const answer = { ...value, id } as unknown as Answer;
  return name === recordFileName(answer.at, id) ? answer : undefined;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Not a state: the caller takes everything that is no object for no answer.
    return undefined;
  }
}

function tooLarge({ prompt, request }: Pick<Answer, 'prompt' | 'request'>): LedgerError {
  const message = 'The answer has more than 8 MB and cannot be kept. Ask for a shorter one.';
  return new LedgerError('too-large', { prompt, request }, message);
}
