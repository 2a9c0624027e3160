import { isSure } from '../core/ledger/derive/shapes';
import { parseDocument, requireDocument } from '../core/prompt/document/document';
import { resolveVersion } from '../core/ledger/plan/resolve';
import type { VersionRecord } from '../core/ledger/records/records';
import { signatureOf, type Signature } from '../core/prompt/signature/signature';
import { recordedIncludes } from './includes';
import type { Ledger } from './ledger';
import { answersOf } from './answersOf';
import { sourceText } from '../core/ledger/records/records';

/** What the versions of a prompt ask for. */
export interface PromptSignatures {
  readonly prompt: string;
  readonly latest: Signature;
  /** Without those whose version is missing here: asking for one is an error. */
  readonly tags: Readonly<Record<string, Signature>>;
  /** By number, where it means one version; without those whose document cannot be read. */
  readonly versions: Readonly<Record<number, Signature>>;
}

/** The signatures of every prompt with a version, sorted by name. */
export async function listSignatures(ledger: Ledger): Promise<readonly PromptSignatures[]> {
  const found: PromptSignatures[] = [];
  for (const { prompt, latest } of await answersOf(ledger).prompts()) {
    if (latest === null) continue;
    const { state } = await ledger.prompt(prompt);
    const tags: [string, Signature][] = [];
    for (const { tag, version } of [...state.tags.values()].filter(item => isSure(state, item))) {
      const record = state.versions.get(version ?? '');
      if (record !== undefined) tags.push([tag, await versionSignature(ledger, record)]);
    }
    const newest = resolveVersion(prompt, state, { kind: 'latest' });
    found.push({
      prompt,
      latest: await versionSignature(ledger, newest),
      tags: Object.fromEntries(tags.sort(([left], [right]) => (left < right ? -1 : 1))),
      versions: await numberedSignatures(ledger, [...state.versions.values()]),
    });
  }
  return found;
}

async function numberedSignatures(
  ledger: Ledger,
  versions: readonly VersionRecord[],
): Promise<Readonly<Record<number, Signature>>> {
  const found: Record<number, Signature> = {};
  const twice = new Set<number>();
  for (const version of versions) {
    const { number, source } = version;
    if (twice.has(number) || parseDocument(sourceText({ source })).document === undefined) continue;
    if (Object.hasOwn(found, number)) {
      twice.add(number);
      Reflect.deleteProperty(found, number);
    } else found[number] = await versionSignature(ledger, version);
  }
  return found;
}

async function versionSignature(ledger: Ledger, version: VersionRecord): Promise<Signature> {
  const document = requireDocument(sourceText(version), version.prompt);
  return signatureOf(document, await recordedIncludes(ledger, version));
}
