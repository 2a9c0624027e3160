import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv2020 from 'ajv/dist/2020';
import { parseJson, printJson } from '../../src/core/base/json';

type Json = Record<string, unknown>;

/** A server on this machine that keeps prompts as another system does. */
export interface PromptServer {
  readonly url: string;
  /** Every request, `METHOD path`. */
  readonly asked: string[];
  /** So many answers are refused with this status before the next one is given. */
  refuse(status: number, times: number): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

type Handle = (method: string, url: URL, body: Json, request: IncomingMessage) => Answer;

async function serve(handle: Handle): Promise<PromptServer> {
  const asked: string[] = [];
  let refusals: number[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const url = new URL(request.url ?? '/', 'http://x');
      asked.push(`${request.method ?? ''} ${url.pathname}`);
      const refused = refusals.shift();
      const body = text === '' ? {} : (parseJson(text) as Json);
      const answer =
        refused === undefined
          ? handle(request.method ?? '', url, body, request)
          : { status: refused, body: { error: 'not now' } };
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(answer.body === undefined ? undefined : printJson(answer.body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuse: (status, times) => {
      refusals = new Array<number>(times).fill(status);
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const ajv = new Ajv2020({ strict: false });

/** Checks that a value is as the published description of an interface says. */
function checker(schema: Json): (value: unknown) => void {
  const validate = ajv.compile(schema);
  return value => {
    if (validate(value)) return;
    throw new Error(`${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`);
  };
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const object = (properties: Json, required: string[], more = false): Json => {
  return { type: 'object', properties, required, additionalProperties: more };
};
const CHAT = {
  type: 'array',
  items: {
    anyOf: [
      object({ role: text, content: text, type: { const: 'chatmessage' } }, ['role', 'content']),
      object({ name: text, type: { const: 'placeholder' } }, ['name']),
    ],
  },
};
const LANGFUSE_PARTS = {
  name: text,
  config: {},
  labels: texts,
  tags: texts,
  commitMessage: { type: 'string', maxLength: 500 },
};
const langfuseRequest = checker({
  anyOf: [
    object({ ...LANGFUSE_PARTS, prompt: CHAT, type: { const: 'chat' } }, [
      'name',
      'prompt',
      'type',
    ]),
    object({ ...LANGFUSE_PARTS, prompt: text, type: { const: 'text' } }, ['name', 'prompt']),
  ],
});
const langfuseAnswer = checker(
  object(
    {
      ...{ name: text, version: { type: 'integer' }, config: {}, labels: texts, tags: texts },
      ...{ type: { enum: ['chat', 'text'] }, prompt: { anyOf: [text, CHAT] } },
    },
    ['name', 'version', 'config', 'labels', 'tags', 'type', 'prompt'],
    true,
  ),
);

/** Langfuse, as fern/apis/server/definition/prompts.yml and prompt-version.yml describe it. */
export async function langfuseLoopback(): Promise<PromptServer & { readonly kept: Json[] }> {
  const kept: (Json & { name: string; version: number; labels: string[] })[] = [];
  const move = (name: string, labels: readonly string[], version: number): void => {
    for (const item of kept.filter(other => other.name === name)) {
      item.labels = item.labels.filter(label => !labels.includes(label));
      if (item.version === version) item.labels.push(...labels);
    }
  };
  const of = (name: string) => kept.filter(item => item.name === name);
  const key = `Basic ${Buffer.from('pk:sk').toString('base64')}`;
  // eslint-disable-next-line complexity -- A server in one table of what it is asked.
  const server = await serve((method, url, body, { headers }) => {
    if (headers.authorization !== key) return { status: 401, body: { message: 'Invalid key' } };
    const [name, , number] = url.pathname
      .replace('/api/public/v2/prompts', '')
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (method === 'POST') {
      langfuseRequest(body);
      const {
        labels = [],
        type = 'text',
        ...rest
      } = body as Json & {
        name: string;
        labels?: string[];
      };
      const version = Math.max(0, ...of(rest.name).map(item => item.version)) + 1;
      const about = { tags: [], createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'API' };
      kept.push({ config: {}, ...rest, type, version, labels: [], ...about });
      move(rest.name, [...labels, 'latest'], version);
      const made = kept.at(-1);
      langfuseAnswer(made);
      return { status: 201, body: made };
    }
    if (method === 'PATCH') {
      const { newLabels } = body as { newLabels: string[] };
      if (newLabels.includes('latest')) return { status: 400, body: { message: 'latest' } };
      move(name ?? '', newLabels, Number(number));
      return { status: 200, body: of(name ?? '').find(item => item.version === Number(number)) };
    }
    if (name !== undefined) {
      const wanted = url.searchParams.get('version');
      const label = url.searchParams.get('label') ?? 'production';
      const found = of(name).find(item =>
        wanted === null ? item.labels.includes(label) : item.version === Number(wanted),
      );
      if (found === undefined) return { status: 404, body: { message: 'Prompt not found' } };
      langfuseAnswer(found);
      return { status: 200, body: found };
    }
    const asked = url.searchParams.get('name');
    const names = [...new Set(kept.map(item => item.name))].filter(
      item => asked === null || item === asked,
    );
    // A page of one, so that pages are followed.
    const page = Number(url.searchParams.get('page') ?? '1');
    const data = names.slice(page - 1, page).map(item => {
      const versions = of(item).map(({ version }) => version);
      return { name: item, type: 'text', versions, labels: [], tags: [] };
    });
    return {
      status: 200,
      body: { data, meta: { page, limit: 1, totalItems: names.length, totalPages: names.length } },
    };
  });
  return { ...server, kept };
}

const IDENTIFIER = { type: 'string', pattern: '^[a-z0-9]([_a-z0-9-]*[a-z0-9])?$' };
const MESSAGE = object(
  {
    role: { enum: ['user', 'assistant', 'model', 'ai', 'tool', 'system', 'developer'] },
    content: {
      anyOf: [text, { type: 'array', minItems: 1, items: { type: 'object', required: ['type'] } }],
    },
  },
  ['role', 'content'],
);
const VERSION = {
  description: { type: ['string', 'null'] },
  model_provider: { enum: ['OPENAI', 'AZURE_OPENAI', 'ANTHROPIC', 'GOOGLE'] },
  model_name: text,
  template: object({ type: { const: 'chat' }, messages: { type: 'array', items: MESSAGE } }, [
    'type',
    'messages',
  ]),
  template_type: { const: 'CHAT' },
  template_format: { enum: ['MUSTACHE', 'F_STRING', 'NONE'] },
  invocation_parameters: { type: 'object', required: ['type'] },
  tools: { type: ['object', 'null'] },
  response_format: { type: ['object', 'null'] },
};
const NEEDED = [
  'model_provider',
  'model_name',
  'template',
  'template_type',
  'template_format',
  'invocation_parameters',
];
const phoenixRequest = checker(
  object(
    {
      prompt: object(
        {
          name: IDENTIFIER,
          description: {},
          source_prompt_id: {},
          metadata: { type: ['object', 'null'] },
        },
        ['name'],
      ),
      version: object(VERSION, NEEDED),
    },
    ['prompt', 'version'],
  ),
);
const phoenixAnswer = checker(object({ ...VERSION, id: text }, [...NEEDED, 'id']));
const phoenixTag = checker(object({ name: IDENTIFIER, description: {} }, ['name']));

/** Arize Phoenix, as schemas/openapi.json describes it. */
export async function phoenixLoopback(): Promise<PromptServer & { readonly kept: Json[] }> {
  const prompts: (Json & { name: string; id: string })[] = [];
  const kept: (Json & { id: string })[] = [];
  const owner = new Map<string, string>();
  const tags = new Map<string, string>();
  // eslint-disable-next-line complexity -- The same.
  const server = await serve((method, url, body) => {
    const parts = url.pathname.split('/').slice(2).map(decodeURIComponent);
    const [kind, id = '', what] = parts;
    if (kind === 'prompts' && method === 'POST') {
      phoenixRequest(body);
      const { prompt, version } = body as { prompt: Json & { name: string }; version: Json };
      if (!prompts.some(item => item.name === prompt.name)) {
        prompts.push({
          ...prompt,
          id: Buffer.from(`Prompt:${prompts.length + 1}`).toString('base64'),
        });
      }
      const made = {
        ...version,
        id: Buffer.from(`PromptVersion:${kept.length + 1}`).toString('base64'),
      };
      kept.push(made);
      owner.set(made.id, prompt.name);
      phoenixAnswer(made);
      return { status: 200, body: { data: made } };
    }
    if (kind === 'prompts' && what === undefined) {
      const from = Number(url.searchParams.get('cursor') ?? '0');
      const next = from + 1 < prompts.length ? String(from + 1) : null;
      return { status: 200, body: { data: prompts.slice(from, from + 1), next_cursor: next } };
    }
    if (kind === 'prompts') {
      const found = kept.filter(version => owner.get(version.id) === id).reverse();
      if (found.length === 0) return { status: 404 };
      if (what === 'latest') return { status: 200, body: { data: found[0] } };
      return { status: 200, body: { data: found, next_cursor: null } };
    }
    if (method === 'POST') {
      phoenixTag(body);
      tags.set(`${owner.get(id) ?? ''} ${String(body.name)}`, id);
      return { status: 204 };
    }
    const named = [...tags]
      .filter(([, version]) => version === id)
      .map(([tag]) => tag.split(' ')[1]);
    const data = named.map(name => ({ name, id: `tag-${name ?? ''}` }));
    return { status: 200, body: { data, next_cursor: null } };
  });
  return { ...server, kept };
}
