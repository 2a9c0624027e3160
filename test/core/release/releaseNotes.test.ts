import { ok, strictEqual } from 'node:assert/strict';
import { releaseStories } from '../../../src/core/ledger/derive/timeline';
import { printChangelog, printRelease } from '../../../src/core/release/releaseNotes';
import { approval, release, stateOf, version } from '../../support/recordBuilder';

const verdict = { breaking: true, why: ['"city" has to be given now.'] };
const state = stateOf(
  version('v1', 1, { number: 1 }),
  version('v2', 2, { number: 2, parents: ['v1'] }),
  release('r1', 3, 'v1', { changelog: '- First' }),
  approval('a', 4, 'v2'),
  release('r2', 5, 'v2', { previous: ['r1'], changelog: '- Ask for the city\n', verdict }),
  release('r3', 24 * 60, 'v1', {
    previous: ['r2'],
    rollback: true,
    from: null,
    changelog: 'Nobody knew it',
  }),
);
const stories = releaseStories('greeting', state);

describe('a changelog that pretends', () => {
  const notes = (changelog: string) => {
    const forged = stateOf(version('v1', 1), release('r1', 3, 'v1', { changelog }));
    return printRelease(releaseStories('greeting', forged)[0]!);
  };
  const rows: [what: string, changelog: string, printed: string][] = [
    ['a heading', '## production v9', '\\## production v9'],
    ['a heading in a quotation', '> # v9', '> \\# v9'],
    ['an underlined heading', 'v9\n---', 'v9\n\\---'],
    ['HTML', '<details><img src=x>', '\\<details>\\<img src=x>'],
    ['a picture', '![seen](http://x)', '\\![seen](http://x)'],
    ['a block without end', '```\nall below', '\\```\nall below'],
    ['an entity', '&#x202e;', '\\&#x202e;'],
    ['a turned line', 'a\u202eb', 'a\\u202eb'],
    ['a mention', 'ask @everyone', 'ask @\u200beveryone'],
    ['nothing', '- a *list*\n- with [links](http://x)', '- a *list*\n- with [links](http://x)'],
  ];
  for (const [what, changelog, printed] of rows) {
    it(`forges nothing with ${what}`, () => {
      ok(notes(changelog).endsWith(`\n\n${printed}\n`), notes(changelog));
    });
  }
});

describe('printRelease', () => {
  it('says what, when, by whom, with whose consent, and whom it breaks', () => {
    strictEqual(
      printRelease(stories[1]!),
      `## greeting: production v1 → v2

_2026-11-20 09:05 UTC by Ada, from staging, approved by Ben_

- Ask for the city

**Breaks callers:**

- "city" has to be given now.
`,
    );
  });

  it('gives the reason of a rollback', () => {
    strictEqual(
      printRelease(stories[0]!),
      `## greeting: production v2 → v1 (rolled back)

_2026-11-21 09:00 UTC by Ada_

Reason: Nobody knew it
`,
    );
  });
});

describe('printChangelog', () => {
  it('goes by day, newest first', () => {
    const text = printChangelog('production', stories, { from: '2026-11-01', to: '2026-11-30' });
    const headings = text.split('\n').filter(line => line.startsWith('#'));
    strictEqual(
      headings.join('\n'),
      `# production, 2026-11-01 to 2026-11-30
## 2026-11-21
### greeting v2 → v1 (rolled back)
## 2026-11-20
### greeting v1 → v2
### greeting v1`,
    );
  });

  it('says so where nothing was released, or nothing said', () => {
    strictEqual(
      printChangelog('eu', [], { from: '2026-11-01' }),
      '# eu, since 2026-11-01\n\nNothing was released.\n',
    );
    strictEqual(
      printChangelog('eu', [], { to: '2026-11-01' }).split('\n')[0],
      '# eu, until 2026-11-01',
    );
    const silent = releaseStories('a', stateOf(release('r', 1, 'gone')));
    strictEqual(printRelease(silent[0]!).includes('_No changelog._'), true);
  });
});
