import { deepStrictEqual, doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { isPromptfoo } from '../../src/interop/promptfoo';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const config = (fields: object) => JSON.stringify({ tests: [], ...fields });

describe('a configuration of promptfoo', () => {
  it('is the prompts that stand in it; what tries them out is left out by name', () => {
    const text = interopFixture('promptfooconfig.yaml');
    const [plain, formal, ...rest] = importFiles([{ file: 'promptfooconfig.yaml', text }]);
    strictEqual(rest.length, 0);
    deepStrictEqual([plain?.prompt, formal?.prompt], ['prompt-1', 'formal-answer']);
    const first = requireDocument(plain!.source);
    deepStrictEqual(first.frontMatter, {
      model: 'openai/gpt-5',
      parameters: { temperature: 0, seed: 12345678901234567890n },
      metadata: { promptfoo: { description: 'Translations' } },
    });
    deepStrictEqual(first.body, { type: 'text', text: 'Translate to {{language}}: {{text}}' });
    const second = requireDocument(formal!.source);
    deepStrictEqual(second.frontMatter.metadata, {
      promptfoo: { label: 'Formal answer', id: 'formal', description: 'Translations' },
    });
    deepStrictEqual(second.format, 'jinja2');
    strictEqual(second.body.type === 'chat' && second.body.messages.length, 2);
    match(
      sentencesOf(plain!.warnings).join('\n'),
      /tests is left out[^]*prompts\[2\]: [^]*third\.txt"\. Import that[^]*config\.apiKey is left out/,
    );
    match(sentencesOf(formal!.warnings).join('\n'), /Nunjucks/);
    doesNotMatch(plain!.source + formal!.source, /sk-none/);
  });

  it('with one prompt is called as that is, else as the file', () => {
    const named = config({ prompts: [{ raw: 'Hi', label: 'First' }] });
    deepStrictEqual(
      [imported('a.json', named).prompt, imported('a.json', config({ prompts: 'Hi' })).prompt],
      ['first', 'a'],
    );
  });

  it('keeps prompts of one label apart', () => {
    const prompts = [
      { raw: 'a', label: 'x' },
      { raw: 'b', label: 'x' },
    ];
    deepStrictEqual(
      importFiles([{ file: 'a.json', text: config({ prompts }) }]).map(({ prompt }) => prompt),
      ['x', 'x-2'],
    );
  });

  it('reads a chat in YAML', () => {
    const { source } = imported(
      'a.json',
      config({ prompts: ['- role: user\n  content: Hi {{a}}'] }),
    );
    deepStrictEqual(requireDocument(source).body, {
      type: 'chat',
      messages: [{ role: 'user', content: 'Hi {{a}}' }],
    });
  });

  it('has no model where there are several, or one that is a program', () => {
    for (const providers of [['openai:a', 'openai:b'], ['file://mine.js']]) {
      const { source, warnings } = imported('a.json', config({ prompts: ['Hi'], providers }));
      strictEqual(source, 'Hi');
      match(sentencesOf(warnings).join(), /providers is left out \(/);
    }
  });

  it('takes the settings of a prompt before those of the provider', () => {
    const text = config({
      prompts: [{ raw: 'Hi', config: { temperature: 1, prefix: 'x' } }],
      providers: [{ id: 'anthropic:messages:claude-x', config: { temperature: 0, top_p: 1 } }],
    });
    const { source, warnings } = imported('a.json', text);
    deepStrictEqual(requireDocument(source).frontMatter, {
      model: 'anthropic/claude-x',
      parameters: { temperature: 1, top_p: 1 },
    });
    match(sentencesOf(warnings).join(), /prompts\[0\]\.config\.prefix is left out/);
  });

  const REFUSED: readonly (readonly [prompts: unknown, reason: RegExp])[] = [
    ['file://a.txt', /a\.json, prompts: The prompt stands elsewhere, as "file:\/\/a\.txt"/],
    [['prompts/a.txt', 'b.py:make'], /prompts\[0\]: .*Import that itself/],
    [{ 'a.txt': 'label' }, /as "a\.txt"/],
    [['langfuse://a@production'], /langfuse/],
    [[3], /prompts\[0\]: A prompt is a text/],
    [['[{"role":"critic","content":"a"}]'], /prompts\[0\]\[0\]\.role/],
  ];
  for (const [prompts, reason] of REFUSED) {
    it(`is refused with its path: ${JSON.stringify(prompts)}`, () => {
      match(
        refusalOf(() => imported('a.json', config({ prompts }))),
        reason,
      );
    });
  }

  it('is told by its prompts and what stands beside them', () => {
    const is = (file: string, value: object) => isPromptfoo({ file, text: JSON.stringify(value) });
    deepStrictEqual(
      [
        is('a.json', { prompts: ['a'], providers: [] }),
        is('promptfooconfig.yaml', { prompts: ['a'] }),
        is('a.json', { prompts: ['a'] }),
        is('a.json', { tests: [] }),
      ],
      [true, true, false, false],
    );
  });

  it('reads a chat whose values are put into its JSON with "dump"', () => {
    const raw =
      '[{"role": "system", "content": "Be kind"}, {"role":"user","content": {{ q | dump }}}]';
    const { body } = requireDocument(imported('a.json', config({ prompts: [raw] })).source);
    deepStrictEqual(body.type === 'chat' && body.messages, [
      { role: 'system', content: 'Be kind' },
      { role: 'user', content: '{{q}}' },
    ]);
  });

  it('says where what looks like a chat is one text', () => {
    const raw = '[{"role": "user", "content": {{ q | upper | dump }}}]';
    const { source, warnings } = imported('a.json', config({ prompts: [raw] }));
    strictEqual(requireDocument(source).body.type, 'text');
    match(sentencesOf(warnings).join('\n'), /prompts\[0\]: This looks like a chat/);
  });
});
