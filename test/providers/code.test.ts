import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { asCode } from '../../src/providers/code';
import { bodyOf } from '../../src/providers/httpRequest';
import { KEY, PROVIDERS, question, SPEECHES } from '../support/askedModel';
import { startModelServer, type ModelServer } from '../support/modelServer';
import { runPython } from '../support/python';
import { projectPath } from '../support/sourceFiles';
import type { ModelRequest } from '../../src/core/evaluation/request';
import type { Speech } from '../support/modelWords';

const FOLDER = projectPath('out/code');
const NASTY = `It's "quoted" \\ and \`\${1}\`\n\tnever \u2028 code 😀 \u0007`;

/** What a program in Python calls last, with which arguments: as JSON. */
const READING = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
calls = [node.value for node in tree.body if isinstance(node, ast.Assign)]
call = calls[-1]
print(json.dumps({word.arg: ast.literal_eval(word.value) for word in call.keywords}))
`;

describe('a question as a program', function () {
  this.timeout(120_000);
  let server: ModelServer;

  before(async () => {
    server = await startModelServer();
    await mkdir(FOLDER, { recursive: true });
  });

  after(async () => {
    await server.close();
    await rm(FOLDER, { recursive: true, force: true });
  });

  const requestFor = (speech: Speech): ModelRequest => ({
    ...question(speech, NASTY),
    parameters: { temperature: 0.5, top_p: null, nested: { on: true, off: false, none: [] } },
  });
  const protocols = {
    chat: 'openai',
    responses: 'openai-responses',
    anthropic: 'anthropic',
    google: 'google',
  } as const;

  for (const speech of SPEECHES) {
    const { address, path, key } = PROVIDERS[speech];

    it(`in TypeScript asks ${speech} with its own SDK`, async () => {
      const request = question(speech, NASTY);
      const variables = { [address]: server.url + path, [key]: KEY };
      const text = asCode(request, 'typescript', { variables });
      ok(!text.includes(KEY) && text.includes(`process.env["${key}"]`));
      const { code } = await transform(text, { loader: 'ts', format: 'esm' });
      const file = join(FOLDER, `${speech}.mjs`);
      await writeFile(file, code);
      // What it is answered is not the point: it is refused, and ends with that.
      server.play({ error: { status: 400, code: 'refused', message: 'Enough.' } });
      const child = spawn(process.execPath, [file], { env: { ...process.env, [key]: KEY } });
      equal(await new Promise(resolve => child.on('exit', resolve)), 1);
      const { body, headers } = server.received.at(-1)!;
      ok(Object.values(headers).some(value => String(value).endsWith(KEY)));
      const expected = bodyOf(request, 'model-a', protocols[speech]);
      deepEqual(
        body.messages ?? body.input ?? body.contents,
        expected.messages ?? expected.input ?? expected.contents,
      );
    });

    it(`in Python holds what ${speech} is asked`, async () => {
      const request = requestFor(speech);
      const text = asCode(request, 'python', { variables: { [key]: KEY } });
      ok(!text.includes(KEY) && text.includes(`os.environ["${key}"]`));
      ok(!text.includes('base_url'));
      const read = await runPython(['-c', READING], text);
      deepEqual(
        JSON.parse(read),
        JSON.parse(JSON.stringify(bodyOf(request, 'model-a', protocols[speech]))),
      );
    });
  }

  it('goes where a provider of ours is, without a key where it has none', () => {
    const custom = [{ name: 'own', baseURL: 'http://127.0.0.1:1/v1', protocol: 'openai' }] as const;
    const request = { ...question('chat'), model: 'own/a' };
    const typescript = asCode(request, 'typescript', { variables: {}, custom });
    ok(typescript.includes(`new OpenAI({ apiKey: 'none', baseURL: "http://127.0.0.1:1/v1" })`));
    const python = asCode(request, 'python', { variables: {}, custom });
    ok(python.includes('OpenAI(api_key="none", base_url="http://127.0.0.1:1/v1")'));
    ok(!python.includes('import os'));
  });
});
