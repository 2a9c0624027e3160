import { parseJson } from '../../base/json';
import type { InputType } from './model';

/**
 * The value that a text means for an input of a type: itself where a text will do, else what it says as
 * JSON; `undefined` where it says nothing. Whether it is of the type, rendering checks.
 */
export function readWritten(text: string, type: InputType | undefined): unknown {
  if (type === undefined || type === 'string' || type === 'any') return text;
  try {
    return parseJson(text);
  } catch {
    // Not a state: the caller refuses what is no value.
    return undefined;
  }
}
