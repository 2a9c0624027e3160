import type {
  Role,
  MessagePart,
  DocumentLayout,
  PromptDocument,
  DocumentProblem,
} from '../document/model';
import type { Budget } from '../../engines/template/budget';
import type { Placeholder, Template } from '../../engines/template/template';
import type { Position } from '../../engines/template/position';

/** What goes to a model. */
export type RenderedPrompt =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'chat'; readonly messages: readonly RenderedMessage[] };

export interface RenderedMessage {
  readonly role: Role;
  /** A text, or parts where there is an image or a file among them. */
  readonly content: string | readonly MessagePart[];
  /** What an assistant asked tools for. */
  readonly toolCalls?: readonly RenderedCall[];
  /** In a message of a tool: the call that it answers, and the name of the tool where it is known. */
  readonly toolCallId?: string;
  readonly toolName?: string;
}

export interface RenderedCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface RenderOptions {
  /** What a name that nobody gave leads to: the error `missing-variables` (default), or nothing. */
  readonly missing?: 'error' | 'empty' | undefined;
  /** Leaves the tags of names that nobody gave in place, whatever `missing` says. */
  readonly partial?: boolean | undefined;
  readonly include?: IncludeResolver;
  /** What several renderings may do together, of which this is one; each has its own limits besides. */
  readonly budget?: Budget;
  /** Where the templates stand in the source; without it, places count in the printed document. */
  readonly layout?: DocumentLayout;
}

/** A name that nobody gave, and every place that looked it up. */
export interface MissingVariable {
  readonly name: string;
  readonly locations: readonly SourceLocation[];
}

/** A tag that `partial` left in place: a range of the text, or of the content of message `part`. */
export interface PartPlaceholder extends Placeholder {
  readonly part: number;
  /** Which part of a content that has parts: its text, or its URL. */
  readonly piece?: number;
}

/** The messages that a history gave, by their place in the output; none where it has no value. */
export interface HistoryRange {
  readonly name: string;
  readonly start: number;
  readonly endExclusive: number;
  readonly isMissing: boolean;
}

export interface RenderOutcome {
  readonly output: RenderedPrompt;
  /** Sorted by name; empty unless `partial` or `missing: 'empty'` let them pass. */
  readonly missing: readonly MissingVariable[];
  readonly placeholders: readonly PartPlaceholder[];
  readonly histories: readonly HistoryRange[];
  /** Sentences for a person. */
  readonly warnings: readonly string[];
}

/** What a reference leads to. */
export interface IncludedSource {
  /** The whole document of the included prompt, front matter and all; or prepared before. */
  readonly source: string | PreparedDocument;
  /** Finds what the included prompt includes; without it, the same resolver goes on. */
  readonly include?: IncludeResolver;
}

/**
 * Finds an included prompt by its reference as written, or throws. `chain` holds the references
 * that led to the document that asks: none for the one that is rendered.
 */
export type IncludeResolver = (
  reference: string,
  chain: readonly string[],
) => string | IncludedSource;

/** A place in a document, or in one that it includes. */
export interface SourceLocation extends Position {
  /** The references that lead from the document to the one that holds the place. */
  readonly include?: readonly string[];
}

/** A document whose templates have been read once, to be rendered many times. */
export interface PreparedDocument {
  readonly document: PromptDocument;
  /** One for a text; those of each message of a chat. */
  readonly templates: readonly Template[];
  /** Where a place of the template `part` stands in the document. */
  readonly locate: (part: number, position: Position) => Position;
  /** The histories of a chat. */
  readonly histories: readonly HistoryUse[];
  /** Reads the source of a prompt that this one includes: prepared, or what keeps it from being read. */
  readonly prepareSource: (source: string) => PreparedDocument | readonly DocumentProblem[];
  /** Why an include names no prompt; a reader that knows what every include means does without. */
  readonly referenceProblem?: (reference: string) => string | undefined;
}

/** One place where a chat takes in a history. */
export interface HistoryUse {
  readonly name: string;
  /** Where the name stands in the document. */
  readonly position: () => Position;
}
