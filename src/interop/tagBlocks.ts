/** What stands between a tag and its end, or between two such. */
export interface TagBlock {
  /** The name of the tag, '' for text outside of tags. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** The line that the text begins on, counted from 1 in the whole. */
  readonly line: number;
  /** Whether the tag is never closed. */
  readonly isOpen: boolean;
}

const ATTRIBUTE = /\s([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The blocks that a text is made of: `<user name="a">…</user>`, `<image url="…" />`, and text between
 * them that is more than white space. A block ends at the end tag that belongs to it.
 * @param names the tags, as they are written
 */
export function tagBlocks(text: string, names: readonly string[]): readonly TagBlock[] {
  const opening = new RegExp(
    `<(${names.join('|')})((?:\\s+[\\w:-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)\\s*(/?)>`,
    'g',
  );
  const blocks: TagBlock[] = [];
  let done = 0;
  const lineAt = lineCounter(text);
  const between = (end: number): void => {
    const outside = text.slice(done, end);
    if (outside.trim() === '') return;
    const start = done + outside.search(/\S/);
    blocks.push({
      name: '',
      attributes: {},
      text: outside.trimStart(),
      line: lineAt(start),
      isOpen: false,
    });
  };
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [tag, name = '', written = '', slash] = match;
    between(match.index);
    const start = match.index + tag.length;
    const end = slash === '/' ? { start, end: start } : endOf(text, name, start);
    blocks.push({
      name,
      attributes: attributesOf(written),
      text: text.slice(start, end?.start),
      line: lineAt(start),
      isOpen: end === undefined,
    });
    done = end?.end ?? text.length;
    opening.lastIndex = done;
  }
  between(text.length);
  return blocks;
}

/** Gives the line of an index; each index is at or behind the one before. */
function lineCounter(text: string): (index: number) => number {
  let [counted, line] = [0, 1];
  return index => {
    line += text.slice(counted, index).split('\n').length - 1;
    counted = index;
    return line;
  };
}

/** Where the end tag stands that belongs to a tag: others of its name may stand inside. */
function endOf(
  text: string,
  name: string,
  from: number,
): { start: number; end: number } | undefined {
  const tags = new RegExp(`<(/?)${name}(?:\\s[^<>]*?)?(/?)>`, 'g');
  tags.lastIndex = from;
  let depth = 1;
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    if (match[1] === '/') depth -= 1;
    else if (match[2] !== '/') depth += 1;
    if (depth === 0) return { start: match.index, end: tags.lastIndex };
  }
  return undefined;
}

function attributesOf(written: string): Readonly<Record<string, string>> {
  const found = [...written.matchAll(ATTRIBUTE)];
  return Object.fromEntries(
    found.map(([, key = '', double, single]) => [key, double ?? single ?? '']),
  );
}
