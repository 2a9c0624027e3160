import type { PromptName } from '../core/base/names';
import { parseReference } from '../core/base/references';
import { modelRequest, type ModelRequest, type RunSettings } from '../core/evaluation/request';
import type { VersionRecord } from '../core/ledger/records/records';
import { sourceText } from '../core/ledger/records/records';
import { requirePlaced } from '../core/prompt/document/document';
import type { Values } from '../core/prompt/document/inputs';
import type { IncludeResolver } from '../core/prompt/render/model';
import { renderDocument } from '../core/prompt/render/render';
import { recordedIncludes, resolveIncludes } from './includes';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import { requireWorkingDocument, WORKING } from './sides';

/** A text of a prompt that can be run: that of a version, or what somebody is writing. */
export interface RunTarget {
  readonly prompt: PromptName;
  /** The first name of the prompt: of the folder of its answers. */
  readonly folder: string;
  /** The version with this text and these includes; `undefined` where there is none. */
  readonly version: VersionRecord | undefined;
  /** For people: `production (v3)`, `v3`, `working`. */
  readonly label: string;
  readonly source: string;
  readonly include: IncludeResolver;
}

/**
 * The text that a reference means; `name@working` is the working document, unless a tag of the prompt is
 * called so. Throws what resolving does, and `prompt-not-found` for a working document that is missing.
 */
export async function runTarget(ledger: Ledger, reference: string): Promise<RunTarget> {
  const { prompt, selector } = parseReference(reference);
  if (selector.kind === 'tag' && selector.tag === WORKING) {
    const snapshot = await ledger.existing(prompt);
    const isTag = snapshot.state.tags.has(WORKING);
    if (!isTag) return workingTarget(ledger, snapshot);
  }
  const { snapshot, version } = await ledger.version(reference);
  return versionTarget(ledger, snapshot, { version, tag: tagOf(selector) });
}

/** A text that somebody is writing, of a prompt that may be new. Throws `invalid-document`, `io`. */
export async function textTarget(
  ledger: Ledger,
  prompt: string,
  source: string,
): Promise<RunTarget> {
  return sourceTarget(ledger, await ledger.prompt(prompt), source);
}

/** What a model is asked with a text and values. Throws what rendering does. */
export function requestOf(
  { source, include }: Pick<RunTarget, 'source' | 'include'>,
  values: Values,
  settings?: RunSettings,
): ModelRequest {
  const { document, layout } = requirePlaced(source);
  const { output } = renderDocument(document, values, { include, layout });
  return modelRequest(document, output, settings);
}

async function workingTarget(ledger: Ledger, snapshot: PromptSnapshot): Promise<RunTarget> {
  return sourceTarget(ledger, snapshot, await requireWorkingDocument(ledger, snapshot.name));
}

async function sourceTarget(
  ledger: Ledger,
  { name: prompt, folder, state }: PromptSnapshot,
  source: string,
): Promise<RunTarget> {
  const { ids, problems, resolver } = await resolveIncludes(ledger, source);
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  const same = [...state.versions.values()].findLast(
    version => sourceText(version) === source && isSame(version.includes, ids),
  );
  return { prompt, folder, version: same, label: WORKING, source, include: resolver };
}

async function versionTarget(
  ledger: Ledger,
  { name: prompt, folder }: PromptSnapshot,
  { version, tag }: { readonly version: VersionRecord; readonly tag: string | undefined },
): Promise<RunTarget> {
  const number = `v${version.number}`;
  const label = tag === undefined ? number : `${tag} (${number})`;
  const include = await recordedIncludes(ledger, version);
  return { prompt, folder, version, label, source: sourceText(version), include };
}

function tagOf(selector: ReturnType<typeof parseReference>['selector']): string | undefined {
  return selector.kind === 'tag' ? selector.tag : undefined;
}

function isSame(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every(name => left[name] === right[name])
  );
}
