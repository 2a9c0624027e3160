import { parseJson } from '../../core/base/json';
import { refusal } from '../foreignFile';
import { leftOut } from '../leftOut';
import type { MessageReading } from '../messageParts';
import { given, isMapping, isNothing } from '../plainValues';
import { objectAt, schemaFormat } from './requestDraft';

/** The tools of a request in OpenAI's form, and which of them a model may use. */
export function readBedrockTools(
  reading: MessageReading,
  value: unknown,
): { readonly tools: readonly unknown[]; readonly choice: unknown } {
  const config = objectAt(reading, value, 'toolConfig');
  const { tools, toolChoice } = config;
  reading.warnings.push(...leftOut(config, ['tools', 'toolChoice'], 'toolConfig'));
  if (!isNothing(tools) && !Array.isArray(tools)) {
    throw refusal(reading.file, { path: 'toolConfig.tools' }, 'Tools are a list.');
  }
  const list = Array.isArray(tools) ? (tools as readonly unknown[]) : [];
  return {
    tools: list.flatMap((tool, index) => readTool(reading, tool, `toolConfig.tools[${index}]`)),
    choice: readChoice(reading, toolChoice),
  };
}

function readTool(reading: MessageReading, tool: unknown, path: string): readonly unknown[] {
  if (!isMapping(tool)) throw refusal(reading.file, { path }, 'A tool is an object.');
  if ('cachePoint' in tool) {
    reading.warnings.push(...leftOut(tool, [], path));
    return [];
  }
  // What only Bedrock knows stays as it is.
  if (!isMapping(tool.toolSpec)) return [tool];
  const at = `${path}.toolSpec`;
  const { name, description, inputSchema, strict } = tool.toolSpec;
  const schema = objectAt(reading, inputSchema, `${at}.inputSchema`);
  const known = ['name', 'description', 'inputSchema', 'strict'];
  reading.warnings.push(
    ...leftOut(tool, ['toolSpec'], path),
    ...leftOut(tool.toolSpec, known, at),
    ...leftOut(schema, ['json'], `${at}.inputSchema`),
  );
  const described = given({ description, parameters: schema.json, strict });
  return [{ type: 'function', function: { name, ...described } }];
}

function readChoice({ warnings }: MessageReading, choice: unknown): unknown {
  if (!isMapping(choice)) return choice;
  const path = 'toolConfig.toolChoice';
  const key = ['auto', 'any', 'tool'].find(name => name in choice);
  const chosen = key === undefined ? undefined : choice[key];
  if (key === undefined || !isMapping(chosen)) return choice;
  const known = key === 'tool' ? ['name'] : [];
  warnings.push(...leftOut(choice, [key], path), ...leftOut(chosen, known, `${path}.${key}`));
  if (key !== 'tool') return key === 'any' ? 'required' : key;
  return { type: 'function', function: { name: chosen.name } };
}

/**
 * The schema of the answer, which is a text there:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_JsonSchemaDefinition.html
 */
export function readBedrockFormat(reading: MessageReading, value: unknown): unknown {
  const path = 'outputConfig.textFormat';
  const config = objectAt(reading, value, 'outputConfig');
  const format = objectAt(reading, config.textFormat, path);
  const structure = objectAt(reading, format.structure, `${path}.structure`);
  const at = `${path}.structure.jsonSchema`;
  const definition = objectAt(reading, structure.jsonSchema, at);
  const { name, description, schema } = definition;
  reading.warnings.push(
    ...leftOut(config, ['textFormat'], 'outputConfig'),
    ...leftOut(format, ['type', 'structure'], path),
    ...leftOut(structure, ['jsonSchema'], `${path}.structure`),
    ...leftOut(definition, schema === undefined ? [] : ['name', 'description', 'schema'], at),
  );
  if (schema === undefined) return undefined;
  return schemaFormat(schemaOf(reading, schema, `${at}.schema`), given({ name, description }));
}

function schemaOf({ file }: MessageReading, schema: unknown, path: string): unknown {
  if (typeof schema !== 'string') return schema;
  try {
    return parseJson(schema);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusal(file, { path }, `This is no JSON: ${error.message}.`);
  }
}
