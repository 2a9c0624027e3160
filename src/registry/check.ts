import { refuseDoubt } from '../core/ledger/derive/damage';
import { findEnvironment, type Environment } from '../core/ledger/environments/registryConfig';
import type { SamplesVerdict, Verdict } from '../core/ledger/records/verdict';
import { analyseDocument } from '../core/language/analysis';
import { documentFindings, type Finding, type FindingCode } from '../core/language/findings';
import { LedgerError } from '../core/base/errors';
import { normalizeSource } from '../core/prompt/document/documentSource';
import type { Values } from '../core/prompt/document/inputs';
import { resolveIncludes, type ResolvedIncludes } from './includes';
import { judge } from './judge';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import { servedVersion } from './releases';
import { sampleValues } from './render';
import { requireWorkingDocument } from './sides';
import { knownEnvironments } from './tagNames';

export interface CheckInput {
  readonly prompt: string;
  /** The document; without it, the working document. */
  readonly source?: string | undefined;
  /** Whose served version it is compared with; the last of the pipeline without it. */
  readonly environment?: string | undefined;
}

/** Something to say about a document, by its place, counted from 1. */
export interface CheckFinding extends Pick<Finding, 'severity' | 'message'> {
  readonly code: FindingCode;
  readonly line: number;
  readonly column: number;
}

/** What would be found of a document if it were committed and released. */
export interface CheckReport {
  readonly prompt: string;
  /** Whether it could be committed, and every sample renders. */
  readonly ok: boolean;
  readonly findings: readonly CheckFinding[];
  readonly samples: SamplesVerdict;
  /** The environment, what it serves now, and what callers would notice; `null` without environments. */
  readonly against: {
    readonly environment: string;
    readonly version: number | null;
    readonly verdict: Verdict;
  } | null;
}

/**
 * Tells whether a document can be read, whether its samples render, and what its callers would notice
 * if it took the place of what an environment serves. Writes nothing. Throws `prompt-not-found`,
 * `environment-not-found`, `record-corrupt`, `io`.
 */
export async function check(ledger: Ledger, input: CheckInput): Promise<CheckReport> {
  const { source: given } = input;
  const isWorking = given === undefined;
  const snapshot = await (isWorking ? ledger.existing(input.prompt) : ledger.prompt(input.prompt));
  const target = await environmentFor(ledger, input.environment);
  const { name, state } = snapshot;
  if (target !== undefined) refuseDoubt(name, state, `served ${target.name}`);
  const source = isWorking ? await requireWorkingDocument(ledger, name) : normalizeSource(given);
  const includes = await includesOf(ledger, source);
  const current = target && servedVersion(snapshot, target.name);
  const next = { source: source.split('\n'), includes: includes.ids };
  const verdict = await judge(ledger, { prompt: name, target, current, next });
  const findings = await findingsOf(ledger, snapshot, source, includes);
  const samples = verdict.samples ?? { checked: 0, failing: [] };
  const isSound = findings.every(({ severity }) => severity !== 'error');
  const version = current?.number ?? null;
  return {
    prompt: name,
    ok: isSound && samples.failing.length === 0,
    findings,
    samples,
    against: target === undefined ? null : { environment: target.name, version, verdict },
  };
}

async function environmentFor(
  ledger: Ledger,
  name: string | undefined,
): Promise<Environment | undefined> {
  if (name !== undefined) return findEnvironment(await ledger.config(), name);
  return (await knownEnvironments(ledger)).at(-1);
}

/** A document that cannot be read includes nothing; the findings say why it cannot. */
async function includesOf(
  ledger: Ledger,
  source: string,
): Promise<Pick<ResolvedIncludes, 'ids'> & Partial<ResolvedIncludes>> {
  try {
    return await resolveIncludes(ledger, source);
  } catch (error) {
    if (error instanceof LedgerError && error.code !== 'io') return { ids: {} };
    throw error;
  }
}

async function findingsOf(
  ledger: Ledger,
  { name }: PromptSnapshot,
  source: string,
  { resolver }: Partial<ResolvedIncludes>,
): Promise<readonly CheckFinding[]> {
  const analysis = analyseDocument(source);
  const samples = await readableSamples(ledger, name);
  const found = documentFindings(analysis, {
    samples,
    ...(resolver === undefined ? {} : { include: resolver }),
  });
  return [...found]
    .sort((left, right) => left.start - right.start)
    .map(({ code, severity, message, start }) => {
      const { line, column } = analysis.source.positionAt(start);
      return { code, severity, message, line, column };
    });
}

/** The values of samples that hold some: what is wrong with another one, rendering it says. */
async function readableSamples(ledger: Ledger, prompt: string): Promise<readonly Values[]> {
  const found: Values[] = [];
  for (const sample of await ledger.ports.documents.samples(prompt)) {
    try {
      found.push(await sampleValues(ledger, prompt, sample));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  }
  return found;
}
