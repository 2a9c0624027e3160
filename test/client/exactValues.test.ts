import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../../src/client/index';
import { parseJson, printJson } from '../../src/core/base/json';
import { printDocument, requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { importFiles } from '../../src/interop/importFiles';
import { greetingRegistry } from '../support/cliRegistry';
import { PYTHON_FOLDER, runPython } from '../support/python';
import { refusalOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';
import type { Values } from '../../src/core/prompt/document/inputs';

const ID = '9007199254740993';
const SCALE = '{"10":"ten","2":"two","n":"none"}';
const VALUES = `{"id":${ID},"scale":${SCALE},"deep":[{"id":-${ID}}]}`;
const INPUTS = `inputs:
  id: { type: integer }
  other: { type: number, default: 81985529216486895 }
  steps: { type: object, default: { 10: a, 2: b } }
`;
const GIVEN = parseJson(VALUES) as Values;

/** A template in each format, and what Python prints of it. */
const TEMPLATES: readonly (readonly [format: string, template: string, text: string])[] = [
  [
    'f-string',
    '{id} {id:,} {id!r} {id:x} {scale} {deep} {other} {steps}',
    `${ID} 9,007,199,254,740,993 ${ID} 20000000000001 ${SCALE} [{"id":-${ID}}] 81985529216486895 {"10":"a","2":"b"}`,
  ],
  [
    'mustache',
    '{{id}} {{#id}}yes{{/id}} {{{scale}}} {{{deep}}} {{other}} {{{steps}}}',
    `${ID} yes ${SCALE} [{"id":-${ID}}] 81985529216486895 {"10":"a","2":"b"}`,
  ],
];
const JINJA: readonly (readonly [template: string, text: string])[] = [
  ['{{ id }} {{ deep }} {{ other }}', `${ID} [{"id":-${ID}}] 81985529216486895`],
  ['{% for step in scale %}{{ step }};{% endfor %}', '10;2;n;'],
  ['{{ id == id }} {{ id == 1 }} {{ id is number }} {{ id is integer }}', 'True False True True'],
  ['{{ id > 5 }} {{ id >= other }} {{ id|int }} {{ [id, 1]|sort|first }}', `True False ${ID} 1`],
  [
    '{{ [id, 1]|max }} {{ [id, id, 1]|unique|list|length }} {{ scale[id] is defined }}',
    `${ID} 2 False`,
  ],
];

const documentOf = (format: string, template: string): string =>
  `---\nformat: ${format}\n${INPUTS}---\n${template}`;

describe('whole numbers beyond 2^53, and keys that are whole numbers', () => {
  const newFolder = temporaryFolders();

  it('print as they are written, here, from a bundle and in Python', async () => {
    const folder = await newFolder();
    const { registry, root } = await greetingRegistry(folder);
    const prompts = TEMPLATES.map(([format, template]) => {
      return { prompt: format, source: documentOf(format, template) };
    });
    for (const version of prompts) await registry.commit(version);
    const file = join(folder, 'prompts.json');
    await writeFile(file, printJson(await registry.bundle()));
    const expected = TEMPLATES.map(([, , text]) => ({ type: 'text', text }));
    for (const from of [root, file]) {
      const opened = openRegistry(from);
      deepStrictEqual(
        prompts.map(({ prompt }) => opened.get(prompt).render(GIVEN)),
        expected,
      );
    }
    const script = `
import json, sys
sys.path.insert(0, sys.argv[1])
from promptledger import open_bundle
bundle, values = open_bundle(sys.argv[2]), json.load(sys.stdin)
print(json.dumps([bundle.get(name).render(values) for name in sys.argv[3:]]))
`;
    const names = prompts.map(({ prompt }) => prompt);
    const printed = await runPython(['-c', script, PYTHON_FOLDER, file, ...names], VALUES);
    deepStrictEqual(JSON.parse(printed), expected);
  });

  for (const [template, text] of JINJA) {
    it(`are exact in Jinja as well: ${template}`, () => {
      const { output } = renderDocument(requireDocument(documentOf('jinja2', template)), GIVEN);
      deepStrictEqual(output, { type: 'text', text });
    });
  }

  it('are nothing that Jinja calculates with, and it says so', () => {
    const document = requireDocument(documentOf('jinja2', '{{ id + 1 }}'));
    match(
      refusalOf(() => renderDocument(document, GIVEN)).message,
      /beyond 2\^53 is too large to calculate with/,
    );
  });

  it('stand in the arguments of tools, in requests and in parameters', async () => {
    const folder = await newFolder();
    const { registry } = await greetingRegistry(folder);
    const source = `---\ntype: chat\nparameters: { seed: ${ID} }\n---\nassistant:\n@call: f {"id": ${ID}, "by": {"10": "{{a}}", "2": 1}}\n`;
    await registry.commit({ prompt: 'calls', source });
    const request = openRegistry(join(folder, '.promptledger')).get('calls').toOpenAI({ a: 'x' });
    const text = printJson(request);
    match(text, /"seed":9007199254740993/);
    match(text, /\{\\"id\\":9007199254740993,\\"by\\":\{\\"10\\":\\"x\\",\\"2\\":1\}\}/);
  });

  it('are told in a release by their digits', async () => {
    const { registry } = await greetingRegistry(await newFolder());
    const prompt = 'support/greeting';
    for (const seed of [ID, '9007199254740994']) {
      await registry.commit({ prompt, source: `---\nparameters: { seed: ${seed} }\n---\nHi` });
      await registry.promote({ prompt, environment: 'staging', version: 'latest' });
    }
    const [release] = await registry.releases({ prompt });
    match(JSON.stringify(release), /9007199254740993[^]*9007199254740994/);
  });

  it('come through an import and the front matter that it prints', () => {
    const text = `---\nconfig: {}\ninput:\n  default: { id: ${ID}, steps: { 10: a, 2: b } }\n---\nHi {{id}}`;
    const [imported] = importFiles([{ file: 'a.prompt', text }]);
    match(imported!.source, /default: 9007199254740993\n[^]*"10": a\n *"2": b/);
    strictEqual(printDocument(requireDocument(imported!.source)), imported!.source);
  });
});
