import { contentOf, documentOf, type Draft } from './draft';
import { readPart, refusal, type ForeignFile } from './foreignFile';
import { readParts } from './foreignFrontMatter';
import { leftOut } from './leftOut';
import { mediaType } from './messageParts';
import { printMdx } from './mdxTemplate';
import { readSchema } from './picoschema';
import { given, isMapping, isNothing, others, type Mapping } from './plainValues';
import { otherName } from './promptName';
import { tagBlocks, type TagBlock } from './tagBlocks';
import { schemaFormat } from './requests/requestDraft';
import type { Message, MessagePart, Role } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const ROLES: Readonly<Record<string, Role>> = {
  System: 'system',
  User: 'user',
  Assistant: 'assistant',
};
/** The text of a file may begin with a comment, above its head. */
const OPENING = /^(?:\{\/\*(?:[^*]|\*(?!\/))*\*\/\}\s*)?---[ \t]*\n/;
const CONFIGS = ['text_config', 'object_config'];
const OTHER_CONFIGS = ['image_config', 'speech_config'];
const KEYS = ['name', 'text_config', 'object_config', 'input_schema'];
const CONFIG_KEYS = ['model_name', 'tools', 'tool_choice', 'schema', 'schema_name'];
/** What no request has: how often a program may ask again. */
const PROGRAM_KEYS = ['max_calls', 'max_retries', 'schema_description'];

/** A prompt of AgentMark, messages in tags of MDX: https://docs.agentmark.co/agentmark/prompts. */
export function isAgentmark({ file, text }: ForeignFile): boolean {
  if (!/\.mdx$/i.test(file)) return false;
  const hasConfig = /^(?:text|object|image|speech)_config[ \t]*:/m.test(text);
  return hasConfig || (/\.prompt\.mdx$/i.test(file) && /<(?:System|User|Assistant)>/.test(text));
}

/**
 * Reads a prompt of AgentMark. Throws `invalid-document` with the line for components, expressions and
 * text outside of its messages.
 */
export function readAgentmark(file: ForeignFile): readonly Draft[] {
  const { values, body, bodyLine } = readParts(file, OPENING);
  const warnings: Loss[] = [];
  const other = OTHER_CONFIGS.find(key => key in values);
  if (other !== undefined) {
    const message =
      'A prompt for images or speech has no counterpart: those for texts and objects have.';
    throw refusal(file, { path: other }, message);
  }
  const at = CONFIGS.find(key => isMapping(values[key])) ?? 'text_config';
  const config = isMapping(values[at]) ? values[at] : {};
  const messages = readMessages(file, body, { bodyLine, warnings });
  const { name } = values;
  const schema = readInputSchema(values.input_schema, warnings);
  const tools = readTools(config.tools, warnings);
  const kept = {
    ...given({ name: otherName(name) }),
    ...others(values, KEYS),
    ...given({
      [at]: given({
        ...Object.fromEntries(Object.entries(config).filter(([key]) => PROGRAM_KEYS.includes(key))),
        tools: tools.kept,
      }),
      input_schema: schema.kept,
    }),
  };
  const fields = {
    format: 'mustache' as const,
    model: config.model_name,
    parameters: others(config, [...CONFIG_KEYS, ...PROGRAM_KEYS]),
    tools: tools.functions,
    tool_choice: config.tool_choice,
    response_format: responseFormatOf(config),
    inputs: schema.inputs,
    metadata: given({ agentmark: kept }),
  };
  const document = documentOf(fields, { type: 'chat', messages });
  return [{ name: typeof name === 'string' ? name : undefined, document, warnings }];
}

function readInputSchema(
  schema: unknown,
  warnings: Loss[],
): { readonly inputs: Mapping; readonly kept: unknown } {
  if (isNothing(schema)) return { inputs: {}, kept: undefined };
  const { inputs, unsaid } = readSchema(schema) ?? { inputs: {}, unsaid: ['all of it'] };
  if (unsaid.length === 0) return { inputs, kept: undefined };
  const list = unsaid.join(', ');
  warnings.push(
    lost(
      'input_schema',
      `The schema of the input says more than inputs can (${list}): it is kept in its metadata.`,
    ),
  );
  return { inputs, kept: schema };
}

function responseFormatOf({ schema, schema_name: name }: Mapping): unknown {
  if (isNothing(schema)) return undefined;
  const said = typeof name === 'string' && name !== '' ? name : 'response';
  return schemaFormat(schema, { name: said });
}

/** Tools by name are defined in a program; in older files they are defined by name. */
function readTools(
  tools: unknown,
  warnings: Loss[],
): { readonly functions: readonly Mapping[]; readonly kept: unknown } {
  const isDefined = isMapping(tools) && Object.values(tools).every(isMapping);
  if (isNothing(tools) || !isDefined) {
    if (!isNothing(tools)) {
      warnings.push(
        lost(
          'tools',
          'Tools are named there and defined elsewhere: their names are kept in its metadata.',
        ),
      );
    }
    return { functions: [], kept: tools };
  }
  const functions = Object.entries(tools as Readonly<Record<string, Mapping>>).map(
    ([name, tool]) => {
      warnings.push(...leftOut(tool, ['description', 'parameters'], `tools.${name}`));
      const { description, parameters } = tool;
      return { type: 'function', function: { name, ...given({ description, parameters }) } };
    },
  );
  return { functions, kept: undefined };
}

interface BodyPlace {
  readonly bodyLine: number;
  readonly warnings: Loss[];
}

function readMessages(
  file: ForeignFile,
  body: string,
  { bodyLine, warnings }: BodyPlace,
): readonly Message[] {
  // What a component is given may be a variable, which an attribute of ours is as well.
  const written = body.replace(/=\{props\.([\w$.]+)\}/g, '="{{$1}}"');
  const blocks = tagBlocks(written, Object.keys(ROLES)).filter(
    ({ name, text }) => name !== '' || !/^\{\/\*(?:[^*]|\*(?!\/))*\*\/\}\s*$/.test(text),
  );
  if (blocks.length === 0) throw refusal(file, { line: bodyLine }, 'There are no messages.');
  return blocks.map(block => {
    const line = block.line + bodyLine - 1;
    const role = ROLES[block.name];
    if (role === undefined) {
      const message = `Text stands outside of the messages: ${block.text.trim().slice(0, 40)}`;
      throw refusal(file, { line }, message);
    }
    if (block.isOpen) throw refusal(file, { line }, `"<${block.name}>" is never closed.`);
    warnings.push(...leftOut(block.attributes, [], `line ${line}, <${block.name}>`));
    return { role, content: contentOf(readContent(file, { ...block, line }, warnings)) };
  });
}

function readContent(
  file: ForeignFile,
  { text, line }: TagBlock,
  warnings: Loss[],
): readonly MessagePart[] {
  const blocks = tagBlocks(text, ['ImageAttachment', 'FileAttachment']);
  return blocks.map((block): MessagePart => {
    const at = line + block.line - 1;
    if (block.name === '') {
      const printed = readPart(file, at, () => printMdx(block.text));
      return { type: 'text', text: printed.trim() };
    }
    const { image, data, mimeType, ...more } = block.attributes;
    warnings.push(...leftOut(more, [], `line ${at}, <${block.name}>`));
    const url = image ?? data;
    if (url === undefined) throw refusal(file, { line: at }, `"<${block.name}>" names no file.`);
    const path = `line ${at}, <${block.name}>.mimeType`;
    const type = block.name === 'ImageAttachment' ? 'image' : 'file';
    if (mimeType === undefined) return { type, url };
    return { type, url, mediaType: mediaType({ file, warnings }, mimeType, path) };
  });
}
