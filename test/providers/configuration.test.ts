import { deepEqual, equal, ok } from 'node:assert/strict';
import { inspect } from 'node:util';
import { openProvider, splitModel } from '../../src/providers/configuration';
import { endpointOf, providerNames, type CustomProvider } from '../../src/providers/endpoints';
import { ask, KEY } from '../support/askedModel';
import { startModelServer } from '../support/modelServer';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';

const OWN: CustomProvider = {
  name: 'acme',
  baseURL: 'https://models.acme.test/v1/',
  keyName: 'ACME_KEY',
  protocol: 'openai',
};

describe('the provider of a model', () => {
  const rows: readonly (readonly [model: string, provider: string, name: string])[] = [
    ['openai/gpt-5-mini', 'openai', 'gpt-5-mini'],
    ['openai-responses/gpt-5', 'openai-responses', 'gpt-5'],
    ['anthropic/claude-opus-5', 'anthropic', 'claude-opus-5'],
    ['google/gemini-3.5-flash', 'google', 'gemini-3.5-flash'],
    ['gemini/gemini-3.5-flash', 'google', 'gemini-3.5-flash'],
    ['azure/our-deployment', 'azure', 'our-deployment'],
    ['ollama/llama3.2:1b', 'ollama', 'llama3.2:1b'],
    ['openrouter/openai/gpt-5', 'openrouter', 'openai/gpt-5'],
    ['lmstudio/openai/gpt-oss-20b', 'lmstudio', 'openai/gpt-oss-20b'],
    ['acme/tent', 'acme', 'tent'],
    ['echo/anything', 'echo', 'anything'],
    ['echo', 'echo', 'echo'],
    ['gpt-4o', 'openai', 'gpt-4o'],
    ['o4-mini', 'openai', 'o4-mini'],
    ['claude-haiku-4-5', 'anthropic', 'claude-haiku-4-5'],
    ['gemini-2.5-pro', 'google', 'gemini-2.5-pro'],
  ];
  for (const [model, provider, name] of rows) {
    it(`${model} is ${provider}`, () => {
      deepEqual(splitModel(model, [OWN]), { provider, model: name });
      const variables = { AZURE_OPENAI_ENDPOINT: 'https://us.openai.azure.com' };
      const opened = openProvider(model, { variables, custom: [OWN] });
      deepEqual([opened.provider.name, opened.model], [provider, name]);
    });
  }

  for (const model of [undefined, '', 'llama', 'o9x', 'someone/model', 'constructor/a', '/a']) {
    it(`is not known of ${model ?? 'no model'}, and what to write is said`, () => {
      const error = refusalOf(() => openProvider(model, { variables: {} }));
      checkRefusal(error, 'provider-missing', '"openai/gpt-5-mini"', 'echo, google');
      deepEqual(error.data.providers, providerNames());
    });
  }

  it('may be one of ours, which goes before all others', () => {
    const custom: CustomProvider[] = [
      { name: 'openai', baseURL: 'http://127.0.0.1:9/v1', protocol: 'openai' },
    ];
    equal(endpointOf('openai', {}, custom)?.baseURL, 'http://127.0.0.1:9/v1');
  });
});

describe('the address of a provider', () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, string, boolean])[] = [
    ['openai', {}, 'https://api.openai.com/v1', true],
    ['openai', { OPENAI_BASE_URL: 'https://proxy.test/v1/' }, 'https://proxy.test/v1', true],
    ['openai', { OPENAI_BASE_URL: '  ' }, 'https://api.openai.com/v1', true],
    ['openai', { OPENAI_BASE_URL: 'http://localhost:1/v1' }, 'http://localhost:1/v1', false],
    ['openai', { OPENAI_BASE_URL: 'http://127.0.0.1.test' }, 'http://127.0.0.1.test', true],
    ['anthropic', {}, 'https://api.anthropic.com', true],
    ['google', {}, 'https://generativelanguage.googleapis.com', true],
    [
      'azure',
      { AZURE_OPENAI_ENDPOINT: 'https://a.openai.azure.com/' },
      'https://a.openai.azure.com/openai/v1',
      true,
    ],
    [
      'azure',
      { AZURE_OPENAI_ENDPOINT: 'https://a.test/openai/v1' },
      'https://a.test/openai/v1',
      true,
    ],
    ['ollama', {}, 'http://127.0.0.1:11434/v1', false],
    ['ollama', { OLLAMA_HOST: '0.0.0.0' }, 'http://127.0.0.1:11434/v1', false],
    ['ollama', { OLLAMA_HOST: 'box:8080' }, 'http://box:8080/v1', false],
    ['ollama', { OLLAMA_HOST: 'https://ollama.test' }, 'https://ollama.test/v1', false],
    ['acme', {}, 'https://models.acme.test/v1', true],
  ];
  for (const [name, variables, baseURL, needsKey] of rows) {
    it(`${name} with ${JSON.stringify(variables)}`, () => {
      const endpoint = endpointOf(name, variables, [OWN])!;
      deepEqual([endpoint.baseURL, endpoint.needsKey], [baseURL, needsKey]);
    });
  }

  it('has to be said for Azure, and to be one', () => {
    const none = refusalOf(() => openProvider('azure/a', { variables: {} }));
    checkRefusal(none, 'provider-missing', 'export AZURE_OPENAI_ENDPOINT=');
    for (const address of [
      'proxy.test',
      'ftp://proxy.test',
      'http://',
      `https://${KEY}@:x`,
      `https://me:${KEY}@a.test`,
    ]) {
      const variables = { OPENAI_BASE_URL: address };
      const error = refusalOf(() => openProvider('openai/a', { variables }));
      checkRefusal(error, 'invalid-argument', 'OPENAI_BASE_URL', 'https://');
      ok(!inspect(error).includes(KEY));
    }
    const host = refusalOf(() => openProvider('ollama/a', { variables: { OLLAMA_HOST: 'a b' } }));
    checkRefusal(host, 'invalid-argument', 'OLLAMA_HOST');
  });
});

describe('the key of a provider', () => {
  const request = { model: 'openai/a', messages: [{ role: 'user', content: 'Hi' }] } as const;

  it('is missing by the name of its variable, when something is asked and not before', async () => {
    for (const [model, variable] of [
      ['openai/a', 'OPENAI_API_KEY'],
      ['anthropic/a', 'ANTHROPIC_API_KEY'],
      ['gemini/a', 'GEMINI_API_KEY or GOOGLE_API_KEY'],
      ['openrouter/a', 'OPENROUTER_API_KEY'],
      ['acme/a', 'ACME_KEY'],
    ] as const) {
      const { provider } = openProvider(model, { variables: {}, custom: [OWN] });
      const error = await rejectionOf(ask(provider, { ...request, model }).said);
      checkRefusal(error, 'key-missing', `Set the variable ${variable}`, 'export ');
      const { signal } = new AbortController();
      equal((await rejectionOf(provider.models(signal))).code, 'key-missing');
    }
  });

  it('is a key: what no header can hold is told without being shown', async () => {
    const { provider } = openProvider('openai/a', {
      variables: { OPENAI_API_KEY: 'sk-one\nsk-two' },
    });
    const error = await rejectionOf(ask(provider, request).said);
    checkRefusal(error, 'key-missing', 'OPENAI_API_KEY holds is no key');
    ok(!inspect(error).includes('sk-'));
  });

  it('comes from where secrets are kept before it comes from a variable', async () => {
    const server = await startModelServer();
    try {
      const asked: string[] = [];
      const { provider } = openProvider('openai/a', {
        variables: { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-variable' },
        secrets: name => {
          asked.push(name);
          return Promise.resolve(KEY);
        },
      });
      await ask(provider, request).said;
      deepEqual(asked, ['OPENAI_API_KEY']);
      equal(server.received[0]!.headers.authorization, `Bearer ${KEY}`);
    } finally {
      await server.close();
    }
  });

  it('is sent to nobody who needs none and has none', async () => {
    const server = await startModelServer();
    try {
      const protocols = ['openai', 'openai-responses', 'anthropic', 'google'] as const;
      for (const protocol of protocols) {
        const custom = [{ name: 'own', baseURL: server.url, protocol }];
        const { provider } = openProvider('own/a', { variables: {}, custom });
        await ask(provider, { ...request, model: 'own/a' }).said;
      }
      equal(server.received.length, 4);
      for (const { headers } of server.received) {
        equal(headers.authorization, undefined);
        equal(headers['x-api-key'], undefined);
      }
    } finally {
      await server.close();
    }
  });

  it('is not in a provider, however it is printed', () => {
    for (const model of ['openai/a', 'anthropic/a', 'google/a']) {
      const opened = openProvider(model, {
        variables: { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, GEMINI_API_KEY: KEY },
      });
      const printed = [
        inspect(opened, { depth: 20, showHidden: true, getters: true }),
        JSON.stringify(opened),
        // eslint-disable-next-line @typescript-eslint/no-base-to-string -- Whatever it prints, it is not the key.
        String(opened.provider),
      ];
      ok(!printed.join().includes(KEY));
    }
  });
});

describe('echo', () => {
  it('says the last message of the user back, counted alike each time', async () => {
    const { provider } = openProvider('echo', { variables: {} });
    const request = {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: ' One  two\nthree' },
        { role: 'assistant', content: 'Yes.' },
      ],
    } as const;
    const first = ask(provider, request);
    const said = await first.said;
    deepEqual(said, await ask(provider, request).said);
    equal(said.output.text, ' One  two\nthree');
    deepEqual(said.usage, { input: 7, cached: 0, output: 4, reasoning: 0 });
    deepEqual(
      first.pieces.map(piece => piece.type === 'text' && piece.text),
      [' ', 'One  ', 'two\n', 'three'],
    );
    deepEqual(await provider.models(new AbortController().signal), ['echo']);
  });

  it('stops, and has nothing to say where nobody asks', async () => {
    const { provider } = openProvider('echo', { variables: {} });
    const asked = ask(provider, { messages: [{ role: 'user', content: 'a b c d e f' }] });
    asked.stop.abort('enough');
    equal(await asked.said.catch((error: unknown) => error), 'enough');
    const error = await rejectionOf(ask(provider, { messages: [] }).said);
    checkRefusal(error, 'invalid-input', 'no message of "user"');
  });
});
