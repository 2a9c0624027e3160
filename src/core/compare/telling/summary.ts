import { countOf } from '../../base/countOf';
import { rootOf } from '../../prompt/render/variables';
import { tellChange, tellLines, withoutEchoes } from './wording';
import type { PromptChange } from '../structure/model';

/** More than this a line at the top does not say. */
const MAX_PARTS = 6;

/** How many names of a kind are said; one more takes no more room than a number. */
const MAX_NAMES = 3;

/** Facts beside the changes that a summary has to say. */
export interface SummaryFacts {
  readonly identical: boolean;
  readonly changes: readonly PromptChange[];
  /** Lines of the body; said where nothing else is known of it. */
  readonly stats: { readonly added: number; readonly removed: number };
  /** What differs is white space of the body, and nothing else. */
  readonly isOnlyWhitespace?: boolean;
  /** How many samples render with the left side and not with the right one, and the other way. */
  readonly samples?: { readonly failing: number; readonly fixed: number };
}

/**
 * What happened in one line: ``2 messages changed, variable `tone` added, temperature 0.7 → 0.2,
 * 1 sample now fails``.
 */
export function summarizeChanges(facts: SummaryFacts): string {
  const { identical, changes } = facts;
  const isTold = !identical && facts.isOnlyWhitespace !== true;
  const parts = isTold ? [...tellMessages(changes), ...tellOthers(changes)] : [];
  const told = parts.length > MAX_PARTS ? shorten(parts) : parts;
  const text = told.length > 0 ? told.join(', ') : tellNothing(facts);
  return capitalized([text, ...tellSamples(facts.samples)].join(', '));
}

/** What is said where no part changed. */
function tellNothing({ identical, stats, isOnlyWhitespace = false }: SummaryFacts): string {
  if (identical) return 'Identical';
  const lines = tellLines(stats.added, stats.removed);
  const what = isOnlyWhitespace ? 'Only whitespace differs' : 'Only the layout differs';
  return lines === '' ? what : `${what}: ${lines}`;
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
    return [found.length > 1 ? `${found.length} messages ${kind}` : tellMessage(only)];
  });
}

function tellMessage({
  kind,
  left,
  right,
  added,
  removed,
}: PromptChange & { part: 'message' }): string {
  const [before, after] = [left ?? right, right ?? left].map(place => nameOf(place?.role));
  if (kind === 'changed' && before !== after) return `${before} became ${after}`;
  const isMovedAndChanged = kind === 'moved' && added + removed > 0;
  return `${after} ${kind}${isMovedAndChanged ? ' and changed' : ''}`;
}

function nameOf(role = ''): string {
  return role === 'history' ? 'history' : `${role} message`;
}

/** Several that came or went are one part: ``variables `a` and `b` added``. */
function tellOthers(changes: readonly PromptChange[]): string[] {
  const groups = new Map<string, PromptChange[]>();
  const variables = new Set(changes.flatMap(variableKey));
  for (const change of withoutEchoes(changes)) {
    if (change.part === 'message' || isOfSection(change, variables)) continue;
    const key = isListed(change) ? `${change.part} ${change.kind}` : String(groups.size);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].map(tellGroup);
}

function variableKey(change: PromptChange): string[] {
  return change.part === 'variable' ? [`${change.kind} ${change.name}`] : [];
}

/** Whether a name came or went with all the sections whose items may hold it. */
function isOfSection(change: PromptChange, variables: ReadonlySet<string>): boolean {
  if (change.part !== 'variable' || change.kind === 'renamed') return false;
  const { kind, within } = change;
  return within?.every(section => variables.has(`${kind} ${rootOf(section)}`)) === true;
}

type ListedChange = PromptChange & { readonly part: 'variable' | 'input' | 'tool' };

function isListed(change: PromptChange): change is ListedChange {
  const isNamed = change.part === 'variable' || change.part === 'input' || change.part === 'tool';
  // Which section a name is in is told with it.
  if (!isNamed || 'within' in change) return false;
  return change.kind === 'added' || change.kind === 'removed';
}

function tellGroup(group: readonly PromptChange[]): string {
  const listed = group.filter(isListed);
  const [first] = listed;
  if (first === undefined || listed.length === 1) return group.map(tellChange).join(', ');
  const names = listed.map(({ name }) => `\`${name}\``);
  const isLong = names.length > MAX_NAMES + 1;
  const named = isLong ? names.slice(0, MAX_NAMES) : names.slice(0, -1);
  const last = isLong ? `${names.length - MAX_NAMES} more` : names.at(-1);
  return `${first.part}s ${named.join(', ')} and ${last} ${first.kind}`;
}

function tellSamples(samples: SummaryFacts['samples']): string[] {
  if (samples === undefined) return [];
  const { failing, fixed } = samples;
  return [
    ...(failing > 0
      ? [`${countOf(failing, 'sample')} now ${failing === 1 ? 'fails' : 'fail'}`]
      : []),
    ...(fixed > 0
      ? [`${countOf(fixed, 'sample')} no longer ${fixed === 1 ? 'fails' : 'fail'}`]
      : []),
  ];
}

/** A key of the front matter stays as it is written. */
function capitalized(text: string): string {
  if (/^[a-z]*[._[]/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
