import { contentOf, saysSomething } from './draft';
import type { RichKind } from './promptyFields';
import type { ChatEntry, MessagePart, Role } from '../core/prompt/document/model';

/** A line that begins a message: https://github.com/microsoft/prompty, spec/spec.md §6.2. */
const ROLE = /^#?\s*(system|user|assistant)(?=[\s[]|$)/i;
const ATTRIBUTE = /^\s*\w+\s*=/;

/** The role that Prompty begins a message of at this line: `system:`, `# user[name="Ada"]:`. */
export function promptyRoleOf(line: string): Role | undefined {
  const trimmed = line.length > 500 ? '' : line.trim();
  if (!trimmed.endsWith(':')) return undefined;
  const head = trimmed.slice(0, -1).trimEnd();
  const found = ROLE.exec(head);
  if (found === null || !areAttributes(head.slice(found[0].length))) return undefined;
  return found[1]?.toLowerCase() as Role | undefined;
}

/**
 * Nothing, or `[name=value, other="value"]`. The original's pattern takes exponential time to say
 * so: after a first name it goes on to anything, but for what follows a quoted value.
 */
function areAttributes(text: string): boolean {
  if (text === '') return true;
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  // Even pieces stand outside of quotes.
  return text
    .slice(1, -1)
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .every((piece, index) => isAttribute(index === 0 ? piece : piece.replace(/^\s*,?/, ''), index));
}

function isAttribute(piece: string, index: number): boolean {
  return ATTRIBUTE.test(piece) || (index > 0 && piece.trim() === '');
}

/** What the role line of a message says in brackets: `name="Ada"`. */
export function promptyAttributesOf(line: string): string | undefined {
  const trimmed = line.trim();
  const start = trimmed.indexOf('[');
  return start < 0 ? undefined : trimmed.slice(start + 1, trimmed.lastIndexOf(']')).trim();
}

/**
 * The messages of a Prompty. Variables that stand for messages, images or files become entries and
 * parts of their own; text above the first role line belongs to the system.
 */
export function readMessages(
  body: string,
  rich: ReadonlyMap<string, RichKind>,
  warnings: string[],
): readonly ChatEntry[] {
  const blocks: { role: Role; lines: string[] }[] = [{ role: 'system', lines: [] }];
  for (const line of body.split('\n')) {
    const role = promptyRoleOf(line);
    if (role === undefined) blocks.at(-1)?.lines.push(line);
    else {
      const attributes = promptyAttributesOf(line);
      if (attributes !== undefined && attributes !== '') {
        warnings.push(`What the line "${line.trim()}" says in brackets is left out.`);
      }
      blocks.push({ role, lines: [] });
    }
  }
  return blocks.flatMap(({ role, lines }) => entriesOf(role, lines.join('\n'), rich));
}

function entriesOf(
  role: Role,
  text: string,
  rich: ReadonlyMap<string, RichKind>,
): readonly ChatEntry[] {
  const entries: ChatEntry[] = [];
  let parts: MessagePart[] = [];
  const finish = (): void => {
    entries.push({ role, content: contentOf(parts) });
    parts = [];
  };
  let done = 0;
  for (const { index, 0: tag, 1: name = '' } of text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
    const kind = rich.get(name);
    if (kind === undefined) continue;
    parts.push({ type: 'text', text: text.slice(done, index) });
    done = index + tag.length;
    if (kind === 'thread') {
      finish();
      entries.push({ role: 'history', name });
    } else parts.push({ type: kind, url: `{{${name}}}` });
  }
  parts.push({ type: 'text', text: text.slice(done) });
  finish();
  return entries.filter(saysSomething);
}
