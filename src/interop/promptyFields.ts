import { typeThatFits } from './inputTypes';
import { leftOut } from './leftOut';
import { entryOf, given, isMapping, others, renamed, type Mapping } from './plainValues';
import { lost, type Loss } from './loss';

/** Options of a model by their names in Prompty, and in a request. */
export const OPTION_NAMES = {
  maxOutputTokens: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  frequencyPenalty: 'frequency_penalty',
  presencePenalty: 'presence_penalty',
  stopSequences: 'stop',
  allowMultipleToolCalls: 'parallel_tool_calls',
};
const MODEL_KEYS = ['id', 'provider', 'options', 'parameters'];
const SECRET = /(?:key|secret|token|password|credential)$/i;

export interface ReadModel {
  readonly model?: string;
  readonly parameters: Mapping;
  /** What has no key of its own: connection, kind of API. */
  readonly kept: Mapping;
}

/** Reads `model` of Prompty 2 (`id`, `options`) and 1 (`configuration`, `parameters`). */
export function readModel(value: unknown, warnings: Loss[]): ReadModel {
  if (typeof value === 'string') return { model: value, parameters: {}, kept: {} };
  if (!isMapping(value)) return { parameters: {}, kept: {} };
  const { options, parameters, configuration } = value;
  const id = idOf(value);
  const kept = withoutSecrets(given(others(value, MODEL_KEYS)), 'model', warnings);
  if (isMapping(configuration) || value.api !== undefined) {
    return { ...id, parameters: isMapping(parameters) ? parameters : {}, kept };
  }
  const { additionalProperties, ...named } = isMapping(options) ? options : ({} as Mapping);
  const extra = isMapping(additionalProperties) ? additionalProperties : {};
  return { ...id, parameters: { ...renamed(named, OPTION_NAMES), ...extra }, kept };
}

function idOf({ id, provider, configuration }: Mapping): { model?: string } {
  if (typeof id === 'string') {
    return { model: typeof provider === 'string' ? `${provider}/${id}` : id };
  }
  const { name, azure_deployment: deployment } = isMapping(configuration) ? configuration : {};
  const model = name ?? deployment;
  return typeof model === 'string' ? { model } : {};
}

/** A key that stands in a file goes no further; a reference to one (`${env:KEY}`) may. */
function withoutSecrets(fields: Mapping, path: string, warnings: Loss[]): Mapping {
  const entries = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    const here = `${path}.${key}`;
    if (isMapping(value)) return [[key, withoutSecrets(value, here, warnings)]];
    if (!SECRET.test(key) || typeof value !== 'string' || /^\$\{env:\w+\}$/.test(value)) {
      return [[key, value]];
    }
    warnings.push(lost(here, `${here} is left out: secrets do not belong into a registry.`));
    return [];
  });
  return Object.fromEntries(entries);
}

/** A variable whose value is no text: it stands for messages, or for an image or a file. */
export type RichKind = 'thread' | 'image' | 'file';

export interface ReadInputs {
  readonly inputs: Mapping;
  readonly rich: ReadonlyMap<string, RichKind>;
  /** The name of an input that nothing here can stand for. */
  readonly audio?: string;
  /** What is said of inputs that front matter cannot say. */
  readonly unsaid: readonly Loss[];
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  float: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'array',
  list: 'array',
  object: 'object',
  thread: 'array',
  image: 'string',
  file: 'string',
};
const RICH: readonly string[] = ['thread', 'image', 'file'];

/**
 * Reads `inputs`: a list of properties, a mapping of them, or a mapping to defaults. There nothing
 * checks types: what a default, an example or one of `samples` contradicts is none.
 */
export function readInputs(value: unknown, samples: unknown): ReadInputs {
  const shown = isMapping(samples) ? samples : {};
  const rich = new Map<string, RichKind>();
  const unsaid: Loss[] = [];
  let audio: string | undefined;
  const entries = propertiesOf(value).map(([name, value]) => {
    const property = toProperty(value);
    const written = property.kind ?? property.type;
    const kind = typeof written === 'string' ? written : 'any';
    if (RICH.includes(kind)) rich.set(name, kind as RichKind);
    if (kind === 'audio') audio = name;
    unsaid.push(...leftOut(property, READ_KEYS, `inputs.${name}`));
    return [name, inputOf(property, kind, shown[name])] as const;
  });
  return {
    inputs: Object.fromEntries(entries),
    rich,
    unsaid,
    ...(audio === undefined ? {} : { audio }),
  };
}

/** Properties by name, in whichever of its forms. */
export function propertiesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (isMapping(value)) {
    return Array.isArray(value.properties) ? propertiesOf(value.properties) : Object.entries(value);
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) =>
    isMapping(item) && typeof item.name === 'string' ? [[item.name, item] as const] : [],
  );
}

const READ_KEYS = [
  ...['name', 'kind', 'type', 'description', 'required', 'default'],
  ...['example', 'sample', 'enumValues'],
];
const PROPERTY_KEYS = ['kind', 'type', 'description', 'required', 'default', 'example', 'sample'];

/** A scalar, a list or a mapping of another kind is a default. */
function toProperty(value: unknown): Mapping {
  if (isMapping(value) && (PROPERTY_KEYS.some(key => key in value) || 'name' in value))
    return value;
  return { kind: kindOf(value), default: value };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  if (typeof value === 'bigint') return 'integer';
  return value === null ? 'any' : typeof value;
}

/** A word on the types that are checked from now on; `others` are inputs that are no plain values. */
export function typeWarnings(inputs: Mapping, others: readonly string[]): readonly Loss[] {
  const typed = Object.entries(inputs).flatMap(([name, input]) => {
    const type = isMapping(input) ? input.type : undefined;
    return type === 'any' || others.includes(name) ? [] : [`${name}: ${String(type)}`];
  });
  if (typed.length === 0) return [];
  return [
    lost(
      'inputs',
      `Types of inputs are hints there and are checked here (${typed.join(', ')}): where other values come in, write "type: any".`,
    ),
  ];
}

/** The inputs of conversations, which are there or not. */
export function historyInputs(inputs: Mapping, names: readonly string[]): Mapping {
  return Object.fromEntries(
    names.map(name => {
      const known = inputs[name];
      const { default: standard, ...fields } = isMapping(known) ? known : ({} as Mapping);
      const list = Array.isArray(standard) ? { default: standard as unknown } : {};
      return [name, { ...fields, type: 'array', required: false, ...list }];
    }),
  );
}

function inputOf(property: Mapping, kind: string, shown: unknown): Mapping {
  const { default: standard, description, example, sample, enumValues } = property;
  const type = entryOf(TYPES, kind);
  return {
    type: typeThatFits(type, [standard, example, sample, shown]),
    ...(isOptional(property, kind) ? { required: false } : {}),
    ...(standard === null || standard === undefined ? {} : { default: standard }),
    ...given({
      description: sentenceOf(description),
      example: example ?? sample,
      enum: enumValues,
    }),
  };
}

/**
 * In Prompty 2 an input may be left out unless it says otherwise; 1 did not say. A conversation is there
 * or not in both.
 */
function isOptional({ kind, required, default: standard }: Mapping, name: string): boolean {
  if (required === false) return true;
  if (required === true || (standard ?? undefined) !== undefined) return false;
  return kind !== undefined || name === 'thread';
}

/** A description that is no text, as YAML reads `yes` and `5`. */
function sentenceOf(description: unknown): unknown {
  const isScalar = typeof description === 'number' || typeof description === 'boolean';
  return isScalar ? String(description) : typeof description === 'string' ? description : undefined;
}
