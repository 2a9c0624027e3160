import { verdictPhrases } from '../../core/release/verdictText';
import type { PromotionPreview } from '../../registry/releases';
import * as vscode from 'vscode';
import type { Choice } from '../shell/wizard';
import type { Verdict } from '../../core/ledger/records/verdict';

/** What a release changes for callers, in one line. */
export function verdictLine(verdict: Verdict, isFirst = false): string {
  if (isFirst) return 'The first release there.';
  const phrases = verdictPhrases(verdict);
  const parts = [...(verdict.breaking ? ['Breaks callers'] : []), ...phrases];
  if (parts.length === 0) return 'Only the text changed: same variables, same model.';
  return parts.join(' · ');
}

/** The same as rows of a list, one for each thing; nothing of it can be chosen. */
export function verdictRows({ verdict, current }: PromotionPreview): Choice<never>[] {
  const title = current === null ? 'What callers get' : `For callers of v${current.number}`;
  const separator = { label: title, kind: vscode.QuickPickItemKind.Separator };
  const breaks = verdict.why.map((why): Choice<never> => ({ label: `$(warning) ${why}` }));
  const phrases = verdictPhrases(verdict).map((phrase): Choice<never> => ({
    label: `$(info) ${phrase}`,
  }));
  const rows = [...breaks, ...phrases];
  const none: Choice<never> = {
    label: '$(pass) Same variables, same model: only the text changes',
  };
  return [separator, ...(rows.length === 0 ? [none] : rows)];
}

/** `v11 → v13`, or what stands for a first release. */
export function movementOf({ current, next }: Pick<PromotionPreview, 'current' | 'next'>): string {
  return `${current === null ? 'nothing' : `v${current.number}`} → v${next.number}`;
}

/** Short enough for a line of a list; the whole message comes with the refusal itself. */
export function refusalLine({ refusal, approvals }: PromotionPreview): string | undefined {
  const { missing, candidates } = approvals;
  if (missing === 0) return refusal?.message;
  const names = candidates.slice(0, 2).map(({ name }) => name);
  const who = names.length === 0 ? '' : `, for example by ${names.join(' or ')}`;
  return `Needs ${missing} more approval${missing === 1 ? '' : 's'}${who}`;
}
