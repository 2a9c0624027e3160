import { toHtmlList } from '../../core/compare/sharing/html';
import { diffMarkdown, type SharedDiff } from '../../core/compare/sharing/markdown';
import { diffPromptSets, type PromptSet } from '../../core/compare/telling/promptSets';
import { unifiedDiff } from '../../core/compare/text/unified';
import type { SharedForm } from '../../protocol/diff';

/** Prompts as one side of a comparison has them, and what that side is called. */
export interface NamedSet {
  readonly label: string;
  readonly prompts: PromptSet;
}

interface NamedSets {
  readonly left: NamedSet;
  readonly right: NamedSet;
}

/** All prompts that differ, to be shared; `fileOf` names a prompt's document as a patch does. */
export function copyOfSets(
  sets: NamedSets,
  form: SharedForm,
  fileOf: (prompt: string) => string,
): string {
  const shared = diffPromptSets(sets.left.prompts, sets.right.prompts).map(({ prompt }) => ({
    prompt,
    left: sideOf(sets.left, prompt),
    right: sideOf(sets.right, prompt),
  }));
  if (form === 'copyMarkdown') return diffMarkdown(shared);
  if (form === 'copyUnified') return shared.map(diff => patchOf(diff, sets, fileOf)).join('');
  return toHtmlList(
    shared.map(({ prompt, left, right }) => ({
      prompt,
      left: left ?? { label: sets.left.label, source: '' },
      right: right ?? { label: sets.right.label, source: '' },
    })),
  );
}

function sideOf({ label, prompts }: NamedSet, prompt: string): SharedDiff['left'] {
  const source = prompts.get(prompt);
  return source === undefined ? undefined : { label, source };
}

function patchOf(
  { prompt, left, right }: SharedDiff,
  sets: NamedSets,
  fileOf: (prompt: string) => string,
): string {
  return unifiedDiff(left?.source ?? '', right?.source ?? '', {
    leftLabel: `${prompt}@${sets.left.label}`,
    rightLabel: `${prompt}@${sets.right.label}`,
    file: fileOf(prompt),
    ...(left === undefined ? { missing: 'left' as const } : {}),
    ...(right === undefined ? { missing: 'right' as const } : {}),
  });
}
