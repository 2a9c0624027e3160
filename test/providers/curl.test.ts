import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { asCurl } from '../../src/providers/curl';
import { endpointOf } from '../../src/providers/endpoints';
import { ask, KEY, providerAt, PROVIDERS, question, SPEECHES } from '../support/askedModel';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { checkRefusal, refusalOf } from '../support/refusal';
import type { ModelRequest } from '../../src/core/evaluation/request';

/** What a shell gives to cURL for this line: its arguments. */
function argumentsOf(line: string): readonly string[] {
  const script = `curl() { for a in "$@"; do printf '%s\\0' "$a"; done; }\n${line}\n`;
  const env = {
    PATH: process.env.PATH,
    OPENAI_API_KEY: KEY,
    ANTHROPIC_API_KEY: KEY,
    GEMINI_API_KEY: KEY,
  };
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' });
  equal(stderr, '');
  return stdout.split('\0').slice(0, -1);
}

const NASTY = `It's "$HOME" \`id\` \\ $(id) !\n'; rm -rf / #\t😀`;

describe('a question as a line of cURL', function () {
  if (process.platform === 'win32') return;
  let server: ModelServer;

  beforeEach(async () => {
    server = await startModelServer();
  });

  afterEach(async () => {
    await server.close();
  });

  for (const speech of SPEECHES) {
    it(`sends what ${speech} is asked, with the key of the shell`, async () => {
      const { address, path } = PROVIDERS[speech];
      const request: ModelRequest = {
        ...question(speech, NASTY),
        tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
        tool_choice: 'auto',
      };
      const line = asCurl(request, { variables: { [address]: server.url + path } });
      ok(!line.includes(KEY));
      const [url = '', ...rest] = argumentsOf(line);
      const headers = rest.filter((_, index) => rest[index - 1] === '-H');
      const body = rest.at(-1)!;
      equal(rest.at(-2), '--data-raw');
      ok(headers.some(header => header.endsWith(KEY)));
      const entries = headers.map(
        header => header.split(/: (.*)/s).slice(0, 2) as [string, string],
      );
      await (await fetch(url, { method: 'POST', body, headers: entries })).text();
      await ask(providerAt(server, speech), request).said;
      const [byHand, bySdk] = server.received;
      equal(byHand!.speech, speech);
      equal(byHand!.url.split(':')[0], bySdk!.url.split(':')[0]);
      const { stream, stream_options, store, ...sent } = bySdk!.body;
      ok(stream === true || speech === 'google');
      ok(stream_options === undefined || speech === 'chat');
      ok(store === undefined || speech === 'responses');
      deepEqual(byHand!.body, sent);
      ok(body.includes(JSON.stringify(NASTY).slice(1, -1)));
    });
  }

  it('has no key where none is needed, and keeps numbers as they are', () => {
    const request: ModelRequest = {
      model: 'ours/a',
      parameters: { seed: 12345678901234567890n },
      messages: [{ role: 'user', content: 'Hi' }],
    };
    const custom = [
      { name: 'ours', baseURL: 'http://127.0.0.1:1/v1', protocol: 'openai' },
    ] as const;
    const line = asCurl(request, { variables: {}, custom });
    ok(!line.includes('authorization'));
    match(line, /"seed": 12345678901234567890\b/);
    equal(endpointOf('ours', {}, custom)!.needsKey, false);
  });

  it('is refused for what is asked without a network', () => {
    const request = { model: 'echo', messages: [] };
    const error = refusalOf(() => asCurl(request, { variables: {} }));
    checkRefusal(error, 'invalid-input', 'without a network');
  });
});
