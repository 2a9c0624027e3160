import * as assert from 'node:assert/strict';
import { diffDocuments } from '../../../../src/core/compare/telling/documents';
import { summarize } from '../../../../src/core/compare/telling/summarize';

const chat = (body: string, frontMatter = '') => `---\ntype: chat\n${frontMatter}---\n${body}`;
const WHITESPACE = 'Only whitespace differs: 1 line added, 1 line removed';

describe('summarize', () => {
  for (const [story, left, right, summary, added, removed] of [
    ['equal documents', 'a\n', 'a\n', 'Identical', 0, 0],
    ['line ends that a registry does not keep', 'a\r\nb', 'a\nb', 'Identical', 0, 0],
    ['a first version', '', 'a\nb\n', '2 lines added', 2, 0],
    ['a changed line', 'a\nb\n', 'a\nc\n', '1 line added, 1 line removed', 1, 1],
    ['a message', chat('user:\na\n'), chat('user:\nb\n'), 'User message changed', 1, 1],
    [
      'messages and values',
      chat('system:\na\nuser:\nb\n', 'parameters: { temperature: 0.7 }\n'),
      chat('system:\nc\nuser:\nd {{tone}}\n', 'parameters: { temperature: 0.2 }\n'),
      '2 messages changed, variable `tone` added, temperature 0.7 → 0.2',
      3,
      3,
    ],
    ['white space alone', 'Be  kind.\n', 'Be kind.\n', WHITESPACE, 1, 1],
    [
      'white space that makes a line of a message',
      chat('system:\na\nuser:\nb\n'),
      chat('system:\na\nuser: b\n'),
      'System message changed, user message removed',
      1,
      2,
    ],
    [
      'white space that makes another variable',
      '---\nformat: jinja2\n---\n{% if not new %}a{% endif %}\n',
      '---\nformat: jinja2\n---\n{% if notnew %}a{% endif %}\n',
      '1 line added, 1 line removed, variable `new` renamed `notnew`',
      1,
      1,
    ],
    [
      'white space beside another comment',
      '---\n# cheap\na: 1\n---\nBe  kind.\n',
      '---\n# dear\na: 1\n---\nBe kind.\n',
      '1 line added, 1 line removed',
      2,
      2,
    ],
    [
      'values in another order',
      '---\na: 1\nb: 1\n---\n',
      '---\nb: 1\na: 1\n---\n',
      'Only the layout differs: 1 line added, 1 line removed',
      1,
      1,
    ],
    [
      'front matter that is broken',
      '---\na: [\n---\n',
      '---\na: 1\n---\n',
      '1 line added, 1 line removed',
      1,
      1,
    ],
    ['a chat that is broken', chat('hello\n'), chat('user:\nhello\n'), '1 line added', 1, 0],
    [
      'a text that became a chat',
      'hi\n',
      chat('user:\nhi\n'),
      '1 line added, type text → chat',
      4,
      0,
    ],
  ] as const) {
    it(`sums up ${story} as "${summary}"`, () => {
      const told = summarize(left, right);
      assert.deepEqual(
        [told.summary, told.added, told.removed, told.identical],
        [summary, added, removed, summary === 'Identical'],
      );
    });
  }

  it('says the same as the whole comparison', () => {
    const [left, right] = [chat('user:\na\n', 'model: a\n'), chat('user:\nb\n\n', 'model: b\n')];
    const [{ changes, stats, summary }, told] = [
      diffDocuments(left, right),
      summarize(left, right),
    ];
    assert.deepEqual(
      { changes, stats, summary },
      {
        changes: told.changes,
        stats: { added: told.added, removed: told.removed },
        summary: told.summary,
      },
    );
  });

  it('adds what became of the samples', () => {
    const { summary } = summarize('a', 'b', { failing: 1, fixed: 2 });
    assert.equal(
      summary,
      '1 line added, 1 line removed, 1 sample now fails, 2 samples no longer fail',
    );
  });
});
