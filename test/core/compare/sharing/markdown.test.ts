import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { diffMarkdown } from '../../../../src/core/compare/sharing/markdown';

const side = (source: string, label = 'a@1') => ({ label, source });
const chat = (text: string, model: string) =>
  `---\ntype: chat\nmodel: ${model}\n---\nuser:\n${text}\n`;

describe('diffMarkdown', () => {
  it('says that nothing changed', () => {
    strictEqual(diffMarkdown([]), '_No prompt changed._\n');
  });

  it('has a heading, a summary and the lines to unfold for each prompt', () => {
    const change = { prompt: 'a', left: side('x\n'), right: side('y\n', 'a') };
    strictEqual(
      diffMarkdown([{ ...change, notes: ['`staging` → v2'] }]),
      [
        '### `a`\n\n**1 line added, 1 line removed**\n\n- `staging` → v2\n\n',
        '<details><summary>1 line added, 1 line removed (<code>a@1</code> → <code>a</code>)</summary>\n\n',
        '```diff\n--- a@1\n+++ a\n@@ -1,1 +1,1 @@\n-x\n+y\n```\n\n</details>\n',
      ].join(''),
    );
  });

  it('lists what happened part by part, where more than one thing did', () => {
    const text = diffMarkdown([
      { prompt: 'a', left: side(chat('Hi', 'm')), right: side(chat('Hi {{name}}', 'n')) },
    ]);
    ok(
      text.includes(
        [
          '**User message changed, variable `name` added, model m → n**\n',
          '- message 1 \\(user\\) changed: 1 line added, 1 line removed',
          '- variable `name` added',
          '- model m → n\n',
        ].join('\n'),
      ),
      text,
    );
  });

  it('tells new and removed prompts, and those of which only records changed', () => {
    ok(diffMarkdown([{ prompt: 'a', left: undefined, right: side('x') }]).includes('New prompt'));
    ok(diffMarkdown([{ prompt: 'a', left: side('x'), right: undefined }]).includes('Removed'));
    const moved = { prompt: 'a', left: side('x'), right: side('x'), notes: ['moved'] };
    strictEqual(diffMarkdown([moved]), '### `a`\n\n**Identical**\n\n- moved\n');
    strictEqual(
      diffMarkdown([{ prompt: 'a', left: undefined, right: undefined, notes: ['moved'] }]),
      '### `a`\n\n- moved\n',
    );
  });

  it('shows what a side is called as text', () => {
    const branch = { label: '<img/src=x>', source: 'x' };
    const text = diffMarkdown([{ prompt: 'a', left: branch, right: side('y') }]);
    ok(text.includes('(<code>&lt;img/src=x&gt;</code> → <code>a@1</code>)'), text);
  });

  it('is ended by no text of a prompt', () => {
    const text = diffMarkdown([
      { prompt: 'a', left: side('x'), right: side('```\n</details>\n`````\n<script>') },
    ]);
    ok(text.includes('``````diff\n'), text);
    ok(text.endsWith('``````\n\n</details>\n'), text);
  });

  it('makes no link, tag or mention of a value', () => {
    const text = diffMarkdown([
      {
        prompt: 'a',
        left: side('---\nmodel: a\n---\n'),
        right: side('---\nmodel: "![x](y) <b> @me"\n---\n'),
      },
    ]);
    const [said = ''] = text.split('<details>');
    ok(said.includes('Model a → \\!\\[x\\]\\(y\\) \\<b\\> @\u200bme'), said);
  });

  it('shows what nobody sees, in what is told and in the lines', () => {
    const right = side('---\nmodel: "a\u202eb &#x202e;"\n---\nHi\u001b[2J\u200b\n');
    const text = diffMarkdown([{ prompt: 'a', left: side('---\nmodel: a\n---\n'), right }]);
    ok(text.includes('a\\\\u202eb \\&\\#x202e;'), text);
    ok(text.includes('+Hi\\x1b[2J\\u200b\n'), text);
  });

  it('names a difference that no forge would take', () => {
    const long = 'line of text\n'.repeat(10_000);
    const text = diffMarkdown([{ prompt: 'a', left: side(''), right: side(long) }]);
    ok(text.includes('The difference is too long to be quoted here.'));
    ok(text.length < 1000);
  });

  describe('that would not fit into a comment of GitHub', () => {
    const LIMIT = 65_536;
    const changed = (prompt: string, lines: number, note = '') => ({
      prompt,
      left: side('old\n'.repeat(lines)),
      right: side('new\n'.repeat(lines)),
      notes: note === '' ? [] : [note],
    });

    it('quotes what fits, the shortest differences, and names the others', () => {
      const text = diffMarkdown([
        changed('first', 2500),
        changed('second', 3500),
        changed('third', 4000),
      ]);
      ok(text.length < LIMIT && text.length > 20_000, String(text.length));
      ok(['first', 'second', 'third'].every(name => text.includes(`### \`${name}\``)));
      const [, first = '', second = '', third = ''] = text.split('### ');
      deepStrictEqual(
        [first, second, third].map(section => section.includes('```diff')),
        [true, true, false],
      );
      ok(third.includes('The difference is too long to be quoted here.'), third);
    });

    it('names the first two hundred parts of a prompt, and counts the others', () => {
      const names = (first: string) =>
        Array.from({ length: 150 }, (_, at) => `{{${first}${at}}}`).join(' and ');
      const [left, right] = [side(names('a')), side(`Other words ${names('b')}`)];
      const parts = diffMarkdown([{ prompt: 'p', left, right }])
        .split('\n')
        .filter(line => line.startsWith('- '));
      deepStrictEqual([parts.length, parts.at(-1)], [201, '- _101 more_']);
    });

    it('says how many prompts it leaves out where even their names are too many', () => {
      const many = Array.from({ length: 3000 }, (_, index) =>
        changed(`p${index}`, 1, 'x'.repeat(50)),
      );
      const text = diffMarkdown(many);
      ok(text.length < LIMIT, String(text.length));
      const shown = text.split('### ').length - 1;
      ok(shown > 100);
      ok(
        text.endsWith(`_${3000 - shown} more prompts changed; a comment has no room for more._\n`),
      );
    });
  });
});
