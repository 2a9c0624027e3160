import { requirePlaced } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import type { Values } from '../core/prompt/document/inputs';
import { gateResults } from '../core/ledger/plan/gates';
import type { VersionRecord } from '../core/ledger/records/records';
import type { Environment } from '../core/ledger/environments/registryConfig';
import { prepareDocument } from '../core/prompt/render/preparedDocument';
import { renderPrepared } from '../core/prompt/render/render';
import { Budget } from '../core/engines/template/budget';
import { verdictOf, type Judged } from '../core/release/verdict';
import { recordedIncludes } from './includes';
import type { Ledger } from './ledger';
import { sampleValues } from './render';
import type { FailingSample, SamplesVerdict, Verdict } from '../core/ledger/records/verdict';
import type { IncludeResolver } from '../core/prompt/render/model';
import { sourceText } from '../core/ledger/records/records';

/** Two versions of a prompt of which one takes the place of the other in an environment. */
export interface Replacement {
  readonly prompt: string;
  /** Whose gates are asked; none without it. */
  readonly target: Environment | undefined;
  readonly current: Text | undefined;
  readonly next: Text;
}

/** A version, or a document that could become one. */
type Text = Pick<VersionRecord, 'source' | 'includes'>;

/** What a release changes for callers, with what the prompt's samples and the gates say. */
export async function judge(ledger: Ledger, replacement: Replacement): Promise<Verdict> {
  const { prompt, target, current, next } = replacement;
  // Samples share what rendering may cost: a template that never ends is one in each of them.
  const budget = Budget.forRenderings();
  const [before, after] = await Promise.all([
    current === undefined ? undefined : readVersion(ledger, current, budget),
    readVersion(ledger, next, budget),
  ]);
  const samples = await renderSamples(ledger, prompt, { before, after });
  const verdict = verdictBetween(before, after, samples);
  const gates = target && gateResults(target, { samples });
  return gates === undefined ? verdict : { ...verdict, gates };
}

/** A version as it renders, or why it cannot: another writer made it, and it is no document here. */
type Read = (Judged & { readonly render: (values: Values) => void }) | LedgerError;

async function readVersion(ledger: Ledger, version: Text, budget: Budget): Promise<Read> {
  const source = sourceText(version);
  const include: IncludeResolver = await recordedIncludes(ledger, version);
  try {
    const { document, layout } = requirePlaced(source);
    const prepared = prepareDocument(document, layout);
    const render = (values: Values): void => {
      renderPrepared(prepared, values, { include, budget });
    };
    return { document, include, render };
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

/** Nothing can be said of a version that cannot be read. */
const NO_VERDICT: Verdict = {
  breaking: false,
  why: [],
  variables: { added: [], removed: [], retyped: [], required: [] },
  changed: {},
};

function verdictBetween(before: Read | undefined, after: Read, samples: SamplesVerdict): Verdict {
  if (after instanceof LedgerError || before instanceof LedgerError) {
    return samples.checked === 0 ? NO_VERDICT : { ...NO_VERDICT, samples };
  }
  return verdictOf(before, after, samples);
}

async function renderSamples(
  ledger: Ledger,
  prompt: string,
  { before, after }: { readonly before: Read | undefined; readonly after: Read },
): Promise<SamplesVerdict> {
  const names = await ledger.ports.documents.samples(prompt);
  const failing: FailingSample[] = [];
  for (const sample of names) {
    const values = await orError(() => sampleValues(ledger, prompt, sample));
    const message = problemWith(after, values);
    if (message === undefined) continue;
    const regressed = before !== undefined && problemWith(before, values) === undefined;
    failing.push({ sample, message, regressed });
  }
  return { checked: names.length, failing };
}

function problemWith(version: Read, values: Values | LedgerError): string | undefined {
  if (version instanceof LedgerError) return version.message;
  if (values instanceof LedgerError) return values.message;
  try {
    version.render(values);
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error.message;
    throw error;
  }
}

async function orError<T>(work: () => Promise<T>): Promise<T | LedgerError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}
