import type { ChatEntry, DocumentProblem, ToolCall, MessageLines } from './model';

/**
 * The calls that the entries of a chat answer, one place for each entry: the last call above with
 * the id that a result names.
 */
export function answeredCalls(entries: readonly ChatEntry[]): readonly (ToolCall | undefined)[] {
  const byId = new Map<string, ToolCall>();
  return entries.map(entry => {
    if (entry.role === 'history') return undefined;
    for (const call of entry.calls ?? []) byId.set(call.id, call);
    return entry.result === undefined ? undefined : byId.get(entry.result);
  });
}

/** Warns of results that answer no call, unless a history above may hold it. */
export function resultProblems(
  entries: readonly ChatEntry[],
  lines: readonly MessageLines[],
): readonly DocumentProblem[] {
  const calls = answeredCalls(entries);
  const history = entries.findIndex(({ role }) => role === 'history');
  return entries.flatMap((entry, index): DocumentProblem[] => {
    const isOpen = entry.role !== 'history' && entry.result !== undefined && entry.result !== '';
    if (!isOpen || calls[index] !== undefined || (history >= 0 && history < index)) return [];
    const message = `No message above calls a tool with the id "${entry.result}".`;
    const line = lines[index]?.contentLine ?? 1;
    return [{ severity: 'warning', message, line, column: 1 }];
  });
}
