import { parseDocument, printDocument, type PlacedSource } from '../core/prompt/document/document';
import {
  isTooLarge,
  MAX_DOCUMENT_BYTES,
  MAX_INPUT_BYTES,
  normalizeSource,
} from '../core/prompt/document/documentSource';
import { LedgerError } from '../core/base/errors';
import { templateProblems } from '../core/prompt/render/preparedDocument';
import { refuseChatTemplate } from './chatTemplate';
import type { Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { IMPORT_FORMATS, type ImportFormat } from './importFormats';
import { promptNameOf } from './promptName';
import { readJson } from './readData';
import type { PromptDocument } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';
import type { VersionFacts } from './versionFacts';

/** A prompt as it was read, under the name that it has without a folder. */
export interface ReadPrompt {
  readonly file: string;
  readonly format: ImportFormat;
  readonly prompt: string;
  /** What else those that include it call it there. */
  readonly includedAs: readonly string[];
  readonly source: string;
  /** What the source says, and where. */
  readonly placed: PlacedSource;
  /** What its source says of this version, where all of them were asked for. */
  readonly version?: VersionFacts;
  /** What is not as it was. */
  readonly warnings: readonly Loss[];
}

export interface ReadOptions {
  /** The name of the format, where nobody should guess. */
  readonly from?: string | undefined;
  /** The name of the one prompt in the file, whatever the file says. */
  readonly name?: string | undefined;
  /** A Dotprompt becomes Jinja, because one that it includes or that includes it has blocks. */
  readonly withBlocks?: boolean;
  /** All versions of each prompt, instead of the one that is served. */
  readonly versions?: boolean | undefined;
  /** All files that are imported together. */
  readonly beside?: readonly ForeignFile[];
}

/**
 * Reads the prompts of a file of another system. Throws `invalid-document` with file and place for
 * what cannot become a prompt, `too-large`, `invalid-argument`, `invalid-name`.
 */
export function readPrompts(
  given: ForeignFile,
  { from, name, withBlocks = false, versions = false, beside = [] }: ReadOptions = {},
): readonly ReadPrompt[] {
  requireReadable(given);
  const file = { ...given, text: normalizeSource(given.text) };
  const format = formatOf(file, from);
  const drafts = format.read(file, { withBlocks, versions, beside });
  const called = new Set(drafts.map(draft => (draft.version === undefined ? draft : draft.name)));
  if (name !== undefined && called.size > 1) {
    throw new LedgerError(
      'invalid-argument',
      { file: file.file, name, prompts: called.size },
      `${file.file} holds ${called.size} prompts, and one name fits one. Give a folder instead.`,
    );
  }
  return drafts.map(draft => {
    const prompt = name ?? promptNameOf(file.file, draft.name);
    if (prompt === undefined) {
      throw refusal(file, {}, 'Nothing in it makes a name for the prompt. Give one with --name.');
    }
    const { includedAs = [], version } = draft;
    const read = { file: file.file, format, prompt, includedAs, ...printed(file, prompt, draft) };
    return version === undefined ? read : { ...read, version };
  });
}

/** A file may hold many prompts, and is read more than once to see what it is. */
function requireReadable({ file, text }: ForeignFile): void {
  if (text.length <= MAX_INPUT_BYTES) return;
  throw new LedgerError(
    'too-large',
    { file, limit: MAX_INPUT_BYTES },
    `${file} is larger than ${MAX_INPUT_BYTES / MAX_DOCUMENT_BYTES} MB. Split it and import its parts.`,
  );
}

function formatOf(file: ForeignFile, from: string | undefined): ImportFormat {
  if (from !== undefined) {
    const format = IMPORT_FORMATS.find(item => item.name === from);
    if (format !== undefined) return format;
    const known = IMPORT_FORMATS.map(item => item.name).join(', ');
    throw new LedgerError(
      'invalid-argument',
      { from },
      `"${from}" is no format that can be imported. These are: ${known}.`,
    );
  }
  refuseChatTemplate(file);
  const found = IMPORT_FORMATS.find(item => item.recognizes(file));
  if (found !== undefined) return found;
  // A mistake in what is meant to be JSON has a place; that it is nothing known has none.
  if (/\.json$/i.test(file.file)) readJson(file);
  const known = IMPORT_FORMATS.map(item => item.title).join(', ');
  throw refusal(
    file,
    {},
    `This is nothing that can be imported. What can: ${known}. Where it is one of them, say so with --from.`,
  );
}

function printed(
  file: ForeignFile,
  prompt: string,
  { document, warnings, source: verbatim }: Draft & { readonly source?: string },
): Pick<ReadPrompt, 'source' | 'placed' | 'warnings'> {
  const source = verbatim ?? printDocument(document);
  if (isTooLarge(source)) {
    throw new LedgerError(
      'too-large',
      { file: file.file, limit: MAX_DOCUMENT_BYTES },
      `${file.file}: the prompt "${prompt}" is larger than 1 MB. Split it and include its parts.`,
    );
  }
  const read = parseDocument(source);
  const [problem] = read.problems.filter(({ severity }) => severity === 'error');
  if (read.document === undefined || (verbatim === undefined && !isSame(read.document, document))) {
    throw refusal(
      file,
      {},
      `"${prompt}" cannot be said in a prompt document: ${problem?.message ?? 'a message would not be read back as it was.'}`,
    );
  }
  const placed = { document: read.document, layout: read.layout };
  const broken = templateProblems(placed.document, placed.layout).map(({ line, message }) =>
    lost(`line ${line}`, `Line ${line} of the prompt is not right yet: ${message}`),
  );
  return { source, placed, warnings: [...warnings, ...broken] };
}

/** Whether what was printed is read back as it was: nothing is lost between the lines. */
function isSame(read: PromptDocument, meant: PromptDocument): boolean {
  const plain = ({ body, format }: PromptDocument): string =>
    JSON.stringify([format, sorted(body)]);
  return plain(read) === plain(meant);
}

/** The value with the keys of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return entries
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}
