import { parseDocument } from '../../prompt/document/document';
import { verdictOf } from '../../release/verdict';
import { summarize } from './summarize';
import { compareText } from '../../base/textOrder';
import type { PromptChange } from '../structure/model';

/** Prompts as one side of a comparison has them: their sources by name. */
export type PromptSet = ReadonlyMap<string, string>;

/** One prompt that differs between two sets. */
export interface PromptDifference {
  readonly prompt: string;
  /** `added`: only the right side has it; `removed`: only the left side. */
  readonly kind: 'added' | 'removed' | 'changed';
  readonly summary: string;
  readonly added: number;
  readonly removed: number;
  /** A caller of the left side would fail with the right one. */
  readonly breaking: boolean;
  readonly changes: readonly PromptChange[];
}

/** The prompts that differ, sorted by name. */
export function diffPromptSets(left: PromptSet, right: PromptSet): readonly PromptDifference[] {
  const names = [...new Set([...left.keys(), ...right.keys()])].sort(compareText);
  return names.flatMap((prompt): PromptDifference[] => {
    const [before, after] = [left.get(prompt), right.get(prompt)];
    const { identical, summary, added, removed, changes } = summarize(before ?? '', after ?? '');
    const facts = { prompt, added, removed, changes };
    if (before === undefined) {
      return [{ ...facts, kind: 'added', summary: 'Added', breaking: false }];
    }
    if (after === undefined) {
      return [{ ...facts, kind: 'removed', summary: 'Removed', breaking: true }];
    }
    if (identical) return [];
    return [{ ...facts, kind: 'changed', summary, breaking: isBreaking(before, after) }];
  });
}

/** Whether a caller of the left text would fail with the right one. */
export function isBreaking(left: string, right: string): boolean {
  const [before, after] = [parseDocument(left).document, parseDocument(right).document];
  // What cannot be read cannot be rendered.
  if (after === undefined) return before !== undefined;
  return before !== undefined && verdictOf({ document: before }, { document: after }).breaking;
}
