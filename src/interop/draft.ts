import { isBlankLine } from '../core/prompt/document/chatLines';
import { withLineFeeds } from '../core/prompt/document/documentSource';
import type { ForeignFile } from './foreignFile';
import { isNothing, type Mapping } from './plainValues';
import type {
  Body,
  ChatEntry,
  MediaPart,
  Message,
  MessagePart,
  PromptDocument,
  TemplateFormat,
} from '../core/prompt/document/model';
import type { Loss } from './loss';
import type { VersionFacts } from './versionFacts';

/** What files that are imported together say of one. */
export interface Reading {
  /** A Dotprompt becomes Jinja, whether or not it has blocks itself. */
  readonly withBlocks?: boolean;
  /** All versions are read, each with what is said of it, instead of the one that is served. */
  readonly versions?: boolean;
  /** All files that are imported together: what lies beside this one. */
  readonly beside?: readonly ForeignFile[];
}

/** A prompt as it was read from a file of another system, before it has its name. */
export interface Draft {
  /** What the file calls it, by whatever grammar. */
  readonly name?: string | undefined;
  /** As prompt names: what those that include it may call it, besides its name. */
  readonly includedAs?: readonly string[];
  readonly document: PromptDocument;
  /** What its source says of this version, where all versions were asked for. */
  readonly version?: VersionFacts;
  /** What is not as it was. */
  readonly warnings: readonly Loss[];
}

/** What a reader found, in the order in which a document has it; what says nothing is left out. */
export interface DraftFields {
  readonly format: TemplateFormat;
  readonly model?: unknown;
  readonly parameters?: Mapping;
  readonly tools?: unknown;
  readonly tool_choice?: unknown;
  readonly response_format?: unknown;
  readonly inputs?: Mapping;
  /** What a prompt document has no key for, by the name of the system it came from. */
  readonly metadata?: Mapping;
}

/**
 * A document with its front matter in the usual order. Its texts get the line ends that a document
 * has: a string of JSON may hold those of Windows.
 */
export function documentOf({ format, ...fields }: DraftFields, body: Body): PromptDocument {
  const entries = Object.entries(fields).filter(([, value]) => !isNothing(value));
  const frontMatter = {
    ...(body.type === 'chat' ? { type: 'chat' } : {}),
    ...(format === 'mustache' ? {} : { format }),
    ...Object.fromEntries(entries),
  };
  const written: Body =
    body.type === 'text' ? { type: 'text', text: withLineFeeds(body.text) } : body;
  return { format, frontMatter, body: written };
}

/**
 * The content of a message as a document can hold it: with its line ends, without blank lines at the
 * ends of texts, and texts that touch joined by a line end.
 */
export function contentOf(parts: readonly MessagePart[]): Message['content'] {
  const found: MessagePart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (part.type !== 'text') {
      found.push(trimmedMedia(part));
      continue;
    }
    const text = withLineFeeds(part.text);
    if (last?.type === 'text') {
      found[found.length - 1] = { type: 'text', text: withoutBlankEnds(`${last.text}\n${text}`) };
    } else if (withoutBlankEnds(text) !== '') {
      found.push({ type: 'text', text: withoutBlankEnds(text) });
    }
  }
  if (found.length === 0) return '';
  const [only] = found;
  return found.length === 1 && only?.type === 'text' ? only.text : found;
}

/** The text without the blank lines at its ends, which no message keeps. */
export function withoutBlankEnds(text: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex(line => !isBlankLine(line));
  if (from < 0) return '';
  return lines.slice(from, lines.findLastIndex(line => !isBlankLine(line)) + 1).join('\n');
}

/** Whether somebody would see an entry: an empty message of a template says nothing. */
export function saysSomething(entry: ChatEntry): boolean {
  if (entry.role === 'history') return true;
  return entry.content !== '' || entry.calls !== undefined || entry.result !== undefined;
}

function trimmedMedia(part: MediaPart): MediaPart {
  return { ...part, url: part.url.trim() };
}
