import type { DocumentLayout, MessagePart, PromptDocument, Role } from '../document/document';
import type { Values } from '../document/inputs';
import type { Budget } from '../template/budget';
import type { Placeholder } from '../template/template';
import { fillDocument } from './fillDocument';
import { IncludeTree, type IncludeResolver } from './includes';
import { prepareDocument, type PreparedDocument, type SourceLocation } from './preparedDocument';
import { unusedValues } from './variables';

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

/**
 * Fills values into a document: the one renderer behind preview, command line and client.
 * Throws `missing-variables`, `template-syntax`, `invalid-input`, `include-cycle` or `invalid-document`.
 *
 *     renderDocument(requireDocument('Hi {{name}}'), { name: 'Ada' }).output
 *     // { type: 'text', text: 'Hi Ada' }
 */
export function renderDocument(
  document: PromptDocument,
  values: Values,
  options: RenderOptions = {},
): RenderOutcome {
  return renderPrepared(prepareDocument(document, options.layout), values, options);
}

/** `renderDocument` for a document that is rendered many times. */
export function renderPrepared(
  prepared: PreparedDocument,
  values: Values,
  options: Omit<RenderOptions, 'layout'> = {},
): RenderOutcome {
  const tree = new IncludeTree(prepared, options.include, options.budget);
  const filled = fillDocument(prepared, values, tree, options);
  const warnings = unusedValues(prepared, tree, values).map(
    name => `The value "${name}" is used by nothing in this prompt.`,
  );
  return { ...filled, warnings };
}
