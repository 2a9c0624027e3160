import { printJson } from '../../base/json';
import type { AnswerOutput } from '../answer';

/**
 * What an answer says. Where there is no text it is its calls, in OpenAI's form, as promptfoo gives them to
 * its assertions; where there are both, the text alone, in which a text can be found.
 */
export function answerValue({ text, tool_calls: calls }: AnswerOutput): unknown {
  if (text !== '' || calls.length === 0) return text;
  return calls.map(({ id, name, arguments: given }) => ({
    id,
    type: 'function',
    function: { name, arguments: printJson(given) },
  }));
}

/** The same as one text. */
export function answerText(output: AnswerOutput): string {
  const value = answerValue(output);
  return typeof value === 'string' ? value : printJson(value);
}
