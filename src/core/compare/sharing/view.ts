import { stringify } from 'yaml';
import type { DocumentDiff } from '../telling/documents';
import type { FrontMatterChange } from '../structure/frontMatter';
import { tellSchemaChange } from '../telling/schemaWording';
import { tellChange, withoutEchoes } from '../telling/wording';
import type { PromptChange } from '../structure/model';

/** One changed value of the front matter, printed as its author would have written it. */
export interface FrontMatterRow {
  readonly path: string;
  readonly kind: FrontMatterChange['kind'];
  /** Absent when added or moved. */
  readonly left?: string;
  /** Absent when removed or moved. */
  readonly right?: string;
}

/** One change in words. */
export interface ChangeRow {
  readonly part: PromptChange['part'];
  readonly kind: PromptChange['kind'];
  /** Backticks stand around names. */
  readonly text: string;
  readonly details: readonly string[];
  /** Where it is in the documents, counted from 1; absent where it is at no one place. */
  readonly leftLine?: number;
  readonly rightLine?: number;
}

/** A comparison to be shown: texts and numbers alone, so that it crosses to a webview as it is. */
export interface DiffView extends Omit<DocumentDiff, 'frontMatter' | 'changes'> {
  readonly frontMatter: readonly FrontMatterRow[];
  readonly changes: readonly ChangeRow[];
}

export function toDiffView(diff: DocumentDiff): DiffView {
  const frontMatter = diff.frontMatter.map(({ path, kind, left, right }) => ({
    path,
    kind,
    ...(kind === 'added' || kind === 'moved' ? {} : { left: printValue(left) }),
    ...(kind === 'removed' || kind === 'moved' ? {} : { right: printValue(right) }),
  }));
  return { ...diff, frontMatter, changes: withoutEchoes(diff.changes).map(toChangeRow) };
}

function toChangeRow(change: PromptChange): ChangeRow {
  const { part, kind } = change;
  const text = tellChange(change);
  const hasDetails = 'details' in change && change.details.length > 1;
  const details = hasDetails ? change.details.map(tellSchemaChange) : [];
  if (change.part !== 'message') return { part, kind, text, details };
  const { left, right } = change;
  return {
    ...{ part, kind, text, details },
    ...(left === undefined ? {} : { leftLine: left.line }),
    ...(right === undefined ? {} : { rightLine: right.line }),
  };
}

/** Longer than this, a list reads better one element a line. */
const MAX_INLINE = 60;

/** As an author would write it: short lists on one line, `[string, integer]`. */
function printValue(value: unknown): string {
  const options = { lineWidth: 0, aliasDuplicateObjects: false };
  const print = (collectionStyle: 'any' | 'flow') =>
    stringify(value, { ...options, collectionStyle, flowCollectionPadding: false }).trimEnd();
  const isPlainList = Array.isArray(value) && value.every(element => typeof element !== 'object');
  const inline = isPlainList ? print('flow') : '';
  return inline !== '' && inline.length <= MAX_INLINE ? inline : print('any');
}
