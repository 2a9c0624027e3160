import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { importFiles } from '../../src/interop/importFiles';
import { isOwnDocument, isOwnJson } from '../../src/interop/own';
import { printVersions, type ExportedVersion } from '../../src/interop/versionFormats';
import { imported, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const version = (prompt: string, number: number, source: string) =>
  ({ prompt, number, source }) as ExportedVersion;

describe('what Prompt Ledger exported', () => {
  it('is imported as it was, comments and all', () => {
    const source = '---\n# why\ntype: text\n---\nHi\n';
    deepStrictEqual(imported('greeting.prompt', source), {
      file: 'greeting.prompt',
      format: 'prompt',
      prompt: 'greeting',
      source,
      warnings: [],
    });
  });

  it('comes back from JSON, every prompt under its name, the newest of several versions', () => {
    const versions = [version('a/b', 2, 'two\n'), version('c', 1, 'c'), version('a/b', 1, 'one\n')];
    const { text } = printVersions('json', versions);
    const prompts = importFiles([{ file: 'x.json', text }]);
    deepStrictEqual(
      prompts.map(({ prompt, source }) => [prompt, source]),
      [
        ['a/b', 'two\n'],
        ['c', 'c'],
      ],
    );
    deepStrictEqual(sentencesOf(prompts[0]?.warnings), [
      'Version 2 is taken; the file also holds 1.',
    ]);
  });

  it('is refused with its place where it is broken', () => {
    match(
      refusalOf(() => imported('a.prompt', '---\ntype: letter\n---\nHi')),
      /^a\.prompt, line 2: /,
    );
    const text = JSON.stringify([version('a', 1, '---\ntype: 1\n---\n')]);
    match(
      refusalOf(() => imported('a.json', text)),
      /^a\.json, \[0\]\.source: /,
    );
    const list = JSON.stringify([version('a', 1, ''), {}]);
    match(
      refusalOf(() => imported('a.json', list)),
      /\[1\]: .*"source" is missing/,
    );
  });

  describe('that shows markers of a conflict', () => {
    const block = (first: string, last: string) => `Answer so:\n${first}\na\n=======\nb\n${last}\n`;
    const escaped = (text: string) => text.replace(/^(?=<{7}|={7}|>{7})/gm, '\\');
    const search = block('<<<<<<< SEARCH', '>>>>>>> REPLACE');
    const git = block('<<<<<<< HEAD', '>>>>>>> branch');

    for (const [file, text] of [
      ['agent.md', search],
      ['agent.txt', git],
      ['agent.prompt', search],
      ['agent.prompt', `---\ntype: chat\n---\nsystem:\n${search}`],
    ] as const) {
      it(`has a backslash before each, and says so: ${JSON.stringify([file, text])}`, () => {
        const { source, warnings } = imported(file, text);
        strictEqual(source, escaped(text));
        match(
          sentencesOf(warnings).join(),
          /^From line \d, markers of a conflict are taken for text/,
        );
      });
    }

    it('is refused where git may have left them in a document, with the way out', () => {
      match(
        refusalOf(() => imported('a.prompt', git)),
        /^a\.prompt, line 2: A git conflict begins here\. .*write a backslash before each/,
      );
      const front = '---\n<<<<<<< HEAD\nmodel: a\n=======\nmodel: b\n>>>>>>> b\n---\nHi';
      for (const file of ['a.prompt', 'a.md']) {
        match(
          refusalOf(() => imported(file, front)),
          /line 2: A git conflict/,
        );
      }
    });

    it('is imported from a message of any format', () => {
      const files = {
        'a.json': JSON.stringify([{ role: 'user', content: search }]),
        'b.json': JSON.stringify({ name: 'b', prompt: search }),
        'c.prompt.yml': `messages:\n- role: user\n  content: ${JSON.stringify(search)}\n`,
        'd.prompty': `---\nname: d\n---\nuser:\n${search}`,
        'e.prompt': `---\nconfig: {}\n---\n${search}`,
      };
      for (const [file, text] of Object.entries(files)) {
        match(imported(file, text).source, /\\<<<<<<< SEARCH\na\n\\=======\nb\n\\>>>>>>> REPLACE/);
      }
    });
  });

  const DOUBTFUL: readonly (readonly [text: string, warnings: readonly RegExp[]])[] = [
    [
      "---\nmode: agent\ntools: ['search', 'edit']\ndescription: Reviews\n---\nReview ${file} for ${input:topic}.",
      [
        /^Line 2: "mode" has no meaning here/,
        /^Line 4: "description" has no meaning here/,
        /^"tools" names search, edit: /,
        /^Variables of an editor are text here: \$\{file\}, \$\{input:topic\}\.$/,
      ],
    ],
    ['---\nname: x\ninvokable: true\n---\nHi', [/^Line 2: "name"/, /^Line 3: "invokable"/]],
    ['temperature: 0.5\nmaxTokens: 9\n---\nWrite tests.', [/^What stands above "---"/]],
    ['system:\nHi', [/^Line 1: This is a text, so "system:" is part of it/]],
    ['Note: this\n---\nHi ${name}', []],
  ];
  for (const [text, warnings] of DOUBTFUL) {
    it(`is taken with what an editor would say of it: ${JSON.stringify(text)}`, () => {
      const found = imported('review.md', text);
      strictEqual(found.source, text);
      strictEqual(found.warnings.length, warnings.length, sentencesOf(found.warnings).join('\n'));
      warnings.forEach((pattern, index) => {
        match(found.warnings[index]?.message ?? '', pattern);
      });
    });
  }

  it('is told from what others write', () => {
    strictEqual(
      isOwnDocument({ file: 'a.prompt', text: '---\nmodel: x\n---\n<user>Hi</user>' }),
      false,
    );
    deepStrictEqual(
      ['a.prompt', 'a.txt', 'a.md', 'a.json'].map(file => isOwnDocument({ file, text: 'Hi' })),
      [true, true, true, false],
    );
    strictEqual(isOwnJson({ file: 'a.json', text: '{"prompt":"a"}' }), false);
  });
});
