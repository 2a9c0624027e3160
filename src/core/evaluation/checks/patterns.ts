import { RE2JS, RE2JSException } from 're2js';
import type { CheckRun, Verdict } from './model';
import { re2Pattern } from './re2Pattern';
import { decided, requireMeasurable, textValue, unmeasured } from './verdict';

/** Longer patterns, and their parts repeated more often than RE2 allows, are refused. */
const MAX_PATTERN = 5_000;

/**
 * `regex`: a pattern of JavaScript without flags, anywhere in the text. A stranger may have written pattern
 * and text, so it is looked for by RE2, in time that is in proportion to both: back references and
 * looking around (but ahead from the start of the text), which nobody finds in such a time, are refused with
 * what to do instead.
 */
export function regex(run: CheckRun): Verdict {
  const pattern = textValue(run);
  if (pattern === '') throw unmeasured(run, 'The check "regex" needs a pattern as its "value".');
  requireMeasurable(run);
  const problem = patternProblem(pattern);
  if (problem !== undefined) throw unmeasured(run, problem);
  return decided(run, compiled(pattern).test(run.text), `match ${pattern}`);
}

/** Why a pattern cannot be looked for: a sentence that says what to do. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN) {
    return `A pattern has up to ${MAX_PATTERN} characters; this one has ${pattern.length}.`;
  }
  try {
    compiled(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof UnsupportedPattern) return error.message;
    throw error;
  }
}

/** A pattern that can be tested; as a text it is what tells it from others. */
export interface Compiled {
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/** A pattern that can be tested, for schemas as well. Throws what `patternProblem` tells. */
export function compiled(pattern: string, flags: '' | 'u' = ''): Compiled {
  const found = re2Pattern(pattern, flags);
  if ('unsupported' in found) {
    const { raw, what } = found.unsupported;
    throw new UnsupportedPattern(
      `The pattern has a ${what}, ${raw}, which can take forever on a long answer. Use several checks, "not-regex" among them.`,
    );
  }
  try {
    const machines = found.parts.map(part => ({ ...part, machine: RE2JS.compile(part.re2) }));
    return {
      test: text => machines.every(part => part.machine.matcher(text).find() === part.found),
      toString: () => found.parts.map(({ re2, found: isFound }) => `${isFound}:${re2}`).join(),
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const message = `The pattern is too large for RE2: ${error.message}. Repeat its parts less often.`;
    throw new UnsupportedPattern(message);
  }
}

class UnsupportedPattern extends Error {}
