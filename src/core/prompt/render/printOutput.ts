import { printJson } from '../../base/json';
import { callHead, mediaLine } from '../document/markers';
import type { RenderedMessage, RenderedPrompt } from './model';

/**
 * A rendered prompt as something to paste: its words, or the messages as data. The words look like
 * the document, but nothing is escaped in them: they are for people, not for reading back.
 */
export function printOutput(output: RenderedPrompt, as: 'text' | 'json'): string {
  if (output.type === 'text') return as === 'text' ? output.text : printJson(output, 2);
  if (as === 'json') return printJson(output.messages, 2);
  return output.messages.map(printMessage).join('\n\n');
}

function printMessage({ role, content, toolCalls = [], toolCallId }: RenderedMessage): string {
  const head = toolCallId === undefined ? `${role}:` : `${role}:\n@result: ${toolCallId}`;
  const calls = toolCalls.map(call => `${callHead(call)} ${printJson(call.arguments)}`);
  return [head, ...contentLines(content), ...calls].join('\n');
}

function contentLines(content: RenderedMessage['content']): string[] {
  if (typeof content === 'string') return content === '' ? [] : [content];
  return content.map(part => (part.type === 'text' ? part.text : mediaLine(part)));
}
