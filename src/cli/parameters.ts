import { LedgerError } from '../core/base/errors';
import { parseJson } from '../core/base/json';

/**
 * Parameters of a model from `name=value` assignments: a value is JSON where it reads as such, else a text;
 * `null` takes one away. Throws `invalid-argument`.
 */
export function parseParameters(
  assignments: readonly string[] | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (assignments === undefined) return undefined;
  return Object.fromEntries(
    assignments.map(assignment => {
      const at = assignment.indexOf('=');
      if (at < 1) {
        const message = `"${assignment}" gives no parameter a value. Write it as --param temperature=0.2.`;
        throw new LedgerError('invalid-argument', { argument: assignment }, message);
      }
      return [assignment.slice(0, at), valueOf(assignment.slice(at + 1))];
    }),
  );
}

function valueOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Not a state: what is no JSON is the text itself.
    return text;
  }
}
