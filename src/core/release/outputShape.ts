import { printJson } from '../base/json';
/** What a model's answer, or the arguments of a tool, may look like: as far as a JSON schema says. */
type Schema = Readonly<Record<string, unknown>>;

/** How an application has to read answers: as text, as any JSON, or as JSON of a schema. */
type Answer =
  | { readonly kind: 'text' }
  | { readonly kind: 'json' }
  | { readonly kind: 'schema'; readonly schema: Schema };

/**
 * Why an application that reads answers of the old `response_format` could fail with those of the
 * new one, as sentences; none where everything that may come now could come before. What a schema
 * says in ways that are not looked at (`$ref`, `anyOf`, formats) counts as the same.
 */
export function answerBreaks(before: unknown, after: unknown): readonly string[] {
  const was = answerOf(before);
  const is = answerOf(after);
  if (was.kind === 'schema' && is.kind === 'schema') {
    return shapeBreaks(was.schema, is.schema, 'The answer');
  }
  if (was.kind === is.kind) return [];
  if (was.kind === 'text') return ['Answers are JSON now; they were text.'];
  if (is.kind === 'text') return ['Answers are text now; they were JSON.'];
  return was.kind === 'schema' ? ['No schema promises the fields of an answer any more.'] : [];
}

/** Why an application that has the old tools could fail with the new ones, as sentences. */
export function toolBreaks(before: unknown, after: unknown): readonly string[] {
  const was = toolsOf(before);
  return [...toolsOf(after)].flatMap(([name, parameters]) => {
    const known = was.get(name);
    if (known === undefined) {
      return [`The model can call the tool "${name}" now, which callers may not have.`];
    }
    return shapeBreaks(known, parameters, `The call of "${name}"`);
  });
}

function answerOf(format: unknown): Answer {
  if (!isMap(format)) return { kind: 'text' };
  if (format.type === 'text') return { kind: 'text' };
  if (format.type === 'json_object') return { kind: 'json' };
  const named = format.type === 'json_schema' ? format.json_schema : undefined;
  if (isMap(named)) return { kind: 'schema', schema: mapOf(named.schema) };
  return { kind: 'schema', schema: isMap(format.schema) ? format.schema : format };
}

/** Tools by name, with the schema of their parameters: in OpenAI's form, or bare. */
function toolsOf(tools: unknown): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  for (const tool of Array.isArray(tools) ? tools : []) {
    const written = mapOf(tool);
    const described = isMap(written.function) ? written.function : written;
    const { name, parameters } = described;
    if (typeof name === 'string') found.set(name, mapOf(parameters));
  }
  return found;
}

function shapeBreaks(before: Schema, after: Schema, where: string): readonly string[] {
  return [
    ...typeBreaks(before, after, where),
    ...choiceBreaks(before, after, where),
    ...fieldBreaks(before, after, where),
    ...(isMap(before.items) && isMap(after.items)
      ? shapeBreaks(before.items, after.items, `${where}: an item`)
      : []),
  ];
}

function typeBreaks(before: Schema, after: Schema, where: string): readonly string[] {
  const was = typesOf(before.type);
  if (was.length === 0) return [];
  const is = typesOf(after.type);
  if (is.length === 0) return [`${where} can have any type now; it was ${was.join(' or ')}.`];
  const unknown = is.filter(
    type => !was.includes(type) && !(type === 'integer' && was.includes('number')),
  );
  if (unknown.length === 0) return [];
  return [`${where} can be ${unknown.join(' or ')} now; it was ${was.join(' or ')}.`];
}

function choiceBreaks(before: Schema, after: Schema, where: string): readonly string[] {
  if (!Array.isArray(before.enum)) return [];
  const was = new Set(before.enum.map(value => printJson(value)));
  if (!Array.isArray(after.enum)) return [`${where} is not one of a list any more.`];
  const added = after.enum.map(value => printJson(value)).filter(value => !was.has(value));
  return added.length === 0 ? [] : [`${where} can be ${added.join(' or ')} now.`];
}

function fieldBreaks(before: Schema, after: Schema, where: string): readonly string[] {
  const promised = new Set(namesOf(after.required));
  const lost = namesOf(before.required).filter(name => !promised.has(name));
  const was = mapOf(before.properties);
  const is = mapOf(after.properties);
  return [
    ...lost.map(name => `${where} does not promise "${name}" any more.`),
    ...Object.keys(was).flatMap(name =>
      isMap(was[name]) && isMap(is[name])
        ? shapeBreaks(was[name], is[name], `${where}: "${name}"`)
        : [],
    ),
  ];
}

function typesOf(type: unknown): readonly string[] {
  return typeof type === 'string' ? [type] : namesOf(type);
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

function mapOf(value: unknown): Schema {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
