import type { BodyHunk, BodyLines } from '../core/compare/structure/bodies';
import type { DiffProblem } from '../core/compare/structure/comparison';
import type { LineMove } from '../core/compare/text/moves';
import type { LineChange } from '../core/compare/text/pairs';
import type { Range } from '../core/compare/text/range';
import type { ChangeRow, DiffView, FrontMatterRow } from '../core/compare/sharing/view';
import { isCount, isFlag, isText, listOf, oneOf, optional, shape, type Guard } from './guards';

const isRange = shape<Range>({ start: isCount, endExclusive: isCount });
const isModified = shape<LineChange & { kind: 'modified' }>({
  kind: oneOf('modified'),
  left: isCount,
  right: isCount,
  leftSpans: listOf(isRange),
  rightSpans: listOf(isRange),
});
const isRemoved = shape<LineChange & { kind: 'removed' }>({
  kind: oneOf('removed'),
  left: isCount,
});
const isAdded = shape<LineChange & { kind: 'added' }>({ kind: oneOf('added'), right: isCount });
const isLineChange: Guard<LineChange> = (value): value is LineChange =>
  isModified(value) || isRemoved(value) || isAdded(value);
const isSameHunk = shape<BodyHunk & { kind: 'same' }>({
  kind: oneOf('same'),
  left: isRange,
  right: isRange,
});
const isChangedHunk = shape<BodyHunk & { kind: 'changed' }>({
  kind: oneOf('changed'),
  left: isRange,
  right: isRange,
  changes: listOf(isLineChange),
});
const isBodyLines = shape<BodyLines>({
  lines: listOf(isText),
  firstLine: isCount,
  endsWithNewline: isFlag,
});
/** A comparison that came from the host. */
export const isDiffView = shape<DiffView>({
  identical: isFlag,
  comparedAs: oneOf('prompt', 'text', 'rendered'),
  problems: listOf(
    shape<DiffProblem>({
      side: oneOf('left', 'right'),
      message: isText,
      line: optional(isCount),
      column: optional(isCount),
    }),
  ),
  frontMatter: listOf(
    shape<FrontMatterRow>({
      path: isText,
      kind: oneOf('added', 'removed', 'changed', 'moved'),
      left: optional(isText),
      right: optional(isText),
    }),
  ),
  isFrontMatterRewritten: isFlag,
  changes: listOf(
    shape<ChangeRow>({
      part: oneOf('message', 'text', 'variable', 'input', 'tool', 'responseFormat', 'setting'),
      kind: oneOf('added', 'removed', 'changed', 'moved', 'renamed'),
      text: isText,
      details: listOf(isText),
      leftLine: optional(isCount),
      rightLine: optional(isCount),
    }),
  ),
  moves: listOf(
    shape<LineMove>({
      left: isRange,
      right: isRange,
      spans: optional(
        shape<NonNullable<LineMove['spans']>>({ left: listOf(isRange), right: listOf(isRange) }),
      ),
    }),
  ),
  left: isBodyLines,
  right: isBodyLines,
  hunks: listOf((value): value is BodyHunk => isSameHunk(value) || isChangedHunk(value)),
  stats: shape<DiffView['stats']>({ added: isCount, removed: isCount }),
  summary: isText,
  hitLimit: isFlag,
});
