import { printChat } from '../../prompt/document/chat';
import { parseDocument } from '../../prompt/document/document';
import { applyValues } from './applyValues';
import { createBudget, type DiffBudget } from '../text/budget';
import { applyEntries, diffEntries, type EntryChange } from './entries';
import { applyTextEdits, diffTexts, type TextEdit } from '../text/textEdits';
import { diffValues, type ValueChange } from './values';
import type { PromptDocument, TemplateFormat } from '../../prompt/document/model';

/** What differs between two prompts by meaning: `applyStructure` leads from the left to the right. */
export interface StructureDiff {
  /** By value: the order of keys, comments, quotes and layout are no change. */
  readonly frontMatter: readonly ValueChange[];
  readonly body: BodyChange;
}

/** Two chats differ by message; anything else by line. */
export type BodyChange =
  | { readonly kind: 'messages'; readonly entries: readonly EntryChange[] }
  | { readonly kind: 'text'; readonly edits: readonly TextEdit[] };

/** Compares two prompts by meaning. */
export function diffStructure(
  left: PromptDocument,
  right: PromptDocument,
  budget: DiffBudget = createBudget(),
): StructureDiff {
  return {
    frontMatter: diffValues(left.frontMatter, right.frontMatter, budget),
    body: diffBody(left, right, budget),
  };
}

function diffBody(left: PromptDocument, right: PromptDocument, budget: DiffBudget): BodyChange {
  if (left.body.type === 'chat' && right.body.type === 'chat') {
    const entries = diffEntries(left.body.messages, right.body.messages, budget);
    return { kind: 'messages', entries };
  }
  return { kind: 'text', edits: diffTexts(bodyText(left), bodyText(right), budget) };
}

/** The right prompt: `applyStructure(a, diffStructure(a, b))` equals `b`. */
export function applyStructure(left: PromptDocument, diff: StructureDiff): PromptDocument {
  const frontMatter = applyValues(left.frontMatter, diff.frontMatter);
  const format = (frontMatter.format ?? 'mustache') as TemplateFormat;
  if (diff.body.kind === 'messages' && left.body.type === 'chat') {
    const messages = applyEntries(left.body.messages, diff.body.entries);
    return { format, frontMatter, body: { type: 'chat', messages } };
  }
  const edits = diff.body.kind === 'text' ? diff.body.edits : [];
  const text = applyTextEdits(bodyText(left), edits);
  if (frontMatter.type !== 'chat') return { format, frontMatter, body: { type: 'text', text } };
  const source = `---\ntype: chat\n---\n${text}`;
  const body = parseDocument(source).document?.body ?? { type: 'chat', messages: [] };
  return { format, frontMatter, body };
}

/** The template: of a chat, its messages as a document has them. */
export function bodyText({ body }: PromptDocument): string {
  return body.type === 'text' ? body.text : printChat(body.messages);
}
