import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { isPlainText } from '../../src/interop/plainText';
import { imported } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

describe('a plain text', () => {
  it('comes in with others of its folder, each as a prompt of its own', () => {
    const files = [
      { file: 'prompts/First answer.txt', text: 'Be kind.\n' },
      { file: 'prompts/code.md', text: '# Code\n\n{{#if a}}b{{/if}}\n' },
      { file: 'prompts/letter.markdown', text: 'Dear {{name}}' },
    ];
    const read = importFiles(files, { folder: 'texts' });
    deepStrictEqual(
      read.map(({ prompt, source }) => [prompt, source]),
      [
        ['texts/first-answer', 'Be kind.\n'],
        ['texts/code', '---\nformat: none\n---\n# Code\n\n{{#if a}}b{{/if}}\n'],
        ['texts/letter', 'Dear {{name}}'],
      ],
    );
    match(sentencesOf(read[1]!.warnings).join(), /begins no variable, so the format is "none"/);
    match(sentencesOf(read[2]!.warnings).join(), /variables \(name\)/);
  });

  it('is read back as it was, whatever stands at its lines', () => {
    const text = '{{#x}}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\nuser:\n---\n';
    const { body } = requireDocument(imported('a.txt', text).source);
    deepStrictEqual(body, { type: 'text', text });
  });

  it('may have any ending where a person says so', () => {
    const { format, source } = imported('README', '---\nHi', { from: 'text' });
    deepStrictEqual(
      [format, requireDocument(source).body],
      ['text', { type: 'text', text: '---\nHi' }],
    );
  });

  const CASES: readonly (readonly [file: string, text: string, is: boolean])[] = [
    ['a.txt', '{{#if a}}', true],
    ['a.markdown', 'Hi', true],
    ['a.md', 'Hi {{name}}', false],
    ['a.md', '---\nmodel: x\n---\n{{#if a}}', false],
    ['a.md', '---\n---\nHi', false],
    ['README.md', '---\nWelcome.\n\nHere it is.\n---\nHi', true],
    ['a.txt', '---\nWelcome.\n---\nHi', false],
    ['a.prompt', '{{#if a}}', false],
  ];
  for (const [file, text, is] of CASES) {
    it(`${is ? 'is' : 'is not'} ${JSON.stringify([file, text])}`, () => {
      strictEqual(isPlainText({ file, text }), is);
    });
  }

  it('begins with a rule of Markdown and is kept whole', () => {
    const text = '---\n# Welcome\n\nHere it is.\n\n---\nHi {{name}}\n';
    const { format, source } = imported('README.md', text);
    deepStrictEqual([format, requireDocument(source).body], ['text', { type: 'text', text }]);
  });
});
