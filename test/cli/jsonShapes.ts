import { deepStrictEqual, ok } from 'node:assert/strict';

type Check = (value: unknown, path: string) => void;

const is =
  (what: string, test: (value: unknown) => boolean): Check =>
  (value, path) => {
    ok(test(value), `${path} is ${JSON.stringify(value)}, not ${what}`);
  };

const code = is('a code', value => typeof value === 'string' && /^[a-z-]+$/.test(value));
const text = is('a text', value => typeof value === 'string');
const flag = is('a flag', value => typeof value === 'boolean');
const count = is('a number', value => Number.isInteger(value) && Number(value) >= 0);
const id = is('an id', value => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value));
const time = is('a time', value => typeof value === 'string' && /^\d{4}-.*\.\d{3}Z$/.test(value));
const map = is('an object', value => typeof value === 'object' && value !== null);
const oneOf = (...values: unknown[]) => is(values.join(' or '), value => values.includes(value));

const orNull =
  (check: Check): Check =>
  (value, path) => {
    if (value !== null) check(value, path);
  };

export const listOf =
  (check: Check): Check =>
  (value, path) => {
    ok(Array.isArray(value), `${path} is no list`);
    value.forEach((item, index) => {
      check(item, `${path}[${index}]`);
    });
  };

type Fields = Readonly<Record<string, Check>>;

/** Exactly these fields, in any order, and each as it must be; `sometimes` only where there is something. */
const shape =
  (fields: Fields, sometimes: Fields = {}): Check =>
  (value, path) => {
    ok(typeof value === 'object' && value !== null, `${path} is no object`);
    const there = Object.entries(sometimes).filter(([name]) => name in value);
    const all = { ...fields, ...Object.fromEntries(there) };
    deepStrictEqual(Object.keys(value).sort(), Object.keys(all).sort(), path);
    for (const [name, check] of Object.entries(all)) {
      check((value as Record<string, unknown>)[name], `${path}.${name}`);
    }
  };

const PARTS = ['message', 'text', 'variable', 'input', 'tool', 'responseFormat', 'setting'];
/** One thing that happened: its part decides which further fields it has. */
const change: Check = (value, path) => {
  ok(typeof value === 'object' && value !== null, `${path} is no object`);
  const { part, kind } = value as Record<string, unknown>;
  ok(PARTS.includes(String(part)), `${path}.part`);
  text(kind, `${path}.kind`);
};
const loss = shape({ field: text, message: text });
const author = shape({ name: text, email: text });
const diffFields = {
  left: text,
  right: text,
  identical: flag,
  summary: text,
  added: count,
  removed: count,
  changes: listOf(change),
  unified: text,
};
const versionFields = {
  id,
  prompt: text,
  number: count,
  parents: listOf(id),
  message: text,
  author,
  at: time,
  tags: listOf(text),
  head: flag,
};
const tagFields = {
  id,
  prompt: text,
  tag: text,
  version: orNull(id),
  number: orNull(count),
  description: text,
  immutable: flag,
  diverged: flag,
  at: time,
  author,
};
const state = oneOf('clean', 'modified', 'new', 'missing');
const version = shape(versionFields);
const tag = shape(tagFields);
const release = shape({
  ...tagFields,
  environment: text,
  from: orNull(text),
  changelog: text,
  rollback: flag,
  verdict: map,
});
const place = shape({ version: id, number: orNull(count) });
const stateFields = {
  tags: listOf(
    shape(
      {
        tag: text,
        from: orNull(place),
        to: orNull(place),
        by: orNull(
          shape({
            id,
            kind: oneOf('tag', 'untag', 'promotion', 'rollback'),
            at: time,
            author,
            text,
          }),
        ),
        breaking: flag,
        immutable: flag,
        diverged: flag,
      },
      { inDoubt: text },
    ),
  ),
  releases: listOf(release),
  records: listOf(
    shape({ path: text, kind: oneOf('missing', 'changed', 'behind'), what: text, message: text }),
  ),
};
const distance = shape({ environment: text, ahead: count, behind: count });

/** The JSON that the design names: each value with all its fields, and no other. */
export const SHAPES = {
  dependent: shape({ prompt: text, reference: text, line: count }),
  version,
  versionWithSource: shape({ ...versionFields, source: text }),
  tag,
  tagMove: shape({ ...tagFields, kind: oneOf('tag', 'release'), applied: flag }),
  release,
  loggedPatch: shape({ ...versionFields, unified: text }),
  blamedLine: shape({ line: count, version: orNull(version), originLine: orNull(count) }),
  deployments: shape({
    prompt: text,
    deployments: listOf(
      shape({
        prompt: text,
        environment: text,
        version: orNull(id),
        number: orNull(count),
        at: orNull(time),
        author: orNull(author),
        by: orNull(oneOf('promotion', 'rollback', 'tag')),
        released: orNull(shape({ id, at: time, author, changelog: text })),
        diverged: flag,
        from: orNull(distance),
        to: listOf(distance),
      }),
    ),
  }),
  served: shape({
    prompt: text,
    environment: text,
    version: orNull(id),
    number: orNull(count),
    record: orNull(id),
    since: orNull(time),
    author: orNull(author),
    diverged: flag,
  }),
  event: shape({
    id,
    at: time,
    kind: oneOf(
      ...['commit', 'tag', 'untag', 'promote', 'rollback', 'approve'],
      'describe',
      'rename',
    ),
    prompt: text,
    author,
    tag: orNull(text),
    version: orNull(id),
    number: orNull(count),
    text,
  }),
  changelog: shape({ environment: text, releases: listOf(map), markdown: text }),
  pipeline: shape({ environments: listOf(map) }),
  promotion: shape({
    prompt: text,
    environment: text,
    current: orNull(version),
    next: version,
    changelog: text,
    verdict: map,
    approvals: map,
    refusal: orNull(shape({ code, message: text, data: map })),
  }),
  promotable: shape({ prompt: text, preview: map }),
  promoted: shape({ prompt: text, release }),
  promptName: shape({ prompt: text }),
  sampleName: shape({ prompt: text, sample: text }),
  values: map,
  renderedDiff: shape({
    left: text,
    right: text,
    sample: text,
    identical: flag,
    unified: text,
    errors: listOf(shape({ side: oneOf('left', 'right'), code, message: text })),
  }),
  promptDifference: shape(
    {
      prompt: text,
      kind: oneOf('added', 'removed', 'changed'),
      summary: text,
      added: count,
      removed: count,
      changes: listOf(change),
      breaking: flag,
    },
    stateFields,
  ),
  listItem: shape({
    prompt: text,
    description: text,
    labels: listOf(text),
    archived: flag,
    versions: count,
    latest: orNull(version),
    tags: listOf(tag),
    state,
    diverged: flag,
  }),
  statusItem: shape({ prompt: text, state, diverged: flag }),
  text: shape({ type: oneOf('text'), text }),
  chat: shape({ type: oneOf('chat'), messages: listOf(shape({ role: text, content: text })) }),
  diff: shape(diffFields),
  diffOfPrompt: shape({ prompt: text, ...diffFields }, stateFields),
  verify: shape({ records: count, problems: listOf(shape({ path: text, code, message: text })) }),
  merge: shape({ prompt: text, conflicts: count, heads: listOf(id) }),
  directory: shape({ directory: text }),
  error: shape({ error: shape({ code, message: text, data: map }) }),
  openai: shape({ messages: listOf(shape({ role: text, content: text })) }),
  sampleResult: shape({ prompt: text, sample: text, ok: flag }),
  rows: listOf(map),
  export: shape({ format: text, encoding: oneOf('utf8', 'base64'), content: text }),
  imported: shape({ file: text, prompt: text, state, warnings: listOf(loss) }),
  importPlan: shape({ file: text, prompt: text, effect: text, warnings: listOf(loss) }),
  remote: shape({ name: text, kind: oneOf('phoenix', 'langfuse'), url: text }),
  syncStatus: shape({ prompt: text, toPull: count, toPush: count }),
  pulled: shape({
    prompt: text,
    versions: listOf(shape({ number: count, there: text })),
    tags: listOf(shape({ tag: text, number: count })),
    diverged: flag,
    warnings: listOf(loss),
  }),
  pushed: shape({
    prompt: text,
    versions: listOf(shape({ number: count, there: text })),
    labels: listOf(shape({ label: text, there: text })),
    held: listOf(text),
    warnings: listOf(loss),
  }),
  exportedFile: shape({ format: text, file: text, bytes: count }),
} satisfies Record<string, Check>;

export type ShapeName = keyof typeof SHAPES;

/** Checks a value by what its operation says that it answers: `version[]`, `tag[] | tagMove[]`. */
export function checkOutput(value: unknown, output: string, path: string): void {
  const shapes = output.split(' | ').map(name => {
    const shape = (SHAPES as Readonly<Record<string, Check>>)[name.replace('[]', '')];
    ok(shape !== undefined, `test/cli/jsonShapes.ts does not say what "${name}" is.`);
    return name.endsWith('[]') ? listOf(shape) : shape;
  });
  const problems = shapes.map(check => {
    try {
      check(value, path);
      return undefined;
    } catch (error) {
      return error;
    }
  });
  if (!problems.includes(undefined)) throw problems[0];
  ok(!Array.isArray(value) || value.length > 0, 'An empty list shows nothing.');
}
