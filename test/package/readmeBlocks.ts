import { readFileSync } from 'node:fs';
import { projectPath } from '../support/sourceFiles';

/** The blocks of code of a page in a language, or of the part of it that begins with a heading. */
export function codeBlocks(page: string, language: string, heading = ''): string[] {
  const text = readFileSync(projectPath(page), 'utf8');
  const start = text.indexOf(heading);
  if (start < 0) throw new Error(`${page} has no "${heading}".`);
  const level = /^#*/.exec(heading)?.[0] ?? '';
  const end = level === '' ? -1 : text.indexOf(`\n${level} `, start + 1);
  const part = text.slice(start, end < 0 ? undefined : end);
  return [...part.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(match => match[1] === language)
    .map(match => match[2]!);
}

/** What the blocks take for granted: a client of OpenAI. It answers how many messages it got. */
export const OPENAI = `
const openai = { chat: { completions: { create: async ({ messages }) => console.log(messages.length) } } };
`;

export const OPENAI_TYPES = `
import type { OpenAiRequest } from 'promptledger';
declare const console: { error(...values: unknown[]): void };
declare const openai: { chat: { completions: { create(request: OpenAiRequest): Promise<unknown> } } };
`;
