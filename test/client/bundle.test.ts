import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBundle, PromptNotFoundError } from '../../src/client/bundle';
import { openRegistry } from '../../src/client/index';
import { fstring } from '../../src/client/fstring';
import { jinja2 } from '../../src/client/jinja2';
import { toOpenAI } from '../../src/client/providers';
import type { Values } from '../../src/core/prompt/document/inputs';
import { openFiles } from '../../src/store/openFiles';
import { greetingRegistry } from '../support/cliRegistry';
import { CHAT as FULL_CHAT } from '../support/chatRequest';
import { itAtLength } from '../support/longForm';
import { PYTHON_FOLDER, runPython } from '../support/python';
import { ada } from '../support/recordBuilder';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const PROMPT = 'support/greeting';
const EXAMPLE = projectPath('test/fixtures/workspace/.promptledger');

const CHAT = `---
type: chat
format: f-string
inputs:
  tone: { type: string, default: kind }
  photo: { type: string, required: false }
---
system:
Be {tone}.
@history: messages
user:
\\user: {name}
@image[detail=low]: {photo}
assistant:
@call: look_up {{"name": "{name}", "deep": {"list": ["{tone}", 1.5, null]}}}
tool:
@result: look_up
{found!r:>12}
`
  .replace('{{"name"', '{"name"')
  .replace('null]}}}', 'null]}}');

/** What python3 makes of prompts of a bundle. */
async function renderInPython(file: string, requests: readonly unknown[]): Promise<unknown> {
  const script = `
import json, sys
sys.path.insert(0, sys.argv[1])
from promptledger import open_bundle, LedgerError
bundle = open_bundle(sys.argv[2])
def outcome(request):
    try:
        prompt = bundle.get(request["prompt"], **request["choice"])
        return getattr(prompt, request.get("as", "render"))(request["values"])
    except LedgerError as error:
        return {"code": error.code, "message": error.message}
print(json.dumps([outcome(request) for request in json.load(sys.stdin)]))
`;
  const printed = await runPython(['-c', script, PYTHON_FOLDER, file], JSON.stringify(requests));
  return JSON.parse(printed);
}

/** Tools and choices as other providers write them, and what is none. */
const FOREIGN_TOOLS = [
  'tools: [{ name: f, description: d, input_schema: { type: object } }]\ntool_choice: { type: any }',
  'tools: [{ type: function, name: f, strict: true }]\ntool_choice: { type: tool, name: f }',
  'tools: [{ googleSearch: {} }, { type: web_search, name: w }]\ntool_choice: any',
  'tools: [{ type: function, function: { name: f } }]\ntool_choice: { type: allowed_tools }',
  'tools:\ntool_choice: auto',
];

describe('a bundle', () => {
  const newFolder = temporaryFolders();

  /** What JSON keeps of the bundle of a registry. */
  async function bundleOf(folder: string, input = {}) {
    const { registry, root } = await greetingRegistry(folder);
    await registry.commit({ prompt: 'shared/tone', source: 'Be {{mood}}.' });
    await registry.commit({ prompt: 'answer', source: '{{> shared/tone}} Answer.\n{{query}}' });
    await registry.commit({ prompt: 'talk', source: CHAT });
    await registry.commit({ prompt: 'loop', source: '---\nformat: jinja2\n---\n{{ a }}{{ b }}' });
    await registry.rename({ prompt: 'answer', to: 'help/answer' });
    const file = join(folder, 'prompts.json');
    await writeFile(file, JSON.stringify(await registry.bundle(input)));
    return { registry, root, file, data: JSON.parse(readFileSync(file, 'utf8')) as unknown };
  }

  it('answers as the registry does: the same versions, the same renderings, the same errors', async () => {
    const { root, data, file } = await bundleOf(await newFolder());
    const registries = [
      openRegistry(root),
      openRegistry(file),
      openBundle(data, { fstring, jinja2 }),
    ];
    const outcomes = registries.map(registry => {
      const talk = registry.get('talk');
      const values = { name: 'Ada', found: 'x', messages: [{ role: 'user', content: 'Hi' }] };
      return [
        registry.get(PROMPT).render({ name: 'Ada' }),
        registry.get(PROMPT, { tag: 'staging' }).attributes(),
        registry.get('help/answer').render({ mood: 'kind', query: 'Why?' }),
        registry.get('answer').render({ mood: 'kind', query: 'Why?' }),
        refusalOf(() => registry.get('help/answer').render({ mood: 'x' })).toJSON(),
        talk.render(values),
        talk.render({ ...values, photo: 'https://example.com/a.png' }),
        refusalOf(() => talk.render({})).toJSON(),
        toOpenAI(talk, values),
        registry.get('loop').render({ a: 1, b: 2 }),
        refusalOf(() => registry.get('loop').render({})).toJSON(),
      ];
    });
    deepStrictEqual(outcomes[1], outcomes[0]);
    deepStrictEqual(outcomes[2], outcomes[0]);
  });

  it('renders in Python what it renders here', async () => {
    const { data, file } = await bundleOf(await newFolder());
    const bundle = openBundle(data, { fstring });
    const values = { name: "Ada's", found: 'x', messages: [{ role: 'user', content: 'Hi' }] };
    const requests: { prompt: string; choice: object; values: Values }[] = [
      { prompt: PROMPT, choice: { tag: 'staging' }, values: { name: 1.5e21 } },
      { prompt: PROMPT, choice: {}, values: { name: { a: [1, 0.1, 'ü"\n', true, null] } } },
      { prompt: 'answer', choice: {}, values: { mood: 'kind', query: 1e-7 } },
      { prompt: 'talk', choice: {}, values },
      { prompt: 'talk', choice: {}, values: { ...values, photo: 'a.png', tone: 'curt' } },
      {
        prompt: 'none',
        choice: { fallback: '\\<<<<<<< A\n\\\\=======\n x\n\\>>>>>>> {{name}}\n=======' },
        values: { name: 'B' },
      },
    ];
    const expected = requests.map(({ prompt, choice, values: given }) =>
      bundle.get(prompt, choice).render(given),
    );
    deepStrictEqual(await renderInPython(file, requests), expected);
  });

  itAtLength('makes in Python the request to OpenAI that it makes here', async () => {
    const folder = await newFolder();
    const { registry } = await greetingRegistry(folder);
    // OpenAI takes no address of a file.
    const source = FULL_CHAT.replace('MODEL', 'openai/gpt-4o').replace(/https:.*b\.pdf/, 'file-1');
    await registry.commit({ prompt: 'all', source });
    for (const [index, front] of FOREIGN_TOOLS.entries()) {
      await registry.commit({ prompt: `tools-${index}`, source: `---\n${front}\n---\nHi` });
    }
    const file = join(folder, 'prompts.json');
    await writeFile(file, JSON.stringify(await registry.bundle()));
    const values = { messages: [{ role: 'user', content: 'Hi' }], what: 'it', n: '7' };
    const request = { prompt: 'all', choice: {}, values, as: 'to_openai' };
    const others = FOREIGN_TOOLS.map((_, index) => {
      return { prompt: `tools-${index}`, choice: {}, values: {}, as: 'to_openai' };
    });
    const expected = [request, ...others].map(({ prompt, values: given }) =>
      openRegistry(file).get(prompt).toOpenAI(given),
    );
    deepStrictEqual(await renderInPython(file, [request, ...others]), expected);
  });

  it('is refused in Python with the words and places that it is refused with here', async () => {
    const { data, file } = await bundleOf(await newFolder());
    const bundle = openBundle(data, { fstring });
    const requests: { prompt: string; choice: object; values: Values }[] = [
      { prompt: 'talk', choice: {}, values: {} },
      { prompt: 'answer', choice: {}, values: {} },
      { prompt: 'talk', choice: {}, values: { tone: 3 } },
      { prompt: PROMPT, choice: { tag: 'stagin' }, values: {} },
      { prompt: PROMPT, choice: { version: 1 }, values: {} },
      { prompt: 'greeting', choice: {}, values: {} },
      { prompt: 'weather', choice: {}, values: {} },
      { prompt: PROMPT, choice: { version: 0 }, values: {} },
      { prompt: PROMPT, choice: { tag: 'v7' }, values: {} },
      { prompt: PROMPT, choice: { tag: 'staging', version: 2 }, values: {} },
      { prompt: PROMPT, choice: { id: 'zz' }, values: {} },
    ];
    const outcomes = (await renderInPython(file, requests)) as { code: string; message: string }[];
    const refused = requests.map(({ prompt, choice, values }) =>
      refusalOf(() => bundle.get(prompt, choice).render(values)),
    );
    deepStrictEqual(
      outcomes,
      refused.map(({ code, message }) => ({ code, message })),
    );
  });

  itAtLength(
    'renders every sample of the example workspace as the registry does, here and in Python',
    async () => {
      const { registry } = openFiles(EXAMPLE, () => Promise.resolve(ada));
      const file = join(await newFolder(), 'prompts.json');
      await writeFile(file, JSON.stringify(await registry.bundle()));
      const fromFolder = openRegistry(EXAMPLE);
      const fromFile = openRegistry(file);
      const samples = readdirSync(join(EXAMPLE, 'samples'), { recursive: true, encoding: 'utf8' })
        .filter(path => path.endsWith('.json'))
        .map(path => path.replaceAll('\\', '/'));
      const requests = samples.flatMap(path => {
        const prompt = path.slice(0, path.lastIndexOf('/'));
        const text = readFileSync(join(EXAMPLE, 'samples', path), 'utf8');
        const values = JSON.parse(text) as Values;
        try {
          fromFolder.get(prompt).render(values);
        } catch {
          // A sample of a working document need not go with the last version.
          return [];
        }
        return [{ prompt, choice: {}, values }];
      });
      ok(requests.length > 3, String(requests.length));
      const outputs = requests.map(({ prompt, values }) => fromFolder.get(prompt).render(values));
      deepStrictEqual(
        requests.map(({ prompt, values }) => fromFile.get(prompt).render(values)),
        outputs,
      );
      const isPython = ({ prompt }: { prompt: string }): boolean =>
        fromFolder.get(prompt).frontMatter.format !== 'jinja2';
      deepStrictEqual(
        await renderInPython(file, requests.filter(isPython)),
        outputs.filter((_, index) => isPython(requests[index]!)),
      );
    },
  );

  it('holds what a tag points at, and says what it does not hold', async () => {
    const { data } = await bundleOf(await newFolder(), { tag: 'staging' });
    const bundle = openBundle(data);
    deepStrictEqual(bundle.names(), [PROMPT]);
    strictEqual(bundle.get(PROMPT, { tag: 'staging' }).number, 2);
    strictEqual(bundle.get(PROMPT, { version: 2 }).number, 2);
    checkRefusal(
      refusalOf(() => bundle.get(PROMPT, { version: 1 })),
      'version-not-found',
      'bundle',
    );
    checkRefusal(
      refusalOf(() => bundle.get(PROMPT, { tag: 'stage' })),
      'tag-not-found',
      'staging',
    );
    throws(() => bundle.get('support/greetin'), PromptNotFoundError);
    strictEqual(bundle.get('x', { fallback: 'Hi {{a}}' }).isFallback, true);
    const shown = bundle.get('x', { fallback: '\\<<<<<<< {{a}}' });
    deepStrictEqual(shown.render({ a: 'A' }), { type: 'text', text: '<<<<<<< A' });
    strictEqual(
      refusalOf(() => bundle.get('x', { fallback: '---\n---\n' })).code,
      'invalid-argument',
    );
  });

  it('names nobody', async () => {
    const { data } = await bundleOf(await newFolder());
    strictEqual(JSON.stringify(data).includes('ada@example.com'), false);
  });

  it('says what a prompt in Jinja2 or an f-string needs', async () => {
    const { data } = await bundleOf(await newFolder());
    const needed = [
      ['loop', 'promptledger/jinja2'],
      ['talk', 'promptledger/fstring'],
    ] as const;
    for (const [prompt, entry] of needed) {
      checkRefusal(
        refusalOf(() => openBundle(data).get(prompt)),
        'invalid-argument',
        entry,
      );
    }
  });

  it('is for reading prompts, and says so', async () => {
    const { file } = await bundleOf(await newFolder());
    const registry = openRegistry(file);
    checkRefusal(await rejectionOf(registry.list()), 'invalid-argument', 'bundle');
  });
});
