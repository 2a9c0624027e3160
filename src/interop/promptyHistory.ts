import { blocksOf, type Block, type TemplateTags } from './promptyTags';
import type { TemplateFormat } from '../core/prompt/document/model';

/** Where a template takes in a conversation, and by which variable. */
export interface HistoryRange {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** What stands behind the line with the role of a turn: what it says, and nothing else. */
const JINJA_TURN =
  /^\s*(?:#\s*)?\{\{-?\s*(\w+)(?:\.role|\[(?:"role"|'role')\])\s*-?\}\}[ \t]*:[ \t]*\n\s*\{\{-?\s*(\w+)(?:\.content|\[(?:"content"|'content')\])\s*(?:\|\s*(?:safe|trim)\s*)?-?\}\}\s*$/;
const MUSTACHE_TURN =
  /^\s*(?:#\s*)?\{\{\s*role\s*\}\}[ \t]*:[ \t]*\n\s*(?:\{\{\{\s*content\s*\}\}\}|\{\{&?\s*content\s*\}\})\s*$/;
/** A turn is short, whatever it stands for. */
const MAX_TURN = 500;

/**
 * The loops that print a conversation, turn by turn with its role and what it says: that is what
 * `@history` stands for. A condition that only asks whether there is one belongs to it. A variable that
 * is a thread may stand in such a condition as well.
 * @param threads the variables that stand for messages
 */
export function historiesOf(
  template: string,
  tags: TemplateTags,
  { format, threads }: { readonly format: TemplateFormat; readonly threads: ReadonlySet<string> },
): readonly HistoryRange[] {
  const blocks = blocksOf(tags);
  const inside = ({ open, close }: Block): string => template.slice(open.end, close.start);
  if (format !== 'jinja2') return blocks.flatMap(block => sectionOf(block, inside(block)));
  const outermost = new Map(
    blocks.flatMap(block => (block.parent === undefined ? [[block.open, block] as const] : [])),
  );
  return blocks.flatMap((block): readonly HistoryRange[] => {
    const thread = threadIn(block, inside(block));
    if (thread !== undefined && threads.has(thread)) return [rangeOf(block, thread)];
    const name = loopedOver(block, inside(block));
    if (name === undefined) return [];
    if (block.parent === undefined) return [rangeOf(block, name)];
    const around = outermost.get(block.parent);
    if (around === undefined || !asksFor(around, name)) return [];
    const whole = template.slice(block.open.start, block.close.end);
    return inside(around).trim() === whole ? [rangeOf(around, name)] : [];
  });
}

/** `{{#talk}}` around nothing but turns. */
function sectionOf(block: Block, inside: string): readonly HistoryRange[] {
  const [sign, name = ''] = block.open.words;
  const isTurn = sign === '#' && turnOf(MUSTACHE_TURN, inside) !== undefined;
  return isTurn && block.parent === undefined ? [rangeOf(block, name)] : [];
}

function rangeOf({ open, close }: Block, name: string): HistoryRange {
  return { start: open.start, end: close.end, name };
}

/** `{% for turn in talk %}` around nothing but turns: the name of the list. */
function loopedOver({ open }: Block, inside: string): string | undefined {
  const [word, item, preposition, name, ...rest] = open.words;
  if (word !== 'for' || preposition !== 'in' || rest.length > 0) return undefined;
  const turn = turnOf(JINJA_TURN, inside);
  return turn?.[1] === item && turn?.[2] === item ? name : undefined;
}

/** `{% if talk %}{{ talk }}{% endif %}`, nothing else in it. */
function threadIn(block: Block, inside: string): string | undefined {
  const name = /^\{\{-?\s*(\w+)\s*-?\}\}$/.exec(inside.trim())?.[1];
  return name !== undefined && block.parent === undefined && asksFor(block, name)
    ? name
    : undefined;
}

function asksFor({ open: { words } }: Block, name: string): boolean {
  return words.length === 2 && words[0] === 'if' && words[1] === name;
}

function turnOf(pattern: RegExp, inside: string): RegExpExecArray | undefined {
  return inside.length > MAX_TURN ? undefined : (pattern.exec(inside) ?? undefined);
}
