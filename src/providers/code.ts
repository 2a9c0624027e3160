import { printJson } from '../core/base/json';
import { requireEndpoint, type ProviderConfiguration } from './configuration';
import { bodyOf } from './httpRequest';
import { protocolOf } from './remote';
import type { Endpoint, Protocol } from './endpoints';
import type { ModelRequest } from '../core/evaluation/request';
import type { Json } from '../core/prompt/providers/request';

/** The languages in which a question can be written down. */
export type CodeLanguage = 'typescript' | 'python';

/** How an SDK is used. */
interface Usage {
  readonly imports: string;
  readonly client: (key: string, address: string | undefined) => string;
  readonly call: string;
  readonly print: string;
}

const TYPESCRIPT: Readonly<Record<Protocol, Usage>> = {
  openai: openAiTypeScript('chat.completions.create', 'answer.choices[0]?.message.content'),
  'openai-responses': openAiTypeScript('responses.create', 'answer.output_text'),
  anthropic: {
    imports: "import Anthropic from '@anthropic-ai/sdk';",
    client: (key, address) => `new Anthropic(${options([`apiKey: ${key}`, baseUrl(address)])})`,
    call: 'messages.create',
    print: 'answer.content',
  },
  google: {
    imports: "import { GoogleGenAI } from '@google/genai';",
    client: (key, address) => {
      const where =
        address === undefined ? undefined : `httpOptions: { baseUrl: ${JSON.stringify(address)} }`;
      return `new GoogleGenAI(${options([`apiKey: ${key}`, where])})`;
    },
    call: 'models.generateContent',
    print: 'answer.text',
  },
};

const PYTHON: Readonly<Record<Protocol, Usage>> = {
  openai: openAiPython('chat.completions.create', 'answer.choices[0].message.content'),
  'openai-responses': openAiPython('responses.create', 'answer.output_text'),
  anthropic: {
    imports: 'from anthropic import Anthropic',
    client: (key, address) => `Anthropic(${written([`api_key=${key}`, pythonUrl(address)])})`,
    call: 'messages.create',
    print: 'answer.content',
  },
  google: {
    imports: 'from google import genai',
    client: (key, address) => {
      const where =
        address === undefined ? undefined : `http_options={"base_url": ${JSON.stringify(address)}}`;
      return `genai.Client(${written([`api_key=${key}`, where])})`;
    },
    call: 'models.generate_content',
    print: 'answer.text',
  },
};

function openAiTypeScript(call: string, print: string): Usage {
  return {
    imports: "import OpenAI from 'openai';",
    client: (key, address) => `new OpenAI(${options([`apiKey: ${key}`, baseUrl(address)])})`,
    call,
    print,
  };
}

function openAiPython(call: string, print: string): Usage {
  return {
    imports: 'from openai import OpenAI',
    client: (key, address) => `OpenAI(${written([`api_key=${key}`, pythonUrl(address)])})`,
    call,
    print,
  };
}

/** Where an SDK goes by itself. */
const USUAL: ReadonlySet<string> = new Set([
  'https://api.openai.com/v1',
  'https://api.anthropic.com',
  'https://generativelanguage.googleapis.com',
]);

/**
 * A question as a program with the provider's own SDK, to be run as it is where the variable of the key is
 * set. Throws as `asCurl` does.
 */
export function asCode(
  request: ModelRequest,
  language: CodeLanguage,
  configuration: ProviderConfiguration,
): string {
  const { endpoint, model } = requireEndpoint(request.model, configuration);
  const protocol = protocolOf(endpoint, model);
  const body = bodyOf(request, model, protocol);
  return language === 'typescript'
    ? typescript(TYPESCRIPT[protocol], endpoint, body)
    : python(PYTHON[protocol], endpoint, body);
}

function typescript(usage: Usage, endpoint: Endpoint, body: Json): string {
  const [keyName] = endpoint.keyNames;
  const key = keyName === undefined ? "'none'" : `process.env[${JSON.stringify(keyName)}] ?? ''`;
  return `${usage.imports}

const client = ${usage.client(key, unusual(endpoint))};
const answer = await client.${usage.call}(${printJson(body, 2)});
console.log(${usage.print});
`;
}

function python(usage: Usage, endpoint: Endpoint, body: Json): string {
  const [keyName] = endpoint.keyNames;
  const key = keyName === undefined ? '"none"' : `os.environ[${JSON.stringify(keyName)}]`;
  const fields = Object.entries(body).map(
    ([name, value]) => `    ${name}=${literal(value, '    ')},`,
  );
  return `${keyName === undefined ? '' : 'import os\n\n'}${usage.imports}

client = ${usage.client(key, unusual(endpoint))}
answer = client.${usage.call}(
${fields.join('\n')}
)
print(${usage.print})
`;
}

function unusual({ baseURL }: Endpoint): string | undefined {
  return USUAL.has(baseURL) ? undefined : baseURL;
}

/** A value of JSON as Python writes it. */
function literal(value: unknown, indentation: string): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return printJson(value);
  const inner = `${indentation}    `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map(item => literal(item, inner))
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}: ${literal(item, inner)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map(item => `${inner}${item},\n`).join('')}${indentation}${close}`;
}

function baseUrl(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `baseURL: ${JSON.stringify(address)}`;
}

function pythonUrl(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `base_url=${JSON.stringify(address)}`;
}

function options(fields: readonly (string | undefined)[]): string {
  return `{ ${written(fields)} }`;
}

function written(fields: readonly (string | undefined)[]): string {
  return fields.filter(field => field !== undefined).join(', ');
}
