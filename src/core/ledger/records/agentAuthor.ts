import type { Author } from './records';

/** How an author's name ends where a program wrote for the person. */
const MARK = / \(agent: [^()]+\)$/;
const NAME_LENGTH = 60;

/**
 * Who writes where an agent does so for a person: the same email, for approvals tell people apart by it and
 * nobody may approve what their own agent wrote; and a name that says it wherever it is shown.
 * @param agent what the agent calls itself: it is a stranger's text, of which one short line is kept
 */
export function agentAuthor({ name, email }: Author, agent: string): Author {
  const line = agent
    .replaceAll(/[()<>\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const called = Array.from(line).slice(0, NAME_LENGTH).join('').trim();
  return { name: `${name} (agent: ${called === '' ? 'unknown' : called})`, email };
}

/** Whether a record says that an agent wrote it. */
export function isAgent({ name }: Author): boolean {
  return MARK.test(name);
}
