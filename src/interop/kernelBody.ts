import { contentOf } from './draft';
import { LineProblem } from './foreignFile';
import { isMustache, printMustache } from './handlebars/mustache';
import { printJinja } from './handlebars/jinja';
import { parseHandlebars } from './handlebars/parse';
import { printKernelTemplate } from './kernelTemplate';
import { tagBlocks, type TagBlock } from './tagBlocks';
import {
  ROLES,
  type Body,
  type MessagePart,
  type Role,
  type TemplateFormat,
} from '../core/prompt/document/model';

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** What a template says, and in which format. */
export interface KernelBody {
  readonly body: Body;
  readonly format: TemplateFormat;
}

/**
 * Reads a template of Semantic Kernel: `<message role="user">` makes it a chat, as its parser of prompts
 * does, else it is a text. Throws `LineProblem` for what has no counterpart.
 * @param language `semantic-kernel`, `handlebars` or `jinja2`
 */
export function readKernelBody(template: string, language: string): KernelBody {
  const blocks = tagBlocks(withMessageTags(template, language), ['message']);
  const isChat = blocks.some(({ name }) => name === 'message');
  const roles = isChat ? blocks.map(roleOf) : [];
  const texts = isChat ? blocks.flatMap(partsOf).map(({ text }) => text) : [template];
  const writer = writerOf(texts, language);
  if (!isChat)
    return { format: writer.format, body: { type: 'text', text: writer.write(template, 1) } };
  const messages = blocks.map((block, index) => {
    const parts = partsOf(block).map(({ type, text, line }): MessagePart => {
      const written = writer.write(decoded(text), line);
      return type === 'text' ? { type, text: written } : { type, url: written.trim() };
    });
    return { role: roles[index] ?? 'user', content: contentOf(parts) };
  });
  return { format: writer.format, body: { type: 'chat', messages } };
}

/** The helper of its Handlebars writes the same tag. */
function withMessageTags(template: string, language: string): string {
  if (language !== 'handlebars') return template;
  return template
    .replace(/\{\{~?#message(\s[^{}~]*)~?\}\}/g, '<message$1>')
    .replace(/\{\{~?\/message\s*~?\}\}/g, '</message>');
}

function roleOf({ name, attributes, line, text }: TagBlock): Role {
  if (name !== 'message') {
    const message = `Text stands outside of the messages, which no model gets: ${text.trim().slice(0, 40)}`;
    throw new LineProblem(line, message);
  }
  const { role = '', ...rest } = attributes;
  const known = ROLES.find(item => item === role.toLowerCase());
  if (known === undefined || Object.keys(rest).length > 0) {
    const message = `A message says its role and nothing else: ${ROLES.join(', ')}.`;
    throw new LineProblem(line, message);
  }
  return known;
}

interface Part {
  readonly type: 'text' | 'image';
  readonly text: string;
  readonly line: number;
}

/** Text, or texts and images in tags of their own. */
function partsOf({ text, line, isOpen }: TagBlock): readonly Part[] {
  if (isOpen) throw new LineProblem(line, 'A message is never closed.');
  const blocks = tagBlocks(text, ['text', 'image']);
  if (!blocks.some(({ name }) => name !== '')) return [trimmed('text', text, line)];
  return blocks.map(block =>
    trimmed(block.name === 'image' ? 'image' : 'text', block.text, line + block.line - 1),
  );
}

/** What stands around a text, such as line ends and indentation, is no part of it. */
function trimmed(type: Part['type'], text: string, line: number): Part {
  const skipped = text.slice(0, text.length - text.trimStart().length);
  return { type, text: text.trim(), line: line + skipped.split('\n').length - 1 };
}

function decoded(text: string): string {
  return text
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, inner: string) => inner.replaceAll('&', '&amp;'))
    .replace(
      /&(?:(lt|gt|amp|quot|apos)|#(\d{1,6})|#x([\da-f]{1,5}));/gi,
      (written, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? written;
        return String.fromCodePoint(
          Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10),
        );
      },
    );
}

interface Writer {
  readonly format: TemplateFormat;
  readonly write: (text: string, line: number) => string;
}

function writerOf(texts: readonly string[], language: string): Writer {
  if (language === 'jinja2') return { format: 'jinja2', write: text => text };
  if (language !== 'handlebars') {
    return {
      format: 'mustache',
      write: (text, line) => placed(line, () => printKernelTemplate(text)),
    };
  }
  const isPlain = texts.every(text => placed(1, () => isMustache(parseHandlebars(text))));
  return {
    format: isPlain ? 'mustache' : 'jinja2',
    write: (text, line) =>
      placed(line, () => {
        const nodes = parseHandlebars(text);
        return isPlain ? printMustache(nodes) : printJinja(nodes);
      }),
  };
}

/** What is wrong at a line of a part stands at that line of the whole. */
function placed<T>(line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof LineProblem)) throw error;
    throw new LineProblem(line + error.line - 1, error.message);
  }
}
