import * as assert from 'node:assert/strict';
import { LedgerError } from '../../src/core/errors';
import { diffDocuments, diffRendered } from '../../src/core/diff/documents';
import { toDiffView } from '../../src/core/diff/view';
import {
  readDiffPanelState,
  readDiffToHost,
  readDiffToPanel,
  readDiffView,
} from '../../src/protocol/diff';

const choice = {
  side: 'working',
  kind: 'working',
  label: 'Working document',
  shortLabel: 'working',
};
const request = { type: 'compare', id: 1, left: 'a', right: 'working', sample: null };
const sides = {
  type: 'sides',
  prompt: 'greeting',
  left: 'a',
  right: 'b',
  sample: 'acme',
  choices: [choice],
  samples: ['acme'],
};
const failure = { type: 'reply', id: 1, ok: false, error: { code: 'io', message: 'No.' } };
const state = {
  prompt: 'greeting',
  left: 'a',
  right: 'working',
  sample: null,
  mode: 'inline',
  expanded: [0, 4],
  scrollTop: 12.5,
};
const view = toDiffView(
  diffDocuments('---\na: 1\nz: 1\n---\nBe kind.\nBye\n', '---\na: 2\nb: 1\n---\nBe short.\nYou\nx'),
);
const broken = toDiffView(diffDocuments('---\na: [\n---\n', 'x'));

const rendered = toDiffView(
  diffRendered({ text: 'a' }, { error: new LedgerError('io', {}, 'It cannot be read.') }),
);

type Guard = (value: unknown) => unknown;

function check(guard: Guard, good: readonly unknown[], bad: readonly unknown[]): void {
  for (const value of good) {
    const travelled: unknown = JSON.parse(JSON.stringify(value));
    assert.deepEqual(guard(travelled), value);
  }
  for (const value of [...bad, undefined, null, 'compare', 7, [], {}]) {
    assert.equal(guard(value), undefined, `must be refused: ${JSON.stringify(value)}`);
  }
}

/** Every way to spoil one member of `value`, at any depth, by taking it away. */
function withoutEach(value: object): unknown[] {
  return Object.keys(value).flatMap(key => {
    const { [key]: member, ...rest } = value as Record<string, unknown>;
    const isNested = typeof member === 'object' && member !== null && !Array.isArray(member);
    const inner = isNested ? withoutEach(member).map(spoilt => ({ ...value, [key]: spoilt })) : [];
    return [rest, ...inner];
  });
}

describe('messages of the comparison panel', () => {
  it('reach the host only when they are whole', () => {
    check(
      readDiffToHost,
      [
        { type: 'ready' },
        request,
        { ...request, type: 'openNative' },
        { ...request, type: 'copyUnified' },
      ],
      [
        ...withoutEach(request),
        { ...request, type: 'eval' },
        { ...request, id: -1 },
        { ...request, left: 5 },
      ],
    );
  });

  it('reach the panel only when they are whole', () => {
    check(
      readDiffToPanel,
      [sides, { ...sides, choices: [] }, failure, { type: 'reply', id: 2, ok: true, value: null }],
      [
        ...withoutEach(sides),
        ...withoutEach(failure),
        { ...sides, choices: [{ ...choice, kind: 'branch' }] },
        { ...failure, ok: 'false' },
        { type: 'reply', id: 2, ok: true },
      ],
    );
  });

  it('bring a comparison only when all of it can be shown', () => {
    const [hunk] = view.hunks;
    const [row] = view.frontMatter;
    check(
      readDiffView,
      [view, broken, rendered],
      [
        ...withoutEach(view),
        { ...view, hunks: [{ ...hunk, changes: [{ kind: 'moved', left: 1 }] }] },
        { ...view, hunks: [{ ...hunk, left: { start: 0, endExclusive: 1.5 } }] },
        { ...view, left: { ...view.left, lines: [1] } },
        { ...view, frontMatter: [{ ...row, left: 5 }] },
        { ...view, problems: [{ side: 'left' }] },
      ],
    );
  });
});

describe('the state that a panel is restored from', () => {
  it('is taken as it was kept, or not at all', () => {
    check(
      readDiffPanelState,
      [state, { ...state, mode: 'sideBySide', expanded: [] }],
      [
        ...withoutEach(state),
        { ...state, mode: 'split' },
        { ...state, expanded: [-1] },
        { ...state, scrollTop: Number.NaN },
      ],
    );
  });
});
