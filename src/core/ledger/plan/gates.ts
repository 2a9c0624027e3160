import { LedgerError } from '../../base/errors';
import type { VersionRecord } from '../records/records';
import type { Environment, GateName } from '../environments/registryConfig';
import type { SamplesVerdict, Verdict } from '../records/verdict';

/** Whether a version passes a gate, by what was found out about it. */
const PASSES: Readonly<Record<GateName, (found: Findings) => boolean>> = {
  samples: ({ samples }) => samples.failing.length === 0,
};

/** What gates decide on. Another gate adds what it needs to know. */
export interface Findings {
  readonly samples: SamplesVerdict;
}

/** The result of each gate of an environment; `undefined` where it asks for nothing. */
export function gateResults(target: Environment, findings: Findings): Verdict['gates'] {
  if (target.gates.length === 0) return undefined;
  return Object.fromEntries(
    target.gates.map(gate => [gate, PASSES[gate](findings) ? 'passed' : 'failed']),
  );
}

/** Throws `environment-protected` for a version that fails a gate of the environment. */
export function requireGates(
  prompt: string,
  target: Environment,
  version: VersionRecord,
  { samples, gates }: Verdict,
): void {
  if (gates?.samples !== 'failed' || samples === undefined) return;
  const { failing } = samples;
  const [first] = failing;
  const which = failing.map(({ sample }) => `"${sample}"`).join(', ');
  throw new LedgerError(
    'environment-protected',
    { prompt, environment: target.name, version: version.id, gate: 'samples', failing },
    `"${target.name}" takes only versions that render every sample, and v${version.number} of "${prompt}" fails with ${which}: ${first?.message ?? ''} Correct the prompt or the sample, commit, and promote that version.`,
  );
}
