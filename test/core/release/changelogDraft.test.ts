import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { printChangelogDraft, readChangelogDraft } from '../../../src/core/release/changelogDraft';
import { checkRefusal, refusalOf } from '../../support/refusal';

const A = { prompt: 'support/a', movement: 'v1 → v2', changelog: '- Shorter\n- Kinder' };
const B = { prompt: 'b', movement: 'nothing → v1', changelog: '' };

describe('a draft of changelogs', () => {
  it('of one prompt is its text below a comment', () => {
    const text = printChangelogDraft('production', [A], ['Breaks callers -->: "x"']);
    strictEqual(
      text,
      [
        '<!--',
        'The changelog of support/a in production, v1 → v2.',
        'Breaks callers - ->: "x"',
        'The check mark above (or Ctrl+Enter) promotes; closing the editor does not.',
        '-->',
        '',
        '- Shorter',
        '- Kinder',
        '',
      ].join('\n'),
    );
    deepStrictEqual(readChangelogDraft(text, ['support/a']), { 'support/a': A.changelog });
  });

  it('of several prompts reads back as each was written', () => {
    const text = printChangelogDraft('production', [A, B]);
    deepStrictEqual(readChangelogDraft(text, ['support/a', 'b']), {
      'support/a': A.changelog,
      b: '',
    });
    const written = text.replace(
      'b nothing → v1 -->',
      'b nothing → v1 -->\r\n# First\n\n<!-- x -->\nNew',
    );
    strictEqual(readChangelogDraft(written, ['support/a', 'b']).b, '# First\n\n<!-- x -->\nNew');
  });

  it('may have lost its comment', () => {
    deepStrictEqual(readChangelogDraft('Mine\n', ['a']), { a: 'Mine' });
    deepStrictEqual(readChangelogDraft('', ['a']), { a: '' });
  });

  it('must keep the line of every prompt', () => {
    const text = printChangelogDraft('production', [A, B]).replace(/<!-- prompt: b.*\n/, '');
    const refusal = refusalOf(() => readChangelogDraft(text, ['support/a', 'b']));
    checkRefusal(refusal, 'invalid-argument', 'prompt: b', 'Put it back');
    deepStrictEqual(refusal.data.prompts, ['b']);
  });
});
