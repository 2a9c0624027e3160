import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { isEditorFile } from '../../src/interop/editorFiles';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

describe('a file that steers the chat of VS Code', () => {
  it('is a prompt: its inputs variables, its head in the metadata, the rest named', () => {
    const { prompt, source, warnings } = imported(
      '.github/prompts/release-notes.prompt.md',
      interopFixture('release-notes.prompt.md'),
    );
    strictEqual(prompt, 'release-notes');
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      inputs: {
        version: { type: 'string', description: 'such as 1.2.0' },
        tone: { type: 'string' },
      },
      metadata: {
        vscode: {
          description: 'Writes release notes',
          'argument-hint': 'version',
          agent: 'agent',
          model: 'GPT-5 (copilot)',
          tools: ['search/codebase', 'githubRepo'],
        },
      },
    });
    deepStrictEqual(body, {
      type: 'text',
      text: 'Write the notes of {{version}} in a {{tone}} tone.\nAgain: {{version}}.\n\nRead ${selection}, #file:CHANGELOG.md and [the rules](../rules.md).\n',
    });
    deepStrictEqual(sentencesOf(warnings), [
      'Variables of an editor are text here: ${selection}.',
      'What an editor attaches is text here: #file:CHANGELOG.md.',
      'Files that it links to are not read here, and an editor reads them: ../rules.md.',
    ]);
  });

  it('is an agent by the name that it has', () => {
    const { prompt, source } = imported(
      'a.agent.md',
      '---\nname: Code Reviewer\ntools: []\n---\n\nBe kind.\n',
    );
    strictEqual(prompt, 'code-reviewer');
    deepStrictEqual(requireDocument(source).frontMatter, {
      metadata: { vscode: { name: 'Code Reviewer' } },
    });
  });

  it('is instructions, whose pattern stands there without quotes', () => {
    const { prompt, source } = imported(
      'ts.instructions.md',
      '---\napplyTo: **/*.ts\n---\nUse tabs.',
    );
    strictEqual(prompt, 'ts');
    deepStrictEqual(requireDocument(source).frontMatter.metadata, {
      vscode: { applyTo: '**/*.ts' },
    });
  });

  it('is a plain text without a head', () => {
    const { prompt, source, warnings } = imported('work/AGENTS.md', '# Rules\n\nUse tabs.\n');
    deepStrictEqual([prompt, source, warnings], ['agents', '# Rules\n\nUse tabs.\n', []]);
  });

  it('keeps braces that are text beside inputs', () => {
    const { source, warnings } = imported('a.prompt.md', 'Say {{#x}} to ${input:who}.');
    const { body, format } = requireDocument(source);
    deepStrictEqual(
      [format, body.type === 'text' && body.text],
      ['mustache', 'Say {{=<% %>=}}{{<%={{ }}=%>#x}} to {{who}}.'],
    );
    match(sentencesOf(warnings).join(), /stays text/);
  });

  it('says where an input is described in two ways, or has a name that is none', () => {
    const { source, warnings } = imported(
      'a.chatmode.md',
      '${input:a:one} ${input:a:two} ${input:b c}',
    );
    match(source, /description: one[^]*\{\{a\}\} \{\{a\}\} \$\{input:b c\}/);
    match(sentencesOf(warnings).join(' '), /left out: two\.[^]*\$\{input:b c\}/);
  });

  it('is refused with the line where its head is broken', () => {
    match(
      refusalOf(() => imported('a.prompt.md', '---\ndescription: "x\n---\nHi')),
      /^a\.prompt\.md, line \d/,
    );
  });

  const CASES: readonly (readonly [file: string, text: string, is: boolean])[] = [
    ['a.prompt.md', 'Hi', true],
    ['x\\copilot-instructions.md', 'Hi', true],
    ['CLAUDE.md', 'Hi', true],
    ['a.md', '---\ndescription: x\n---\nHi', false],
    ['a.prompt.md', '---\ntype: chat\n---\nuser:\nHi', false],
    ['a.prompt.md', 'Hi\n---\ntype: chat\n---\n', true],
  ];
  for (const [file, text, is] of CASES) {
    it(`${is ? 'is' : 'is not'} ${JSON.stringify([file, text])}`, () => {
      strictEqual(isEditorFile({ file, text }), is);
    });
  }

  it('has patterns without quotes in its head, alone or as a list, and keeps those of its body', () => {
    const { source } = imported(
      'ts.instructions.md',
      '---\napplyTo:\n  - **/*.ts\n  - "*.js"\n---\nWrite\napplyTo: **/*.ts\n',
    );
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter.metadata, { vscode: { applyTo: ['**/*.ts', '*.js'] } });
    deepStrictEqual(body, { type: 'text', text: 'Write\napplyTo: **/*.ts\n' });
  });

  it('keeps braces around its inputs, beside tags of the body itself', () => {
    const rows = [
      ['$\\frac{${input:a}}{${input:b}}$', '$\\frac{1}{2}$'],
      ['{{${input:a}}} {{b}}', '{{1}} {{b}}'],
      ['{{b}}{${input:a}}', '2{1}'],
      ['{{#if b}}{${input:a}}', '{{#if b}}{1}'],
    ] as const;
    for (const [text, rendered] of rows) {
      const document = requireDocument(imported('a.prompt.md', text).source);
      const { output } = renderDocument(document, { a: '1', b: '2' });
      strictEqual(output.type === 'text' && output.text, rendered);
    }
  });
});
