import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import type { Values } from '../../core/prompt/document/inputs';
import type { DocumentAnalysis } from '../../core/language/analysis';
import type { Surroundings } from '../../core/language/findings';
import { parseSample } from '../../registry/render';
import { promptOfUri, sampleUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import type { RegistryHost } from '../shell/registryHost';
import type { IncludeResolver } from '../../core/prompt/render/model';

/** A prompt of the open registry, by one of its documents. */
export interface PromptPlace {
  readonly session: RegistrySession;
  readonly prompt: string;
}

/** A sample as it is typed, saved or not. */
export interface SampleText {
  readonly name: string;
  readonly uri: vscode.Uri;
  readonly text: string;
  /** Absent where the text is no JSON object. */
  readonly values?: Values;
}

/** The prompt that a document belongs to; `undefined` outside of the registry of this window. */
export async function placeOf(
  registryHost: RegistryHost,
  uri: vscode.Uri,
): Promise<PromptPlace | undefined> {
  const session = await registryHost.open();
  const prompt = session && promptOfUri(session.root, uri);
  return session && prompt !== undefined ? { session, prompt } : undefined;
}

/** The samples of a prompt, sorted by name. */
export async function samplesOf({ session, prompt }: PromptPlace): Promise<readonly SampleText[]> {
  const names = await session.documents.samples(prompt);
  return Promise.all(
    names.map(async (name): Promise<SampleText> => {
      const uri = sampleUri(session.root, prompt, name);
      const open = vscode.workspace.textDocuments.find(
        document => document.uri.toString() === uri.toString(),
      );
      const text = open?.getText() ?? (await session.documents.readSample(prompt, name));
      const values = valuesOf(prompt, name, text);
      return { name, uri, text, ...(values && { values }) };
    }),
  );
}

/** The values of those samples that can be read. */
export function valuesIn(samples: readonly SampleText[]): readonly Values[] {
  return samples.flatMap(({ values }) => (values === undefined ? [] : [values]));
}

/** What the registry knows around a document; nothing outside of it. */
export async function surroundingsOf(
  registryHost: RegistryHost,
  uri: vscode.Uri,
  analysis: DocumentAnalysis,
): Promise<Surroundings> {
  const place = await placeOf(registryHost, uri);
  if (place === undefined) return {};
  const include = await includesOf(place.session, analysis);
  return { samples: valuesIn(await samplesOf(place)), ...(include && { include }) };
}

/** Finds what a document includes; `undefined` where it includes nothing, or cannot be read. */
export async function includesOf(
  session: RegistrySession,
  { marks, parsed, source }: DocumentAnalysis,
): Promise<IncludeResolver | undefined> {
  if (parsed.document === undefined || !marks.some(({ kind }) => kind === 'include')) {
    return undefined;
  }
  try {
    return (await session.registry.includes(source.text)).resolver;
  } catch (error) {
    // What is wrong with the document itself is told by its own problems.
    if (error instanceof LedgerError && error.code !== 'io') return undefined;
    throw error;
  }
}

function valuesOf(prompt: string, name: string, text: string): Values | undefined {
  try {
    return parseSample(prompt, name, text);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
