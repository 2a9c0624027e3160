import { printJson } from '../core/base/json';
import { templatesOf } from '../core/prompt/render/renderChat';
import { leftBehind, mappingAt, unsayable, type Exported } from './exported';
import { lost, type Loss } from './loss';
import { given, others, type Mapping } from './plainValues';
import type { ChatEntry, PromptDocument } from '../core/prompt/document/model';

const FORMAT = 'langfuse';
/** What includes another prompt, at a label. */
const INCLUDE = /\{\{>\s*([\w/.-]+)(?:@([\w.-]+))?\s*\}\}/g;

/**
 * What `POST /api/public/v2/prompts` of Langfuse takes: model, parameters, tools and response format lie in
 * its `config`. Throws `invalid-document` for what its prompts cannot hold.
 */
export function exportLangfuse(document: PromptDocument, prompt: string): Exported {
  const { body, frontMatter } = document;
  requireVariables(document);
  const metadata = mappingAt(frontMatter, 'metadata');
  const kept = mappingAt(metadata, 'langfuse');
  const { model, parameters, tools, tool_choice, response_format } = frontMatter;
  const settings = given({ model, tools, tool_choice, response_format });
  const config = {
    ...mappingAt(kept, 'config'),
    ...settings,
    ...mappingAt({ parameters }, 'parameters'),
  };
  const written =
    body.type === 'text'
      ? { type: 'text', prompt: withReferences(body.text) }
      : { type: 'chat', prompt: body.messages.map(entryOf) };
  const request = { name: prompt, ...written, config };
  return {
    text: `${printJson(request, 2)}\n`,
    warnings: [...leftBehind(frontMatter, ['inputs']), ...metadataLeft(metadata, kept)],
  };
}

function metadataLeft(metadata: Mapping, kept: Mapping): readonly Loss[] {
  const keys = [
    ...Object.keys(others(metadata, ['langfuse'])),
    ...Object.keys(others(kept, ['config'])).map(key => `langfuse.${key}`),
  ];
  return keys.map(key => {
    const field = `metadata.${key}`;
    return lost(field, `"${field}" is left out: it has no counterpart there.`);
  });
}

function requireVariables({ format, body }: PromptDocument): void {
  if (format !== 'mustache' && format !== 'none') {
    throw unsayable(FORMAT, `its variables are written as in Mustache, and these are ${format}.`);
  }
  const hasBraces = templatesOf(body).some(text => text.includes('{{'));
  if (format === 'none' && hasBraces) {
    throw unsayable(FORMAT, 'what stands in "{{…}}" is text here, and would be a variable there.');
  }
}

function entryOf(entry: ChatEntry, index: number): Mapping {
  if (entry.role === 'history') return { type: 'placeholder', name: entry.name };
  const { role, content, calls, result } = entry;
  if (typeof content !== 'string') {
    throw unsayable(
      FORMAT,
      `messages[${index}] has an image or a file, and messages are texts there.`,
    );
  }
  if (calls !== undefined || result !== undefined) {
    throw unsayable(
      FORMAT,
      `messages[${index}] has calls of tools or a result, and messages are texts there.`,
    );
  }
  return { type: 'chatmessage', role, content: withReferences(content) };
}

/** Included prompts as Langfuse refers to them: by a label, for the numbers there are others. */
function withReferences(text: string): string {
  return text.replace(INCLUDE, (_, name: string, said: string | undefined) => {
    const label = said ?? 'latest';
    if (/^v?\d+$|^[0-9a-f]{7,32}$/.test(label)) {
      throw unsayable(
        FORMAT,
        `"${name}@${label}" is a version by its number or id here, and another there.`,
      );
    }
    return `@@@langfusePrompt:name=${name}|label=${label}@@@`;
  });
}
