import { CHECK_TYPES, type Check, type SingleCheck } from '../checks/model';
import { commaSeparated } from '../checks/commaSeparated';
import { readChecks } from '../checks/readCheck';

/** Other assertions of promptfoo that a column may name: not a text to be equal to. */
const OTHERS = [
  'agent-rubric|answer-relevance|classifier|contains-html|contains-sql|context-faithfulness',
  'context-recall|context-relevance|conversation-relevance|factuality|finish-reason|g-eval|gleu',
  'guardrails|is-html|is-refusal|is-sql|pi|meteor|model-graded-closedqa|model-graded-factuality',
  'moderation|perplexity|perplexity-score|python|ruby|similar:cosine|similar:dot|similar:euclidean',
  'tool-call-f1|skill-used|trajectory:[a-z-]+|trace-[a-z-]+|search-rubric|webhook',
].join('|');
const KNOWN = new RegExp(
  `^(not-)?(${CHECK_TYPES.join('|')})(?:\\((\\d+(?:\\.\\d+)?)\\))?(?::([\\s\\S]*))?$`,
);
const UNKNOWN = new RegExp(`^(?:not-)?(?:${OTHERS})(?:\\(\\d+(?:\\.\\d+)?\\))?(?::|$)`);
/** Other words for a type. */
const SHORT: readonly (readonly [string, 'javascript' | 'llm-rubric'])[] = [
  ['javascript:', 'javascript'],
  ['fn:', 'javascript'],
  ['eval:', 'javascript'],
  ['grade:', 'llm-rubric'],
  ['llm-rubric:', 'llm-rubric'],
];
/** What a text differs by at most, or is like at least, where a column says no number. */
const USUAL: Readonly<Record<string, number>> = {
  levenshtein: 0.75,
  similar: 0.75,
  'rouge-n': 0.75,
};

/** A check, or a sentence that says why a text is none. */
export type ReadAssertion = { readonly check: Check } | { readonly problem: string };

/**
 * The assertion in a cell of promptfoo: `contains-any: a, b`, `not-regex: ^a`, `similar(0.8): Hello`; any other
 * text is what the answer should be equal to.
 */
export function readAssertion(text: string): ReadAssertion {
  if (/^(?:file|package):/.test(text)) {
    return { problem: 'A check reads no files. Write its value into the cell.' };
  }
  const short = SHORT.find(([prefix]) => text.startsWith(prefix));
  if (short !== undefined) {
    const [prefix, type] = short;
    return { check: { type, value: text.slice(prefix.length).trim() } };
  }
  if (UNKNOWN.test(text)) {
    const problem = `There is no check "${text.split(/[:(]/)[0] ?? text}" here. Choose one of ${CHECK_TYPES.join(', ')}.`;
    return { problem };
  }
  const found = KNOWN.exec(text);
  return found === null ? { check: { type: 'equals', value: text } } : checkOf(found);
}

function checkOf([, inverse = '', name = '', number, text]: RegExpExecArray): ReadAssertion {
  const type = `${inverse}${name}` as SingleCheck['type'];
  const threshold = thresholdOf(name, number);
  const value = text?.trim() ?? '';
  const given = {
    type,
    ...(value !== '' && { value: valueOf(name, value, type) }),
    ...(threshold !== undefined && { threshold }),
  };
  const { checks, problems } = readChecks([given]);
  const [check] = checks;
  return check === undefined ? { problem: problems[0]?.message ?? '' } : { check };
}

function thresholdOf(name: string, number: string | undefined): number | undefined {
  return number === undefined ? USUAL[name] : Number(number);
}

function valueOf(name: string, text: string, type: SingleCheck['type']): unknown {
  return /-(?:any|all)$/.test(name) ? commaSeparated(text, { check: { type } }) : text;
}
