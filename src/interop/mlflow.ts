import { templatesOf } from '../core/prompt/render/renderChat';
import { documentOf, type Draft, type Reading } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { keptLabels, versionsTaken } from './newestOf';
import { readOpenaiMessage } from './openaiMessages';
import { given, isMapping, isNothing, others, type Mapping } from './plainValues';
import { otherName, promptNamesIn } from './promptName';
import { peekJson, readJson } from './readData';
import { schemaFormat } from './requests/requestDraft';
import type { Body } from '../core/prompt/document/model';
import type { Loss } from './loss';
import { versionFacts } from './versionFacts';

/** Keys that a version of a prompt has there, and no other file with a template. */
const SIGNS = [
  ...['commit_message', 'creation_timestamp', 'model_config', 'prompt_type'],
  ...['is_text_prompt', 'last_updated_timestamp'],
];
/**
 * Tags that hold what is no tag, where a version is written as that of a model:
 * https://github.com/mlflow/mlflow, mlflow/prompt/constants.py.
 */
const TAGS = {
  template: 'mlflow.prompt.text',
  response_format: '_mlflow_prompt_response_format',
  model_config: '_mlflow_prompt_model_config',
} as const;
const MARKS = ['mlflow.prompt.is_prompt', '_mlflow_prompt_type', ...Object.values(TAGS)];
const KEYS = [
  'name',
  'template',
  'response_format',
  'model_config',
  'prompt_type',
  'is_text_prompt',
];
/** Keys that say something of a version, and nothing that a model gets. */
const VERSION_KEYS = [
  ...['version', 'aliases', 'commit_message', 'description', 'creation_timestamp', 'user_id'],
  ...['last_updated_timestamp', 'uri', 'current_stage', 'status', 'run_id', 'source'],
];
const MODEL_KEYS = ['provider', 'model_name', 'extra_params'];
/** The alias that stands for what applications get. */
const SERVED = 'production';

/** A version of a prompt of MLflow's registry, or a list of them. */
export function isMlflow({ text }: ForeignFile): boolean {
  const [first] = listOf(peekJson(text));
  return isMapping(first) && isVersion(versionOf(first));
}

function isVersion(version: Mapping): boolean {
  const { template, name } = version;
  const isTemplate = typeof template === 'string' || Array.isArray(template);
  return isTemplate && typeof name === 'string' && isSigned(version);
}

function isSigned(version: Mapping): boolean {
  const { uri } = version;
  if (SIGNS.some(key => key in version)) return true;
  if (typeof uri === 'string' && uri.startsWith('prompts:/')) return true;
  // The settings of a build have aliases as well, and a version such as 1.0.0.
  return 'aliases' in version && /^\d+$/.test(String(version.version));
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isMapping(value) && Array.isArray(value.model_versions) ? value.model_versions : [value];
}

/** The version with what its tags hold in the places that it has in Python. */
function versionOf(item: Mapping): Mapping {
  const version = isMapping(item.model_version) ? item.model_version : item;
  const { tags } = version;
  const pairs = Array.isArray(tags)
    ? tags.filter(isMapping).map(tag => [String(tag.key), tag.value] as const)
    : Object.entries(isMapping(tags) ? tags : {});
  const said = new Map(pairs);
  const held = Object.entries(TAGS).map(([key, tag]) => [key, parsed(said.get(tag), key)] as const);
  return {
    ...given(Object.fromEntries(held)),
    // As a version of a model it is a prompt by this.
    ...(said.has(TAGS.template) ? { prompt_type: 'prompt' } : {}),
    ...version,
    tags: Object.fromEntries(pairs.filter(([key]) => !MARKS.includes(key))),
  };
}

function parsed(value: unknown, key: string): unknown {
  const isJson = typeof value === 'string' && (key !== 'template' || /^\s*\[\s*\{/.test(value));
  return isJson ? (peekJson(value) ?? value) : value;
}

/**
 * Reads versions of prompts of MLflow; of several of one the one with the alias `production` is taken,
 * else the newest. Throws `invalid-document` with the path.
 */
export function readMlflow(file: ForeignFile, { versions }: Reading = {}): readonly Draft[] {
  const value = readJson(file);
  const list = listOf(value);
  const items = list.map((item, index) => {
    const path = list[0] === value ? '' : `[${index}].`;
    const version = isMapping(item) ? versionOf(item) : {};
    if (!isVersion(version)) {
      const message = 'A prompt of MLflow has a "name" and a "template", a text or messages.';
      throw refusal(file, { path: path.replace(/\.$/, '') }, message);
    }
    const labels = aliasesOf(version.aliases);
    return {
      version,
      path,
      name: String(version.name),
      number: Number(version.version ?? 0),
      labels,
    };
  });
  const taken = versionsTaken(items, { served: SERVED, all: versions });
  const names = promptNamesIn(
    file.file,
    taken.map(({ name }) => name),
  );
  return taken.map(({ version, path, name, number, labels, older }) => {
    const isAll = versions === true;
    const read = isAll ? others(version, VERSION_KEYS) : version;
    const { document, warnings } = draftOf(file, read, path);
    if (isAll) {
      const { commit_message, description: message = commit_message } = version;
      const { creation_timestamp: at, user_id: author } = version;
      const facts = versionFacts({ number, labels, message, at, author });
      return { name: names.get(name) ?? name, document, warnings, version: facts };
    }
    const said = [...older, ...warnings, ...keptLabels(labels, 'Aliases')];
    return { name: names.get(name) ?? name, document, warnings: said };
  });
}

function aliasesOf(aliases: unknown): readonly string[] {
  return Array.isArray(aliases) ? aliases.map(String) : [];
}

function draftOf(file: ForeignFile, version: Mapping, path: string): Draft {
  const warnings: Loss[] = [];
  const { template, model_config: config } = version;
  const body: Body = Array.isArray(template)
    ? {
        type: 'chat',
        messages: template.map((message: unknown, index) =>
          readOpenaiMessage({ file, warnings }, message, `${path}template[${index}]`),
        ),
      }
    : { type: 'text', text: String(template) };
  const settings = isMapping(config) ? config : {};
  const { provider, model_name: name, extra_params: extra } = settings;
  const kept = { ...given({ name: otherName(version.name) }), ...others(version, KEYS) };
  const isJinja = templatesOf(body).some(text => /\{[%#]/.test(text));
  const fields = {
    format: isJinja ? ('jinja2' as const) : ('mustache' as const),
    model: typeof provider === 'string' && typeof name === 'string' ? `${provider}/${name}` : name,
    parameters: { ...others(settings, MODEL_KEYS), ...(isMapping(extra) ? extra : {}) },
    response_format: responseFormatOf(version.response_format),
    metadata: given({ mlflow: kept }),
  };
  return { document: documentOf(fields, body), warnings };
}

/** A schema of the answer, which a request names, or what a request takes. */
function responseFormatOf(format: unknown): unknown {
  if (isNothing(format) || !isMapping(format)) return format;
  const { type, title } = format;
  if (['json_schema', 'json_object', 'text'].includes(type as string)) return format;
  const name = typeof title === 'string' && /^[\w-]{1,64}$/.test(title) ? title : 'response';
  return schemaFormat(format, { name });
}
