import { printJson } from '../../base/json';
import type { MessagePart, Role } from '../document/model';
import type {
  HistoryRange,
  PartPlaceholder,
  RenderedCall,
  RenderedMessage,
  RenderOutcome,
} from './model';

/** A stretch of a rendered text; with `placeholder`, the tag of a variable that has no value. */
export interface PreviewSegment {
  readonly text: string;
  readonly placeholder?: string;
}

/** One thing that a message consists of. */
export interface PreviewPiece {
  readonly kind: 'text' | 'image' | 'file' | 'call' | 'result';
  /** What is said beside it: of a file its name and type, of a call the tool and the id. */
  readonly label?: string;
  /** A text, a reference, or the arguments of a call. */
  readonly segments: readonly PreviewSegment[];
}

/** A rendered message; without role, a rendered text, or a history that gave no message. */
export interface PreviewPart {
  readonly role?: Role;
  /** The variable that the message came from. */
  readonly history?: string;
  /** Empty for a message without content. */
  readonly pieces: readonly PreviewPiece[];
}

/** What a preview shows of a rendering: the text, or the messages one after another. */
export function previewParts(outcome: RenderOutcome): readonly PreviewPart[] {
  const { output, placeholders } = outcome;
  if (output.type === 'text') return [{ pieces: textPieces(output.text, placeholders) }];
  const { histories } = outcome;
  const rangesAt = groupBy(placeholders, ({ part }) => part);
  const emptyAt = groupBy(
    histories.filter(({ start, endExclusive }) => start === endExclusive),
    ({ start }) => start,
  );
  const origins = originsOf(histories);
  const empty = (index: number): PreviewPart[] => (emptyAt.get(index) ?? []).map(emptyHistory);
  const messages = output.messages.flatMap((message, index) => [
    ...empty(index),
    messagePart(message, origins.get(index), rangesAt.get(index) ?? []),
  ]);
  return [...messages, ...empty(output.messages.length)];
}

/** The history that each message came from, by the place of the message. */
function originsOf(histories: readonly HistoryRange[]): ReadonlyMap<number, string> {
  const origins = new Map<number, string>();
  for (const { name, start, endExclusive } of histories) {
    for (let index = start; index < endExclusive; index++) origins.set(index, name);
  }
  return origins;
}

function emptyHistory({ name, isMissing }: HistoryRange): PreviewPart {
  if (!isMissing) return { history: name, pieces: [] };
  const segment = { text: `@history: ${name}`, placeholder: name };
  return { history: name, pieces: [{ kind: 'text', segments: [segment] }] };
}

function messagePart(
  message: RenderedMessage,
  history: string | undefined,
  placeholders: readonly PartPlaceholder[],
): PreviewPart {
  const { role, content, toolCalls = [] } = message;
  const pieces =
    typeof content === 'string'
      ? textPieces(content, placeholders)
      : content.map((part, index) =>
          contentPiece(
            part,
            placeholders.filter(({ piece }) => piece === index),
          ),
        );
  return {
    role,
    ...(history === undefined ? {} : { history }),
    pieces: [...resultPieces(message), ...pieces, ...toolCalls.map(callPiece)],
  };
}

function textPieces(text: string, placeholders: readonly PartPlaceholder[]): PreviewPiece[] {
  return text === '' ? [] : [{ kind: 'text', segments: cutAtPlaceholders(text, placeholders) }];
}

function contentPiece(part: MessagePart, placeholders: readonly PartPlaceholder[]): PreviewPiece {
  if (part.type === 'text') {
    return { kind: 'text', segments: cutAtPlaceholders(part.text, placeholders) };
  }
  const { type, url, mediaType, detail, name } = part;
  const facts = [name, mediaType, detail === undefined ? undefined : `detail ${detail}`];
  const label = facts.filter(fact => fact !== undefined).join(', ');
  return {
    kind: type,
    ...(label === '' ? {} : { label }),
    segments: cutAtPlaceholders(url, placeholders),
  };
}

function resultPieces({ toolCallId, toolName }: RenderedMessage): PreviewPiece[] {
  if (toolCallId === undefined) return [];
  return [{ kind: 'result', label: nameAndId(toolName ?? toolCallId, toolCallId), segments: [] }];
}

function callPiece({ id, name, arguments: values }: RenderedCall): PreviewPiece {
  const text = printJson(values, 2);
  return { kind: 'call', label: nameAndId(name, id), segments: [{ text }] };
}

function nameAndId(name: string, id: string): string {
  return name === id ? name : `${name} (${id})`;
}

function cutAtPlaceholders(
  text: string,
  placeholders: readonly PartPlaceholder[],
): readonly PreviewSegment[] {
  const segments: PreviewSegment[] = [];
  let done = 0;
  for (const { name, start, endExclusive } of placeholders) {
    segments.push({ text: text.slice(done, start) });
    segments.push({ text: text.slice(start, endExclusive), placeholder: name });
    done = endExclusive;
  }
  segments.push({ text: text.slice(done) });
  return segments.filter(segment => segment.text !== '');
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
