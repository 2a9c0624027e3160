import { printJson } from '../../base/json';
import { isMapping } from '../../prompt/providers/request';
import { answerValue } from './answerText';
import type { CheckRun, CheckServices, Judgement, Verdict } from './model';
import { textValue, unmeasured } from './verdict';

/** From which score on two texts are alike. */
const ALIKE = 0.75;
/** A template that promptfoo would fill in: what a row says must not become code. */
const PLACEHOLDER = /\{\{\s*[\w.]+\s*\}\}/;

/** `javascript`: what the code returns: whether it passes, a score, or `{pass, score, reason}`. */
export async function javascript(run: CheckRun, services: CheckServices): Promise<Verdict> {
  const service = required(run, services.javascript, 'runs JavaScript; a window must be trusted');
  const code = textValue({ ...run, value: run.check.value }).trimEnd();
  if (PLACEHOLDER.test(code)) {
    const message = 'Nothing is filled into JavaScript. Read a value as context.vars.name instead.';
    throw unmeasured(run, message);
  }
  const { output, values, request } = run.subject;
  const { threshold } = run.check;
  const context = { vars: values, prompt: request.messages, threshold };
  const returned = await service({ code, output: answerValue(output), context });
  return returnedVerdict(run, returned);
}

function returnedVerdict(run: CheckRun, returned: unknown): Verdict {
  const { inverse, check } = run;
  const judged = judgementOf(returned, check.threshold);
  if (judged === undefined) {
    const message = `JavaScript returns true or false, a number, or {pass, score, reason}; this returned ${typeof returned}.`;
    throw unmeasured(run, message);
  }
  const pass = judged.pass !== inverse;
  const score = typeof returned === 'boolean' ? Number(pass) : judged.score;
  const said = judged.pass ? 'true' : 'false';
  return {
    pass,
    score: unit(score),
    reason: judged.reason ?? (pass ? 'As it should be.' : `The code returned ${said}.`),
  };
}

interface Judged {
  readonly pass: boolean;
  readonly score: number;
  readonly reason?: string;
}

function judgementOf(returned: unknown, threshold: number | undefined): Judged | undefined {
  if (typeof returned === 'boolean') return { pass: returned, score: Number(returned) };
  if (typeof returned === 'number') {
    const pass = threshold === undefined ? returned > 0 : returned >= threshold;
    return { pass, score: returned };
  }
  if (!isMapping(returned)) return undefined;
  const { pass, score, reason } = returned;
  const isGood =
    typeof pass === 'boolean' && typeof score === 'number' && typeof reason === 'string';
  return isGood ? { pass, score, reason } : undefined;
}

/** `llm-rubric`: what a model says; with a `threshold`, its score has to reach that as well. */
export async function llmRubric(run: CheckRun, services: CheckServices): Promise<Verdict> {
  const service = required(run, services.rubric, 'asks a model to judge');
  const { value, check, text, subject } = run;
  const rubric = isMapping(value) || Array.isArray(value) ? printJson(value) : textValue(run);
  const { prompt } = check;
  return judgedVerdict(run, await service({ rubric, prompt, text, values: subject.values }));
}

function judgedVerdict({ check, inverse }: CheckRun, judgement: Judgement): Verdict {
  const said = judgement.pass ?? true;
  const score = judgement.score ?? Number(said);
  const { threshold = -Infinity } = check;
  const isGood = said && score >= threshold;
  const reason = `The score is ${score}${threshold === -Infinity ? '' : `, the threshold ${threshold}`}.`;
  return {
    pass: isGood !== inverse,
    score: unit(inverse ? 1 - score : score),
    reason: judgement.reason ?? reason,
  };
}

/** `similar`: how alike text and value are in their meaning; of several values, the first that is enough. */
export async function similar(run: CheckRun, services: CheckServices): Promise<Verdict> {
  const service = required(run, services.similar, 'compares the meaning of texts');
  const wanted: readonly unknown[] = Array.isArray(run.value) ? run.value : [run.value];
  const texts = wanted.filter(text => typeof text === 'string');
  if (texts.length < wanted.length || texts.length === 0) {
    throw unmeasured(run, 'The check "similar" needs a text, or a list of texts, as its "value".');
  }
  const verdicts: Verdict[] = [];
  for (const text of texts) {
    const verdict = alike(run, await service(text, run.text));
    // Of what is not to be like any, the first that is decides.
    if (verdict.pass !== run.inverse) return verdict;
    verdicts.push(verdict);
  }
  return verdicts.reduce((first, verdict) => {
    const isNearer = run.inverse ? verdict.score < first.score : verdict.score > first.score;
    return isNearer ? verdict : first;
  });
}

function alike({ check, inverse }: CheckRun, likeness: number): Verdict {
  const { threshold = ALIKE } = check;
  const pass = inverse
    ? likeness <= threshold + Number.EPSILON
    : likeness >= threshold - Number.EPSILON;
  return {
    pass,
    score: unit(inverse ? 1 - likeness : likeness),
    reason: `The likeness is ${likeness.toFixed(2)}, the threshold ${threshold}.`,
  };
}

function required<T>(run: CheckRun, service: T | undefined, does: string): T {
  if (service !== undefined) return service;
  throw unmeasured(run, `The check "${run.check.type}" cannot be run here: nothing ${does}.`);
}

function unit(score: number): number {
  return Math.min(1, Math.max(0, score));
}
