import { documentOf, type Draft } from './draft';
import { LineProblem, refusal, type ForeignFile } from './foreignFile';
import { typeThatFits } from './inputTypes';
import { readKernelBody, type KernelBody } from './kernelBody';
import { leftOut } from './leftOut';
import { given, isMapping, others, renamed, type Mapping } from './plainValues';
import { otherName } from './promptName';
import { peekData, readData } from './readData';
import { requestFields } from './requestFields';
import { lost, type Loss } from './loss';

const TEXT_FILE = /(?:^|[/\\])skprompt\.txt$/i;
const SETTINGS_FILE = /(?:^|[/\\])config\.json$/i;
const LANGUAGES = ['semantic-kernel', 'handlebars', 'jinja2'];
const KEYS = ['name', 'template', 'template_format', 'input_variables', 'execution_settings'];
const INPUT_KEYS = ['name', 'description', 'default', 'is_required', 'json_schema'];

/**
 * A prompt of Semantic Kernel: YAML with a template, its text file, or the settings that lie beside that
 * (https://learn.microsoft.com/semantic-kernel/concepts/prompts/yaml-schema).
 */
export function isSemanticKernel(file: ForeignFile): boolean {
  if (TEXT_FILE.test(file.file)) return true;
  const value = peekData(file);
  return isMapping(value) && (isPrompt(value) || isSettings(value));
}

function isPrompt(value: Mapping): boolean {
  const { template, template_format: format, input_variables: inputs } = value;
  if (typeof template !== 'string') return false;
  const hasInputs = Array.isArray(inputs) && inputs.length > 0 && inputs.every(isMapping);
  const isOwn = ['semantic-kernel', 'handlebars', 'liquid'].includes(format as string);
  return isOwn || hasInputs || isMapping(value.execution_settings);
}

/** `config.json`, beside which the text is `skprompt.txt`. */
function isSettings({ template, schema, type, ...rest }: Mapping): boolean {
  const hasSettings = isMapping(rest.execution_settings) || isMapping(rest.completion);
  const isOld = type === 'completion' || isMapping(rest.input);
  const isVersioned =
    schema === 1 && (isOld || hasSettings || typeof rest.description === 'string');
  const isNamed = hasSettings && (isOld || Array.isArray(rest.input_variables));
  return template === undefined && (isVersioned || isNamed);
}

/** Files that are imported together: a text and its settings are one prompt. */
interface Together {
  readonly beside?: readonly ForeignFile[];
}

/**
 * Reads a prompt of Semantic Kernel; settings that are imported with their text belong to it. Throws
 * `invalid-document` with line or path for calls of functions, Liquid, and settings without a text.
 */
export function readSemanticKernel(
  file: ForeignFile,
  { beside = [] }: Together = {},
): readonly Draft[] {
  if (TEXT_FILE.test(file.file)) {
    const settings = beside.find(other => SETTINGS_FILE.test(other.file) && isBeside(other, file));
    const name = file.file.split(/[/\\]/).at(-2);
    const value = settings === undefined ? {} : readData(settings);
    const fields = isMapping(value) ? value : {};
    return [{ ...draftOf(file, { ...renewed(fields), template: file.text }, false), name }];
  }
  const value = readData(file);
  const fields = isMapping(value) ? value : ({} as Mapping);
  if (typeof fields.template === 'string') return [draftOf(file, fields, true)];
  // The text reads them.
  if (beside.some(other => TEXT_FILE.test(other.file) && isBeside(other, file))) return [];
  const message =
    'These are settings without their text. Import skprompt.txt, which lies beside them, at once with them.';
  throw refusal(file, { path: 'template' }, message);
}

function isBeside(left: ForeignFile, right: ForeignFile): boolean {
  const folderOf = ({ file }: ForeignFile): string => file.split(/[/\\]/).slice(0, -1).join('/');
  return folderOf(left) === folderOf(right);
}

/** Settings of its first versions, in the words of later ones. */
function renewed({ completion, input, ...fields }: Mapping): Mapping {
  const list: unknown = isMapping(input) ? input.parameters : undefined;
  const variables = Array.isArray(list)
    ? list.map((item: unknown) =>
        isMapping(item) ? renamed(item, { defaultValue: 'default' }) : item,
      )
    : undefined;
  return {
    ...given({
      execution_settings: isMapping(completion) ? { default: completion } : undefined,
      input_variables: variables,
    }),
    ...fields,
  };
}

function draftOf(file: ForeignFile, fields: Mapping, isValue: boolean): Draft {
  const { template, template_format: language = 'semantic-kernel', name } = fields;
  if (typeof language !== 'string' || !LANGUAGES.includes(language)) {
    const message = `"${String(language)}" has no counterpart. These have: ${LANGUAGES.join(', ')}.`;
    throw refusal(file, { path: 'template_format' }, message);
  }
  const { body, format } = bodyOf(file, String(template), language, isValue);
  const warnings: Loss[] = [];
  const inputs = readInputs(fields.input_variables, warnings);
  const settings = readSettings(fields.execution_settings, warnings);
  const kept = {
    ...given({ name: otherName(name) }),
    ...others(fields, KEYS),
    ...given({ input_variables: inputs.kept, execution_settings: settings.kept }),
  };
  const document = documentOf(
    {
      ...{ format, model: settings.model, ...settings.request, inputs: inputs.inputs },
      metadata: given({ 'semantic-kernel': kept }),
    },
    body,
  );
  return { name: typeof name === 'string' ? name : undefined, document, warnings };
}

/** A problem in a text of its own has a line of the file; in a value, one of that value. */
function bodyOf(
  file: ForeignFile,
  template: string,
  language: string,
  isValue: boolean,
): KernelBody {
  try {
    return readKernelBody(template, language);
  } catch (error) {
    if (!(error instanceof LineProblem)) throw error;
    if (!isValue) throw refusal(file, { line: error.line }, error.message);
    throw refusal(file, { path: 'template' }, `Line ${error.line} of it: ${error.message}`);
  }
}

interface ReadInputs {
  readonly inputs: Mapping;
  /** What an input of ours cannot say, by its name. */
  readonly kept: Mapping;
}

function readInputs(value: unknown, warnings: Loss[]): ReadInputs {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (!Array.isArray(value)) warnings.push(...leftOut({ input_variables: value }, [], ''));
  const inputs = new Map<string, Mapping>();
  const kept = new Map<string, Mapping>();
  list.forEach((item, index) => {
    const fields = isMapping(item) ? item : ({} as Mapping);
    const { name } = fields;
    if (typeof name !== 'string' || name === '') {
      const field = `input_variables[${index}]`;
      warnings.push(lost(field, `${field} is left out: it has no name.`));
      return;
    }
    const { input, more } = readInput(fields);
    inputs.set(name, input);
    if (Object.keys(more).length > 0) kept.set(name, more);
  });
  return { inputs: Object.fromEntries(inputs), kept: Object.fromEntries(kept) };
}

function readInput(fields: Mapping): { readonly input: Mapping; readonly more: Mapping } {
  const { description, default: standard, is_required, json_schema } = fields;
  const schema = schemaOf(json_schema);
  const type = typeThatFits(schema.type, [standard]);
  const isSaid =
    Object.keys(others(schema, ['type'])).length === 0 && type === (schema.type ?? 'any');
  return {
    input: {
      ...(type === 'any' ? {} : { type }),
      ...given({ description }),
      ...(standard === undefined || standard === null ? {} : { default: standard }),
      ...(is_required === false ? { required: false } : {}),
    },
    more: { ...others(fields, INPUT_KEYS), ...(isSaid ? {} : given({ json_schema })) },
  };
}

/** A schema, which its files also write as a text. */
function schemaOf(value: unknown): Mapping {
  if (isMapping(value)) return value;
  const parsed =
    typeof value === 'string' ? peekData({ file: 'schema.yaml', text: value }) : undefined;
  return isMapping(parsed) ? parsed : {};
}

interface ReadSettings {
  readonly model: unknown;
  readonly request: Omit<ReturnType<typeof requestFields>, 'rest'>;
  readonly kept: Mapping;
}

/** Settings are by service: those of `default` count, else the only ones there are. */
function readSettings(value: unknown, warnings: Loss[]): ReadSettings {
  const services = isMapping(value) ? value : {};
  if (!isMapping(value)) warnings.push(...leftOut({ execution_settings: value }, [], ''));
  const names = Object.keys(services);
  const taken = 'default' in services || names.length > 1 ? 'default' : (names[0] ?? 'default');
  const settings = isMapping(services[taken]) ? services[taken] : {};
  const left = others(services, [taken]);
  if (Object.keys(left).length > 0) {
    const list = Object.keys(left).join(', ');
    warnings.push(
      lost(
        'execution_settings',
        `A prompt has one set of settings: those of ${list} are kept in its metadata.`,
      ),
    );
  }
  const { rest, ...request } = requestFields(settings);
  const { model_id: model, ...more } = rest;
  return { model, request, kept: { ...left, ...given({ [taken]: more }) } };
}
