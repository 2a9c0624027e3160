import { LedgerError } from '../../src/core/base/errors';
import { diffDocuments, diffRendered } from '../../src/core/compare/telling/documents';
import { toDiffView } from '../../src/core/compare/sharing/view';
import { isDiffView } from '../../src/protocol/diffView';
import { check, withoutEach } from '../support/guarded';

const view = toDiffView(
  diffDocuments('---\na: 1\nz: 1\n---\nBe kind.\nBye\n', '---\na: 2\nb: 1\n---\nBe short.\nYou\nx'),
);
const broken = toDiffView(diffDocuments('---\na: [\n---\n', 'x'));

const rendered = toDiffView(
  diffRendered({ text: 'a' }, { error: new LedgerError('io', {}, 'It cannot be read.') }),
);

const MOVED = 'Be kind to everybody who asks.';
const moved = toDiffView(diffDocuments(`${MOVED}\na\n`, `a\n${MOVED}\n`));

const movedAndChanged = toDiffView(
  diffDocuments(
    'Never promise a refund before you have looked it up.\na\n',
    'a\nNever promise a voucher before you have looked it up.\n',
  ),
);

describe('a comparison', () => {
  it('is taken from the host only when all of it can be shown', () => {
    const [hunk] = view.hunks;
    const [row] = view.frontMatter;
    check(
      value => (isDiffView(value) ? value : undefined),
      [view, broken, rendered, moved, movedAndChanged],
      [
        ...withoutEach(view),
        { ...view, hunks: [{ ...hunk, changes: [{ kind: 'moved', left: 1 }] }] },
        { ...view, hunks: [{ ...hunk, left: { start: 0, endExclusive: 1.5 } }] },
        { ...view, left: { ...view.left, lines: [1] } },
        { ...view, frontMatter: [{ ...row, left: 5 }] },
        { ...view, problems: [{ side: 'left' }] },
        { ...view, changes: [{ part: 'weather', kind: 'added', text: 'x', details: [] }] },
        { ...moved, moves: [{ left: { start: 0, endExclusive: 1 } }] },
      ],
    );
  });
});
