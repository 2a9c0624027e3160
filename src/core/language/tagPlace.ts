import type { SourceText, Span } from './sourceText';

/** Openers of tags and what closes each. */
const TAGS = {
  jinja2: [
    ['{{', '}}'],
    ['{%', '%}'],
  ],
  'f-string': [['{', '}']],
} as const;

/** What can be written in a tag of a format whose half-written tags only the line can tell. */
export function placeInTag(
  source: SourceText,
  offset: number,
  format: keyof typeof TAGS,
): TemplatePlace | undefined {
  const line = source.lineSpan(source.positionAt(offset).line);
  const before = source.text.slice(line.start, offset);
  const after = source.text.slice(offset, line.endExclusive);
  const open = openTag(before, format);
  if (open === undefined) return undefined;
  const inside = before.slice(open.at + open.opener.length);
  const included = /^-?\s*include\s+["']([^"']*)$/.exec(inside)?.[1];
  if (open.opener === '{%' && included !== undefined) {
    const endExclusive = offset + leading(/^[\w.@/-]*/, after).length;
    return { kind: 'include', span: { start: offset - included.length, endExclusive }, closer: '' };
  }
  const rest = leading(/^[\w.]*/, after);
  const isClosed = after.slice(rest.length).trimStart().startsWith(open.closer);
  const closer = isClosed || open.opener === '{%' ? '' : open.closer;
  return namePlace(inside, offset, rest, closer);
}

function leading(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[0] ?? '';
}

/** The last tag of the line that is not closed. */
function openTag(before: string, format: keyof typeof TAGS) {
  const [open] = TAGS[format]
    .map(([opener, closer]) => ({ opener, closer, at: before.lastIndexOf(opener) }))
    .filter(({ at, closer }) => at >= 0 && !before.includes(closer, at))
    .sort((left, right) => right.at - left.at);
  return open === undefined || isDoubled(before, open.at, format) ? undefined : open;
}

/** A name begins the word before the cursor; in a text or behind a filter's bar there is none. */
function namePlace(
  inside: string,
  offset: number,
  rest: string,
  closer: string,
): TemplatePlace | undefined {
  let begin = inside.length;
  while (/[\w.]/.test(inside[begin - 1] ?? '')) begin -= 1;
  const [lead, name] = [inside.slice(0, begin), inside.slice(begin)];
  const isInText = (lead.split('"').length + lead.split("'").length) % 2 === 1;
  if (isInText || /[|:!]\s*$/.test(lead)) return undefined;
  const path = name.split('.').slice(0, -1);
  const start = offset - name.length + name.lastIndexOf('.') + 1;
  const span = { start, endExclusive: offset + rest.length };
  return { kind: 'name', span, path, closer, isPlain: false };
}

/** Python writes a brace of the text twice. */
function isDoubled(before: string, at: number, format: keyof typeof TAGS): boolean {
  if (format !== 'f-string') return false;
  let count = 0;
  while (before[at - count] === '{') count++;
  return count % 2 === 0;
}

export type TemplatePlace =
  | {
      readonly kind: 'name';
      readonly span: Span;
      /** The parts of a dotted name before the last: fields of that value are meant. */
      readonly path: readonly string[];
      /** What is still to be written behind the name. */
      readonly closer: string;
      /** The tag opens nothing yet, so it may close the section as well. */
      readonly isPlain: boolean;
    }
  | { readonly kind: 'close'; readonly span: Span; readonly closer: string }
  | { readonly kind: 'include'; readonly span: Span; readonly closer: string }
  | { readonly kind: 'role'; readonly span: Span };
