import type { MessageReading } from '../messageParts';
import {
  entryOf,
  given,
  isMapping,
  isNothing,
  keyPath,
  others,
  type Mapping,
} from '../plainValues';
import { jsonSchemaOf } from './openApiSchema';
import { objectAt, schemaFormat } from './requestDraft';
import { allSpellings, leftOutSpelled, spelled } from './spellings';
import { lost } from '../loss';

const MODES: Readonly<Record<string, string>> = { AUTO: 'auto', NONE: 'none', ANY: 'required' };
const MEDIA_KEYS = allSpellings(['responseMimeType']);
const SCHEMA_KEYS = allSpellings(['responseSchema', 'responseJsonSchema']);

/** The tools of a request, one each, and which of them a model may use. */
export function readGeminiTools(
  reading: MessageReading,
  fields: Mapping,
  path: string,
): { readonly tools: readonly unknown[]; readonly choice: unknown } {
  const { key, value } = spelled(fields, 'tools');
  const place = keyPath(path, key);
  const list = Array.isArray(value)
    ? (value as readonly unknown[])
    : [objectAt(reading, value, place)];
  const tools = list.flatMap((tool, index) => readTool(reading, tool, `${place}[${index}]`));
  return { tools, choice: readChoice(spelled(fields, 'toolConfig').value) };
}

/** Functions are declared in one tool there; what only Gemini knows stays as it is. */
function readTool(reading: MessageReading, tool: unknown, path: string): readonly unknown[] {
  if (!isMapping(tool)) return [tool];
  if (isNothing(tool)) return [];
  const { key, value } = spelled(tool, 'functionDeclarations');
  if (!Array.isArray(value)) return [tool];
  const rest = others(tool, [key]);
  const functions = value.map((item: unknown, index) =>
    readFunction(reading, item, `${path}.${key}[${index}]`),
  );
  return isNothing(rest) ? functions : [...functions, rest];
}

function readFunction(reading: MessageReading, declared: unknown, path: string): unknown {
  if (!isMapping(declared)) return declared;
  const { name, description, parameters } = declared;
  const { key, value: json } = spelled(declared, 'parametersJsonSchema');
  const known = ['name', 'description', 'parameters', 'parametersJsonSchema'];
  reading.warnings.push(...leftOutSpelled(declared, known, path));
  if (!isNothing(json) && !isNothing(parameters)) {
    reading.warnings.push(
      lost(`${path}.parameters`, `${path}.parameters is left out: ${key} is there as well.`),
    );
  }
  const schema = isNothing(json) ? jsonSchemaOf(parameters) : json;
  return { type: 'function', function: { name, ...given({ description, parameters: schema }) } };
}

/** In everybody's words where there are some; what only Gemini can be told stays as it is. */
function readChoice(config: unknown): unknown {
  if (isNothing(config)) return undefined;
  const fields = isMapping(config) ? config : {};
  const { key, value } = spelled(fields, 'functionCallingConfig');
  return isNothing(others(fields, [key])) ? (sharedChoice(value) ?? config) : config;
}

function sharedChoice(calling: unknown): unknown {
  if (!isMapping(calling)) return undefined;
  const { key, value: names } = spelled(calling, 'allowedFunctionNames');
  const { mode } = calling;
  if (typeof mode !== 'string' || !isNothing(others(calling, ['mode', key]))) return undefined;
  const choice = entryOf(MODES, mode);
  if (isNothing(names)) return choice;
  const [only, ...more] = Array.isArray(names) ? (names as readonly unknown[]) : [];
  const isOne = choice === 'required' && typeof only === 'string' && more.length === 0;
  return isOne ? { type: 'function', function: { name: only } } : undefined;
}

/** The form of the answer, and the keys that said it: the others are parameters. */
export function readGeminiFormat(
  { warnings }: MessageReading,
  fields: Mapping,
  path: string,
): { readonly format: unknown; readonly known: readonly string[] } {
  const mimeType = spelled(fields, 'responseMimeType').value;
  const plain = spelled(fields, 'responseSchema').value;
  const json = spelled(fields, 'responseJsonSchema').value;
  if (mimeType !== undefined && mimeType !== 'application/json')
    return { format: undefined, known: [] };
  const known = [...MEDIA_KEYS, ...SCHEMA_KEYS];
  if (!isNothing(plain) && !isNothing(json)) {
    const { key } = spelled(fields, 'responseSchema');
    warnings.push(
      lost(
        keyPath(path, key),
        `${keyPath(path, key)} is left out: there is a schema of the answer in JSON Schema as well.`,
      ),
    );
  }
  const schema = isNothing(json) ? jsonSchemaOf(plain) : json;
  if (!isNothing(schema)) return { format: schemaFormat(schema), known };
  return isNothing(mimeType)
    ? { format: undefined, known: [] }
    : { format: { type: 'json_object' }, known };
}
