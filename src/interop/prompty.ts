import { printJson } from '../core/base/json';
import { documentOf, type Draft } from './draft';
import { readPart, refusal, type ForeignFile } from './foreignFile';
import { readParts } from './foreignFrontMatter';
import { knownOf } from './handlebars/jinjaValues';
import { leftOut } from './leftOut';
import { withoutNone } from './optionalJinja';
import { entryOf, given, isMapping, isNothing, others, type Mapping } from './plainValues';
import { otherName } from './promptName';
import { readMessages } from './promptyBody';
import { historyInputs, readInputs, readModel, typeWarnings } from './promptyFields';
import { readTools } from './promptyTools';
import type { ChatEntry, TemplateFormat } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

const OPENING = /^\s*(?:---|\+\+\+)[ \t]*\n/;
const CLOSING = /^(?:---|\+\+\+)[ \t]*$/m;
const KEYS = ['name', 'model', 'inputs', 'tools', 'template', 'metadata'];
/** The kinds of templates; its runtimes but Python's call their Jinja `nunjucks`. */
const FORMATS: Readonly<Record<string, TemplateFormat>> = {
  jinja2: 'jinja2',
  nunjucks: 'jinja2',
  mustache: 'mustache',
};

export function isPrompty({ file }: ForeignFile): boolean {
  return /\.prompty$/i.test(file);
}

/** A `.prompty` of version 1 or 2: https://github.com/microsoft/prompty, spec/spec.md. */
export function readPrompty(file: ForeignFile): readonly Draft[] {
  const { values, body, bodyLine } = readParts(file, OPENING, CLOSING);
  const warnings: Loss[] = [];
  const format = readFormat(file, values.template, warnings);
  const model = readModel(values.model, warnings);
  const { inputs, rich, audio, unsaid } = readInputs(values.inputs, values.sample);
  if (audio !== undefined) {
    const path = `inputs.${audio}`;
    throw refusal(file, { path }, 'A prompt document has images and files, and no sound.');
  }
  const {
    messages,
    histories,
    warnings: found,
  } = readPart(file, bodyLine, () => readMessages(body, rich, format));
  warnings.push(...typeWarnings(inputs, [...rich.keys(), ...histories]), ...found);
  if (messages.length === 0) throw refusal(file, {}, 'There are no messages.');
  const { tools, left } = readTools(values.tools);
  warnings.push(...unsaid, ...warningsOf(values, left, body), ...lostOf(values));
  const kept = {
    ...given({ name: otherName(values.name) }),
    ...others(values, KEYS),
    ...given({ model: model.kept, tools: left }),
  };
  const document = documentOf(
    {
      format,
      model: model.model,
      parameters: model.parameters,
      tools,
      inputs: { ...inputs, ...historyInputs(inputs, histories) },
      metadata: given({
        ...(isMapping(values.metadata) ? values.metadata : {}),
        prompty: kept,
      }),
    },
    { type: 'chat', messages: format === 'jinja2' ? filled(messages, inputs) : messages },
  );
  return [{ name: typeof values.name === 'string' ? values.name : undefined, document, warnings }];
}

/** The messages with nothing in the place of what may be left out. */
function filled(messages: readonly ChatEntry[], inputs: Mapping): readonly ChatEntry[] {
  const optional = Object.keys(inputs).filter(name => knownOf({ inputs }, name).mayBeNull);
  const textOf = (text: string): string => withoutNone(text, optional);
  return messages.map(entry => {
    if (entry.role === 'history') return entry;
    const { content } = entry;
    if (typeof content === 'string') return { ...entry, content: textOf(content) };
    const parts = content.map(part =>
      part.type === 'text' ? { ...part, text: textOf(part.text) } : part,
    );
    return { ...entry, content: parts };
  });
}

function warningsOf(
  { model: written, outputs }: Mapping,
  tools: readonly unknown[],
  body: string,
): readonly Loss[] {
  const model = isMapping(written) ? written : ({} as Mapping);
  const api = printJson(model.apiType ?? model.api ?? 'chat');
  const isOld = model.configuration !== undefined;
  const found: readonly (readonly [isSo: boolean, field: string, message: string])[] = [
    [
      !isNothing(outputs),
      'outputs',
      '"outputs" is kept in its metadata: write "response_format" yourself.',
    ],
    [tools.length > 0, 'tools', 'Tools that are no plain functions are kept in its metadata.'],
    [
      !['"chat"', '"responses"'].includes(api),
      'model.apiType',
      `It is made for ${api}, which is kept in its metadata: nothing here tells.`,
    ],
    [
      isOld && /!\[[^[\]]*\]\([^)]/.test(body),
      'body',
      'An image that is written as Markdown stays text: write it as "@image: …".',
    ],
  ];
  return found.filter(([isSo]) => isSo).map(([, field, message]) => lost(field, message));
}

/** What is kept nowhere: options of the template, and what stands where nothing reads it. */
function lostOf({ template, metadata }: Mapping): readonly Loss[] {
  const { format, parser } = isMapping(template) ? template : ({} as Mapping);
  return [
    ...(isMapping(template) ? leftOut(template, ['format', 'type', 'parser'], 'template') : []),
    ...(isMapping(format) ? leftOut(format, ['kind'], 'template.format') : []),
    ...(isMapping(parser) ? leftOut(parser, ['kind'], 'template.parser') : []),
    ...(isMapping(metadata) ? [] : leftOut({ metadata }, [], '')),
  ];
}

function readFormat(file: ForeignFile, template: unknown, warnings: Loss[]): TemplateFormat {
  const { format, type } = isMapping(template) ? template : { format: template, type: undefined };
  const kind = (isMapping(format) ? format.kind : format) ?? type ?? 'jinja2';
  const known = entryOf(FORMATS, kind);
  if (kind === 'nunjucks') {
    const warning = 'Its "nunjucks" is read as jinja2, where true prints as True and none as None.';
    warnings.push(lost('template', warning));
  }
  if (known !== undefined) return known;
  const message = `Templates of the kind ${printJson(kind)} have no counterpart: jinja2 and mustache have.`;
  throw refusal(file, { path: 'template' }, message);
}
