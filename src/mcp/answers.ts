import { ErrorCode, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { LedgerError } from '../core/base/errors';
import { showHiddenInJson } from '../core/base/hiddenCharacters';
import { printJson } from '../core/base/json';
import { shorten } from './shorten';

/** How many characters of JSON a tool answers with at most, but for its notes: what fits into a context. */
export const MOST_CHARACTERS = 60_000;
/** The same of the facts of an error, which may hold anything. */
const MOST_FACTS = 4_000;
/** How many notes an answer has at most, and how long each is. */
const MOST_NOTES = 20;
const NOTE_LENGTH = 500;

/**
 * What a tool says: JSON, in which everything that somebody wrote stands as data, with what nobody sees
 * escaped. What had no room stands in `leftOut`, what the registry has to say besides in `warnings`.
 */
export function answer(value: unknown, warnings: readonly string[] = []): CallToolResult {
  const { value: shown, leftOut } = shorten(value, MOST_CHARACTERS);
  const notes = {
    ...(leftOut.length === 0 ? {} : { leftOut: notesOf(leftOut) }),
    ...(warnings.length === 0 ? {} : { warnings: notesOf(warnings) }),
  };
  const isObject = typeof shown === 'object' && shown !== null && !Array.isArray(shown);
  return said(isObject ? { ...shown, ...notes } : { answer: shown, ...notes });
}

/** A refusal as the answer of a tool: an agent reads what is wrong and what to do. */
export function refusal(error: LedgerError): CallToolResult {
  const { code, message, data } = error;
  const facts = shorten(data, MOST_FACTS).value;
  return { ...said({ error: { code, message: cut(message), data: facts } }), isError: true };
}

/** The same where the protocol has no answer that is a refusal. */
export function protocolError({ code, message, data }: LedgerError): Error {
  return invalidParams(cut(message), { code, data: shorten(data, MOST_FACTS).value });
}

/** An error of the protocol. The SDK's own class would put its number before the message, twice. */
export function invalidParams(message: string, data?: object): Error {
  return Object.assign(new Error(message), { code: ErrorCode.InvalidParams, data });
}

function said(value: object): CallToolResult {
  return { content: [{ type: 'text', text: showHiddenInJson(printJson(value)) }] };
}

function notesOf(notes: readonly string[]): readonly string[] {
  const shown = notes.slice(0, MOST_NOTES).map(cut);
  const more = notes.length - shown.length;
  return more === 0 ? shown : [...shown, `and ${more} more`];
}

function cut(text: string): string {
  return text.length <= NOTE_LENGTH ? text : `${text.slice(0, NOTE_LENGTH)}…`;
}
