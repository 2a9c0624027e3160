/** An element in a text: where it begins and ends, and where that begins which it stands in. */
interface Element {
  readonly start: number;
  readonly endExclusive: number;
  readonly parent: number | undefined;
}

/** A tag, whose attributes may hold ">" in quotes. */
const TAG = /<(\/?)([\p{L}_:][\p{L}\p{N}_:.\u00b7-]*)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^<>"'])*)>/uy;
/** What else begins with "<", and how it ends; where it never does, the rest of the text belongs to it. */
const OTHERS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/**
 * The texts in a text that may be XML: outermost elements, and before them the run of those that stand beside
 * each other. What is closed in another order than it was opened makes all that was open no element.
 */
export function elementsIn(text: string): readonly string[] {
  const found = closedElements(text);
  const starts = new Set(found.map(({ start }) => start));
  const outermost = found
    .filter(({ parent }) => parent === undefined || !starts.has(parent))
    .sort((left, right) => left.start - right.start);
  const runs = new Map<number | undefined, Element[]>();
  for (const element of outermost) {
    const run = runs.get(element.parent);
    if (run === undefined) runs.set(element.parent, [element]);
    else run.push(element);
  }
  return [
    ...[...runs.values()]
      .filter(({ length }) => length > 1)
      .map(run => text.slice(run[0]?.start, run.at(-1)?.endExclusive)),
    ...outermost.map(({ start, endExclusive }) => text.slice(start, endExclusive)),
  ];
}

function closedElements(text: string): readonly Element[] {
  let open: Tag[] = [];
  const found: Element[] = [];
  for (const tag of tagsIn(text)) {
    if (tag.kind === 'opening') {
      open.push(tag);
      continue;
    }
    const first = tag.kind === 'empty' ? tag : open.pop();
    if (first?.name === tag.name) {
      const { start } = first;
      found.push({ start, endExclusive: tag.endExclusive, parent: open.at(-1)?.start });
    } else {
      open = [];
    }
  }
  return found;
}

interface Tag {
  readonly kind: 'opening' | 'closing' | 'empty';
  readonly name: string;
  readonly start: number;
  readonly endExclusive: number;
}

function* tagsIn(text: string): Generator<Tag> {
  let start = text.indexOf('<');
  while (start >= 0) {
    const tag = tagAt(text, start);
    if (tag !== undefined) yield tag;
    start = text.indexOf('<', tag?.endExclusive ?? otherEnd(text, start));
  }
}

function tagAt(text: string, start: number): Tag | undefined {
  TAG.lastIndex = start;
  const [whole, slash, name = '', attributes = ''] = TAG.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const isEmpty = attributes.trimEnd().endsWith('/');
  const kind = slash === '/' ? 'closing' : isEmpty ? 'empty' : 'opening';
  return { kind, name, start, endExclusive: start + whole.length };
}

function otherEnd(text: string, start: number): number {
  const other = OTHERS.find(([opening]) => text.startsWith(opening, start));
  if (other === undefined) return start + 1;
  const [opening, closing] = other;
  const end = text.indexOf(closing, start + opening.length);
  return end < 0 ? text.length : end + closing.length;
}
