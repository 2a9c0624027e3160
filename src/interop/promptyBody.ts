import type { ChatEntry, MessagePart, Role } from '../core/document/document';
import { contentOf, saysSomething } from './draft';
import type { RichKind } from './promptyFields';

/** A line that begins a message: https://github.com/microsoft/prompty, spec/spec.md §6.2. */
const ROLE_LINE = /^\s*#?\s*(system|user|assistant)(\[(\w+\s*=\s*"?[^"]*"?\s*,?\s*)+\])?\s*:\s*$/i;

/** The role that Prompty begins a message of at this line. */
export function promptyRoleOf(line: string): Role | undefined {
  // The original's pattern takes exponential time for a line of blanks and brackets.
  if (line.length > 500) return undefined;
  return ROLE_LINE.exec(line)?.[1]?.toLowerCase() as Role | undefined;
}

/**
 * The messages of a Prompty. Variables that stand for messages, images or files become entries and
 * parts of their own; text above the first role line belongs to the system.
 */
export function readMessages(
  body: string,
  rich: ReadonlyMap<string, RichKind>,
): readonly ChatEntry[] {
  const blocks: { role: Role; lines: string[] }[] = [{ role: 'system', lines: [] }];
  for (const line of body.split('\n')) {
    const role = promptyRoleOf(line);
    if (role === undefined) blocks.at(-1)?.lines.push(line);
    else blocks.push({ role, lines: [] });
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
