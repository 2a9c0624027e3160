import { printJson } from '../../core/base/json';
import { templatesOf } from '../../core/prompt/render/renderChat';
import { documentOf, type Draft, type DraftFields } from '../draft';
import { refusal } from '../foreignFile';
import { readingOf } from '../literalText';
import type { MessageReading } from '../messageParts';
import { entryOf, isMapping, isNothing, keyPath, type Mapping } from '../plainValues';
import type { Message } from '../../core/prompt/document/model';
import { lost, type Loss } from '../loss';

/** What a request says besides its messages. */
export type RequestFields = Omit<DraftFields, 'format' | 'inputs'>;

/**
 * The prompt of a request, in the format that its texts are read in. Throws `invalid-document` where
 * there are no messages.
 * @param path where the messages stand in the file
 */
export function requestDraft(
  { file, warnings }: MessageReading,
  messages: readonly Message[],
  fields: RequestFields,
  path: string,
): Draft {
  if (messages.length === 0) throw refusal(file, { path }, 'There are no messages.');
  const body = { type: 'chat' as const, messages };
  const { format, warnings: braces } = readingOf(templatesOf(body));
  const told = [...warnings, ...unfilled(fields.parameters ?? {}), ...braces];
  return { document: documentOf({ format, ...fields }, body), warnings: told };
}

/** What looks like a variable outside of the messages, where nothing is filled in. */
function unfilled(parameters: Mapping): readonly Loss[] {
  return Object.entries(parameters)
    .filter(([, value]) => printJson(value).includes('{{'))
    .map(([key]) =>
      lost(
        `parameters.${key}`,
        `"{{" stands in the parameter "${key}", where no variable is filled in.`,
      ),
    );
}

/** Parameters as a part of a request says them. */
export interface ParameterSource {
  /** Where they stand in the file, '' for the top of it. */
  readonly path: string;
  readonly values: Mapping;
  /** What a prompt document calls those that have another name there. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Parameters of several parts of a request. What one says already, another cannot: it is warned of. */
export function joinedParameters(
  { warnings }: MessageReading,
  sources: readonly ParameterSource[],
): Mapping {
  const places = new Map<string, string>();
  const parameters = new Map<string, unknown>();
  for (const { path, values, names = {} } of sources) {
    for (const [key, value] of Object.entries(values)) {
      if (isNothing(value)) continue;
      const name = entryOf(names, key) ?? key;
      const place = keyPath(path, key);
      const first = places.get(name);
      if (first !== undefined) {
        warnings.push(lost(place, `${place} is left out: ${first} says the same parameter.`));
        continue;
      }
      places.set(name, place);
      parameters.set(name, value);
    }
  }
  return Object.fromEntries(parameters);
}

/** A response format for an answer after a schema that has no name of its own, in OpenAI's form. */
export function schemaFormat(schema: unknown, says: Mapping = {}): Mapping {
  return { type: 'json_schema', json_schema: { name: 'response', ...says, schema } };
}

/** An object in a request, empty where it is absent. Throws `invalid-document` for anything else. */
export function objectAt({ file }: MessageReading, value: unknown, path: string): Mapping {
  if (isMapping(value)) return value;
  if (isNothing(value)) return {};
  throw refusal(file, { path }, 'It must be an object.');
}

/** The first of several places that says something; the others are warned of. */
export function firstSaid(
  { warnings }: MessageReading,
  places: readonly { readonly path: string; readonly value: unknown }[],
): unknown {
  const [first, ...rest] = places.filter(({ value }) => !isNothing(value));
  if (first === undefined) return undefined;
  for (const { path } of rest) {
    warnings.push(lost(path, `${path} is left out: ${first.path} says the same.`));
  }
  return first.value;
}
