import { LedgerError } from '../../base/errors';
import { describeLocation } from './preparedDocument';
import type { SourceLocation } from './model';

/** A value that a template could not take, where the document has the tag. */
export interface FailedPlace {
  /** A sentence for a person. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** A person needs the first few. */
const MAX_LISTED = 5;

/** `invalid-input` for values that templates could not take; `missing` are names without a value. */
export function failureError(
  failed: readonly FailedPlace[],
  missing: readonly string[],
): LedgerError {
  const problems = failed.map(({ message, location }) => {
    return { severity: 'error', message, ...location };
  });
  const list = failed.slice(0, MAX_LISTED).map(({ message, location }) => {
    return `At ${describeLocation(location)}: ${message}`;
  });
  const more = failed.length > MAX_LISTED ? [`And ${failed.length - MAX_LISTED} more.`] : [];
  const absent = missing.length === 0 ? [] : [`Missing as well: ${missing.join(', ')}.`];
  const sentences = ['The template cannot take these values.', ...list, ...more, ...absent];
  return new LedgerError(
    'invalid-input',
    { problems, missing },
    [...sentences, 'Give other values, or change the template.'].join(' '),
  );
}

/** What ended a rendering: a refusal for its size gets the place, anything else stays what it is. */
export function stoppedError(error: unknown, place: SourceLocation | undefined): unknown {
  if (error instanceof RangeError) {
    const data = { ...place };
    return new LedgerError('too-large', data, tooLargeMessage('nests too deep', place), error);
  }
  if (!(error instanceof LedgerError) || error.code !== 'too-large') return error;
  if (place === undefined || error.data.maxSteps === undefined) return error;
  const message = tooLargeMessage('never seems to end', place);
  return new LedgerError('too-large', { ...error.data, ...place }, message);
}

function tooLargeMessage(problem: string, place: SourceLocation | undefined): string {
  const where = place === undefined ? '' : `; it was stopped at ${describeLocation(place)}`;
  return `Rendering this prompt with these values ${problem}${where}. Use shorter lists and texts.`;
}
