import { stringify } from 'yaml';
import type { DocumentDiff } from './documents';

/** One changed value of the front matter, printed as its author would have written it. */
export interface FrontMatterRow {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Absent when added. */
  readonly left?: string;
  /** Absent when removed. */
  readonly right?: string;
}

/** A comparison to be shown: texts and numbers alone, so that it crosses to a webview as it is. */
export interface DiffView extends Omit<DocumentDiff, 'frontMatter'> {
  readonly frontMatter: readonly FrontMatterRow[];
}

export function toDiffView(diff: DocumentDiff): DiffView {
  const frontMatter = diff.frontMatter.map(({ path, kind, left, right }) => ({
    path,
    kind,
    ...(kind === 'added' ? {} : { left: printValue(left) }),
    ...(kind === 'removed' ? {} : { right: printValue(right) }),
  }));
  return { ...diff, frontMatter };
}

function printValue(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}
