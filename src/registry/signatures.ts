import { requireDocument } from '../core/document/document';
import { resolveVersion } from '../core/plan/resolve';
import type { VersionRecord } from '../core/records/records';
import { signatureOf, type Signature } from '../core/signature/signature';
import { recordedIncludes } from './includes';
import type { Ledger } from './ledger';
import { listPrompts } from './listing';

/** What the versions of a prompt that have a name of their own ask for. */
export interface PromptSignatures {
  readonly prompt: string;
  readonly latest: Signature;
  readonly tags: Readonly<Record<string, Signature>>;
}

/** The signatures of every prompt with a version, sorted by name. */
export async function listSignatures(ledger: Ledger): Promise<readonly PromptSignatures[]> {
  const found: PromptSignatures[] = [];
  for (const { prompt, latest } of await listPrompts(ledger)) {
    if (latest === null) continue;
    const { state } = await ledger.prompt(prompt);
    const tags: [string, Signature][] = [];
    for (const { tag, version } of state.tags.values()) {
      if (version === null) continue;
      const record = resolveVersion(prompt, state, { kind: 'id', prefix: version });
      tags.push([tag, await versionSignature(ledger, record)]);
    }
    const newest = resolveVersion(prompt, state, { kind: 'latest' });
    found.push({
      prompt,
      latest: await versionSignature(ledger, newest),
      tags: Object.fromEntries(tags.sort(([left], [right]) => (left < right ? -1 : 1))),
    });
  }
  return found;
}

async function versionSignature(ledger: Ledger, version: VersionRecord): Promise<Signature> {
  const document = requireDocument(version.source.join('\n'), version.prompt);
  return signatureOf(document, await recordedIncludes(ledger, version));
}
