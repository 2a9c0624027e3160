import { printJson } from '../../core/base/json';
import type { Draft } from '../draft';
import { refusal, type ForeignFile } from '../foreignFile';
import { leftOut } from '../leftOut';
import { isOpenai, readOpenai } from '../openai';
import { isMapping, isNothing, type Mapping } from '../plainValues';
import { promptNameOf, promptNamesIn } from '../promptName';
import { peekJson, readJson } from '../readData';
import { isAnthropic, readAnthropic } from './anthropic';
import { isBedrock, readBedrock } from './bedrock';
import { isGemini, readGemini } from './gemini';
import { isOpenaiResponses, readOpenaiResponses } from './openaiResponses';
import { lost, type Loss } from '../loss';

interface RequestKind {
  readonly is: (file: ForeignFile) => boolean;
  readonly read: (file: ForeignFile) => readonly Draft[];
}

/** What a line may hold, the more telling signs first. */
const KINDS: readonly RequestKind[] = [
  { is: isOpenaiResponses, read: readOpenaiResponses },
  { is: isGemini, read: readGemini },
  { is: isBedrock, read: readBedrock },
  { is: isAnthropic, read: readAnthropic },
  { is: isOpenai, read: readOpenai },
];

/** Where each batch interface has the name of a request, the request, and what else it says of it. */
const ENVELOPES = [
  // https://platform.openai.com/docs/api-reference/batch/request-input
  { name: 'custom_id', request: 'body', known: ['custom_id', 'body', 'method', 'url'] },
  // https://docs.claude.com/en/api/creating-message-batches
  { name: 'custom_id', request: 'params', known: ['custom_id', 'params'] },
  // https://ai.google.dev/gemini-api/docs/batch-api
  { name: 'key', request: 'request', known: ['key', 'request'] },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-data.html
  { name: 'recordId', request: 'modelInput', known: ['recordId', 'modelInput'] },
] as const;

/** Whether a file is made of requests, one on a line. */
export function isRequestLines(file: ForeignFile): boolean {
  const [first, second] = linesOf(file);
  if (first === undefined) return false;
  const isOne = second === undefined && !/\.(?:jsonl|ndjson)$/i.test(file.file);
  const value = peekJson(first.text);
  const { request, name } = unwrapped(value);
  if (isOne && request === value) return false;
  return name !== undefined || KINDS.some(({ is }) => is({ ...first, text: printJson(request) }));
}

/**
 * A file with a request on each line, as batch interfaces take them: each becomes a prompt, called as the
 * line says, else as the file with a number. Throws `invalid-document` with the line.
 */
export function readRequestLines(file: ForeignFile): readonly Draft[] {
  const lines = linesOf(file).map(line => readLine(line));
  if (lines.length === 0) throw refusal(file, {}, 'There is no request in it.');
  requireOwnNames(lines);
  const fallback = promptNameOf(file.file, undefined) ?? 'prompt';
  const said = lines.map(({ name }, index) => name ?? `${fallback}-${index + 1}`);
  const names = promptNamesIn(file.file, said);
  return lines.map(({ draft, name }, index) => {
    const given = said[index] ?? '';
    const own = names.get(given) ?? given;
    const { warnings } = draft;
    const renamed =
      name === undefined || own === name
        ? []
        : [lost('name', `It is called "${name}" there: here it is "${own}".`)];
    return {
      ...draft,
      name: lines.length === 1 && name === undefined ? undefined : own,
      warnings: [...renamed, ...warnings],
    };
  });
}

interface ReadLine {
  readonly file: ForeignFile;
  readonly name: string | undefined;
  readonly draft: Draft;
}

/** The lines that are not blank, each as a file that knows where it stands. */
function linesOf({ file, text }: ForeignFile): readonly ForeignFile[] {
  return text.split('\n').flatMap((line, index) => {
    return line.trim() === '' ? [] : [{ file, text: line, line: index + 1 }];
  });
}

function readLine(line: ForeignFile): ReadLine {
  const value = readJson(line);
  const { request, name, url, warnings } = unwrapped(value);
  const inner = request === value ? line : { ...line, text: printJson(request) };
  requireMessages(line, url);
  const kind = KINDS.find(({ is }) => is(inner));
  const [draft] = kind?.read(inner) ?? [];
  if (draft !== undefined)
    return { file: line, name, draft: { ...draft, warnings: [...warnings, ...draft.warnings] } };
  const message =
    'This is no request to a chat model: OpenAI, Anthropic, Gemini and Bedrock are known.';
  throw refusal(line, {}, message);
}

interface Unwrapped {
  readonly request: unknown;
  readonly name?: string;
  readonly url?: string;
  readonly warnings: readonly Loss[];
}

/** The request in a line of a batch; any other line is a request itself. */
function unwrapped(value: unknown): Unwrapped {
  const fields: Mapping = isMapping(value) ? value : {};
  const envelope = ENVELOPES.find(({ request }) => isMapping(fields[request]));
  if (envelope === undefined) return { request: value, warnings: [] };
  const name = fields[envelope.name];
  const { url } = fields;
  return {
    request: fields[envelope.request],
    ...(typeof name === 'string' && name !== '' ? { name } : {}),
    ...(typeof url === 'string' ? { url } : {}),
    warnings: leftOut(fields, envelope.known, ''),
  };
}

/** Batches embed texts and judge them, too. */
function requireMessages(line: ForeignFile, url: string | undefined): void {
  if (url === undefined || /\/(?:chat\/completions|responses|messages)$/.test(url)) return;
  throw refusal(line, { path: 'url' }, `A request to ${url} has no messages, so it is no prompt.`);
}

function requireOwnNames(lines: readonly ReadLine[]): void {
  const first = new Map<string, number>();
  for (const { file, name } of lines) {
    if (isNothing(name) || name === undefined) continue;
    const line = first.get(name);
    if (line !== undefined) {
      throw refusal(
        file,
        {},
        `Line ${line} is called "${name}" as well. Each has a name of its own.`,
      );
    }
    first.set(name, file.line ?? 1);
  }
}
