import type { PromptDocument } from './document';
import { listInputs } from './inputs';
import { compareText } from './records';
import { listVariables, mustBeGiven } from './variables';

/** What a release changes for those who render the prompt. */
export interface Verdict {
  /** A caller that rendered the old version would fail with the new one. */
  readonly breaking: boolean;
  readonly variables: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Front matter that changed, by key: what it was and what it is (absent: `null`). */
  readonly changed: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

/** The front matter that a caller can notice. */
const NOTICED = ['type', 'model', 'parameters', 'tools', 'tool_choice', 'response_format'] as const;

/** Compares what is served now (`undefined`: nothing) with what a release would serve. */
export function verdictOf(current: PromptDocument | undefined, next: PromptDocument): Verdict {
  const before = new Set(current === undefined ? [] : variableNames(current));
  const after = new Set(variableNames(next));
  const added = [...after].filter(name => !before.has(name)).sort(compareText);
  const removed = [...before].filter(name => !after.has(name)).sort(compareText);
  const changed = changedKeys(current, next);
  return {
    breaking: current !== undefined && ('type' in changed || failsCallers(current, next)),
    variables: { added, removed },
    changed,
  };
}

/** Whether values that were enough for the old version are missing or of a wrong type in the new one. */
function failsCallers(current: PromptDocument, next: PromptDocument): boolean {
  const isNewlyNeeded = variableNames(next).some(
    name => isNeeded(next, name) && !isNeeded(current, name),
  );
  return isNewlyNeeded || isRetyped(current, next);
}

/** An input that both declare takes another type. */
function isRetyped(current: PromptDocument, next: PromptDocument): boolean {
  const before = new Map(listInputs(current).map(input => [input.name, input.type]));
  return listInputs(next).some(({ name, type }) => {
    const was = before.get(name);
    const isWider = type === 'any' || (type === 'number' && was === 'integer');
    return was !== undefined && was !== type && !isWider;
  });
}

function variableNames(document: PromptDocument): readonly string[] {
  return listVariables(document).map(variable => variable.name);
}

/** Whether rendering fails without the name: nothing else gives it a value. */
function isNeeded(document: PromptDocument, name: string): boolean {
  const input = listInputs(document).find(declared => declared.name === name);
  if (input !== undefined) return input.required && input.default === undefined;
  const variable = listVariables(document).find(used => used.name === name);
  return variable !== undefined && mustBeGiven(variable);
}

function changedKeys(
  current: PromptDocument | undefined,
  next: PromptDocument,
): Record<string, { from: unknown; to: unknown }> {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  if (current === undefined) return changed;
  for (const key of NOTICED) {
    const from = current.frontMatter[key] ?? null;
    const to = next.frontMatter[key] ?? null;
    if (JSON.stringify(from) !== JSON.stringify(to)) changed[key] = { from, to };
  }
  return changed;
}
