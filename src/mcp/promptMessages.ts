import type { PromptMessage } from '@modelcontextprotocol/sdk/types.js';
import { printJson } from '../core/base/json';
import type { MessagePart } from '../core/prompt/document/model';
import type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';

/** A rendered prompt in the roles that the protocol knows, which are a user's and an assistant's. */
export interface FoldedPrompt {
  readonly messages: readonly PromptMessage[];
  /** What could not be said in its own role, as a part of a sentence: "its system message". */
  readonly folded: readonly string[];
}

type Content = PromptMessage['content'];

/**
 * Puts a rendered prompt into the messages of the protocol. A system message goes to the front of the
 * user's message that follows it, what a tool said is a user's message, and a call stands in words
 * behind what the assistant says.
 */
export function foldMessages(rendered: RenderedPrompt): FoldedPrompt {
  if (rendered.type === 'text') {
    return { messages: [{ role: 'user', content: textOf(rendered.text) }], folded: [] };
  }
  const folding = new Folding();
  for (const message of rendered.messages) folding.add(message);
  return folding.end();
}

class Folding {
  readonly #messages: PromptMessage[] = [];
  readonly #folded = new Set<string>();
  /** What a system message said that no user has answered yet. */
  #before = '';

  add(message: RenderedMessage): void {
    switch (message.role) {
      case 'system':
      case 'developer':
        this.#folded.add(`its ${message.role} message`);
        this.#before += `[${message.role} message]\n${plainText(message.content)}\n\n`;
        return;
      case 'tool':
        this.#folded.add('what tools said');
        this.#say('user', message, `[what ${toolOf(message)} said]\n`);
        return;
      case 'user':
        this.#say('user', message);
        return;
      case 'assistant':
        if (message.toolCalls !== undefined) this.#folded.add('the calls of tools');
        this.#flush();
        this.#say('assistant', message);
    }
  }

  end(): FoldedPrompt {
    this.#flush();
    return { messages: this.#messages, folded: [...this.#folded] };
  }

  #say(role: PromptMessage['role'], message: RenderedMessage, about = ''): void {
    const contents = contentsOf(partsOf(message, this.#before + about), callsOf(message));
    this.#messages.push(...contents.map(content => ({ role, content })));
    this.#before = '';
  }

  #flush(): void {
    const text = this.#before.trimEnd();
    if (text !== '') this.#messages.push({ role: 'user', content: textOf(text) });
    this.#before = '';
  }
}

/** The parts of a message, with what stands before them. */
function partsOf({ content }: RenderedMessage, opening: string): readonly MessagePart[] {
  if (typeof content === 'string') return [{ type: 'text', text: opening + content }];
  const [first, ...others] = content;
  if (first?.type === 'text') return [{ type: 'text', text: opening + first.text }, ...others];
  return opening === '' ? content : [{ type: 'text', text: opening.trimEnd() }, ...content];
}

/** One message of the protocol holds one text or one image. */
function contentsOf(parts: readonly MessagePart[], calls: string): readonly Content[] {
  const contents = parts.map(contentOf);
  if (calls === '') return contents;
  const [only] = contents;
  if (contents.length !== 1 || only?.type !== 'text') return [...contents, textOf(calls)];
  return [textOf(only.text === '' ? calls : `${only.text}\n\n${calls}`)];
}

function callsOf({ toolCalls = [] }: RenderedMessage): string {
  return toolCalls.map(call => `[calls ${call.name} with ${printJson(call.arguments)}]`).join('\n');
}

function toolOf({ toolName, toolCallId }: RenderedMessage): string {
  return toolName ?? toolCallId ?? 'a tool';
}

const IMAGE_DATA = /^data:(image\/[a-z0-9.+-]+);base64,([A-Za-z0-9+/]+={0,2})$/;

function contentOf(part: MessagePart): Content {
  if (part.type === 'text') return textOf(part.text);
  const [, mimeType, data] = part.type === 'image' ? (IMAGE_DATA.exec(part.url) ?? []) : [];
  if (mimeType !== undefined && data !== undefined) return { type: 'image', data, mimeType };
  return textOf(`[${part.type}: ${part.url}]`);
}

function plainText(content: RenderedMessage['content']): string {
  if (typeof content === 'string') return content;
  return content
    .map(part => (part.type === 'text' ? part.text : `[${part.type}: ${part.url}]`))
    .join('\n');
}

function textOf(text: string): Content & { readonly type: 'text' } {
  return { type: 'text', text };
}
