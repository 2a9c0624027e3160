import { LedgerError } from '../../base/errors';
import { cost, latency, wordCount } from './amounts';
import { answerText } from './answerText';
import { isValidCall } from './calls';
import { filled } from './filled';
import { containsJson, isJson } from './json';
import { bleu, levenshtein, rougeN } from './likeness';
import type {
  Check,
  CheckResult,
  CheckRun,
  CheckServices,
  CheckSet,
  CheckSubject,
  CheckType,
  SingleCheck,
  Verdict,
} from './model';
import { regex } from './patterns';
import { scoreRow } from './scoreRow';
import { javascript, llmRubric, similar } from './services';
import { contains, containsAll, containsAny, equals, startsWith } from './texts';
import { containsXml, isXml } from './xml';

type Checker = (run: CheckRun, services: CheckServices) => Verdict | Promise<Verdict>;

const CHECKERS: Readonly<Record<CheckType, Checker>> = {
  equals,
  contains,
  icontains: contains,
  'contains-any': containsAny,
  'contains-all': containsAll,
  'icontains-any': containsAny,
  'icontains-all': containsAll,
  'starts-with': startsWith,
  regex,
  'is-json': isJson,
  'contains-json': containsJson,
  'is-xml': isXml,
  'contains-xml': containsXml,
  'is-valid-function-call': isValidCall,
  'is-valid-openai-function-call': isValidCall,
  'is-valid-openai-tools-call': isValidCall,
  levenshtein,
  'rouge-n': rougeN,
  bleu,
  'word-count': wordCount,
  latency,
  cost,
  javascript,
  'llm-rubric': llmRubric,
  similar,
};

/**
 * Whether an answer is as a check wants it, as promptfoo's assertion of that name has it. What cannot be
 * measured (a value of another kind, a missing service, a text that is too long) fails with `error`.
 */
export async function runCheck(
  check: Check,
  subject: CheckSubject,
  services: CheckServices = {},
): Promise<CheckResult> {
  if (check.type === 'assert-set') return runSet(check, subject, services);
  return resultOf(check, await verdictOn(check, subject, services));
}

/** Every check of a row, in order: one after the other, for what asks somebody is asked once at a time. */
export async function runChecks(
  checks: readonly Check[],
  subject: CheckSubject,
  services: CheckServices = {},
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await runCheck(check, subject, services));
  return results;
}

async function runSet(
  set: CheckSet,
  subject: CheckSubject,
  services: CheckServices,
): Promise<CheckResult> {
  const parts = await runChecks(set.assert, subject, services);
  const { pass, score, reason } = scoreRow(parts, set.threshold);
  const error = parts.find(part => part.error !== undefined)?.error;
  const outcome = { pass, score, reason, ...(error !== undefined && !pass && { error }) };
  return { ...resultOf(set, outcome), parts };
}

type Outcome = Verdict & Pick<CheckResult, 'error'>;

async function verdictOn(
  check: SingleCheck,
  subject: CheckSubject,
  services: CheckServices,
): Promise<Outcome> {
  const inverse = check.type.startsWith('not-');
  const type = (inverse ? check.type.slice('not-'.length) : check.type) as CheckType;
  try {
    // What a row says must not become code.
    const value = type === 'javascript' ? check.value : filled(check.value, subject.values);
    const text = answerText(subject.output);
    return await CHECKERS[type]({ check, type, inverse, value, text, subject }, services);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return { pass: false, score: 0, reason: error.message, error: error.message };
  }
}

function resultOf(
  { type, weight = 1, metric }: Pick<Check, 'type' | 'weight' | 'metric'>,
  { pass, score, reason, error }: Outcome,
): CheckResult {
  return {
    type,
    pass: pass || (weight === 0 && error === undefined),
    score,
    reason,
    weight,
    ...(metric !== undefined && { metric }),
    ...(error !== undefined && { error }),
  };
}
