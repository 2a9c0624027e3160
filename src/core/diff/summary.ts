import type { PromptChange } from './changes';
import { count, tellChange, tellLines, withoutEchoes } from './wording';

/** More than this a line at the top does not say. */
const MAX_PARTS = 6;

/** Facts beside the changes that a summary has to say. */
export interface SummaryFacts {
  readonly identical: boolean;
  readonly changes: readonly PromptChange[];
  /** Lines of the body; said where nothing else is known of it. */
  readonly stats: { readonly added: number; readonly removed: number };
  /** How many samples render with the left side and not with the right one, and the other way. */
  readonly samples?: { readonly failing: number; readonly fixed: number };
}

/**
 * What happened in one line: ``2 messages changed, variable `tone` added, temperature 0.7 → 0.2,
 * 1 sample now fails``.
 */
export function summarizeChanges({ identical, changes, stats, samples }: SummaryFacts): string {
  const parts = identical ? [] : [...tellMessages(changes), ...tellOthers(changes)];
  const told = parts.length > MAX_PARTS ? shorten(parts) : parts;
  const lines = tellLines(stats.added, stats.removed);
  const layout = lines === '' ? 'Only the layout differs' : `Only the layout differs: ${lines}`;
  const text = told.length > 0 ? told.join(', ') : identical ? 'Identical' : layout;
  return capitalized([text, ...tellSamples(samples)].join(', '));
}

function shorten(parts: readonly string[]): string[] {
  return [...parts.slice(0, MAX_PARTS - 1), `${parts.length - MAX_PARTS + 1} more`];
}

const MESSAGE_KINDS = ['changed', 'added', 'removed', 'moved'] as const;

function tellMessages(changes: readonly PromptChange[]): string[] {
  const messages = changes.filter(change => change.part === 'message');
  return MESSAGE_KINDS.flatMap(kind => {
    const found = messages.filter(change => change.kind === kind);
    const [only] = found;
    if (only === undefined) return [];
    if (found.length > 1) return [`${found.length} messages ${kind}`];
    const isMovedAndChanged = kind === 'moved' && only.added + only.removed > 0;
    const role = (only.right ?? only.left)?.role ?? '';
    return [`${role} message ${kind}${isMovedAndChanged ? ' and changed' : ''}`];
  });
}

function tellOthers(changes: readonly PromptChange[]): string[] {
  return withoutEchoes(changes)
    .filter(change => change.part !== 'message')
    .map(tellChange);
}

function tellSamples(samples: SummaryFacts['samples']): string[] {
  if (samples === undefined) return [];
  const { failing, fixed } = samples;
  return [
    ...(failing > 0 ? [`${count(failing, 'sample')} now ${failing === 1 ? 'fails' : 'fail'}`] : []),
    ...(fixed > 0 ? [`${count(fixed, 'sample')} no longer ${fixed === 1 ? 'fails' : 'fail'}`] : []),
  ];
}

/** A key of the front matter stays as it is written. */
function capitalized(text: string): string {
  if (/^[a-z]*[._[]/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
