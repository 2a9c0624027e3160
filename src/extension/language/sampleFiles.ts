import type * as vscode from 'vscode';
import { analyseDocument } from '../../core/language/analysis';
import {
  sampleFindings,
  sampleSubject,
  type SampleSubject,
} from '../../core/language/sampleFindings';
import type { Finding } from '../../core/language/findings';
import { SourceText } from '../../core/language/sourceText';
import { LedgerError } from '../../core/base/errors';
import { sampleOfUri } from '../shell/paths';
import { workingText } from '../compare/sides';
import type { RegistryHost } from '../shell/registryHost';
import { includesOf, type PromptPlace } from './surroundings';

/** The files of samples, wherever the registry lies. */
export const SAMPLES: vscode.DocumentSelector = { scheme: 'file', pattern: '**/samples/**/*.json' };

/** The prompt that a sample belongs to; `undefined` for any other file. */
export async function placeOfSample(
  registryHost: RegistryHost,
  uri: vscode.Uri,
): Promise<PromptPlace | undefined> {
  const session = await registryHost.open();
  const place = session && sampleOfUri(session.root, uri);
  return session && place && { session, prompt: place.prompt };
}

/** What a prompt asks of its samples; `undefined` where its working document is missing. */
export async function subjectOf({
  session,
  prompt,
}: PromptPlace): Promise<SampleSubject | undefined> {
  try {
    const analysis = analyseDocument(await workingText(session, prompt));
    return sampleSubject(analysis, await includesOf(session, analysis));
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'prompt-not-found') return undefined;
    throw error;
  }
}

/** What is to be said about a sample; `undefined` for any other file. */
export async function sampleFindingsOf(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
): Promise<{ source: SourceText; findings: readonly Finding[] } | undefined> {
  const text = document.getText().replaceAll('\r\n', '\n');
  const place = await placeOfSample(registryHost, document.uri);
  if (place === undefined) return undefined;
  const subject = await subjectOf(place);
  const findings = subject === undefined ? [] : sampleFindings(text, subject);
  return { source: new SourceText(text), findings };
}
