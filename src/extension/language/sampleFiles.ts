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
import { sampleOfUri } from '../paths';
import { workingText } from '../diff/sides';
import type { Workbench } from '../workbench';
import { includesOf, type PromptPlace } from './surroundings';

/** The files of samples, wherever the registry lies. */
export const SAMPLES: vscode.DocumentSelector = { scheme: 'file', pattern: '**/samples/**/*.json' };

/** The prompt that a sample belongs to; `undefined` for any other file. */
export async function placeOfSample(
  workbench: Workbench,
  uri: vscode.Uri,
): Promise<PromptPlace | undefined> {
  const session = await workbench.open();
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
  workbench: Workbench,
  document: vscode.TextDocument,
): Promise<{ source: SourceText; findings: readonly Finding[] } | undefined> {
  const text = document.getText().replaceAll('\r\n', '\n');
  const place = await placeOfSample(workbench, document.uri);
  if (place === undefined) return undefined;
  const subject = await subjectOf(place);
  const findings = subject === undefined ? [] : sampleFindings(text, subject);
  return { source: new SourceText(text), findings };
}
