import * as vscode from 'vscode';
import type { DocumentAnalysis } from '../../core/language/analysis';
import { completionPlace, type CompletionPlace } from '../../core/language/completionPlace';
import { completionsAt, type Completion } from '../../core/language/completions';
import {
  promptCompletions,
  readTyped,
  versionCompletions,
} from '../../core/language/includeCompletions';
import { sampleKeyPlace } from '../../core/language/sampleKeyPlace';
import { placeholderOf } from '../../core/language/sampleFindings';
import { SourceText, type Span } from '../../core/language/sourceText';
import { byWhom, subject, versionLabel } from '../shell/format';
import type { RegistrySession } from '../shell/session';
import type { RegistryHost } from '../shell/registryHost';
import { analysisOf, answer, offsetOf, PROMPTS, rangeOf } from './analyses';
import { placeOfSample, SAMPLES, subjectOf } from './sampleFiles';
import { placeOf, samplesOf, valuesIn } from './surroundings';

const VERSIONS_OFFERED = 20;

const KINDS: Record<Completion['kind'], vscode.CompletionItemKind> = {
  variable: vscode.CompletionItemKind.Variable,
  field: vscode.CompletionItemKind.Field,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  section: vscode.CompletionItemKind.Struct,
  role: vscode.CompletionItemKind.User,
  include: vscode.CompletionItemKind.Reference,
};

/** Offers variables, included prompts, keys, values and roles while they are typed. */
export function registerCompletions(registryHost: RegistryHost): vscode.Disposable {
  const inPrompts: vscode.CompletionItemProvider = {
    provideCompletionItems: (document, position) =>
      answer('Completing a prompt', () => complete(registryHost, document, position)),
  };
  const inSamples: vscode.CompletionItemProvider = {
    provideCompletionItems: (document, position) =>
      answer('Completing a sample', () => completeSample(registryHost, document, position)),
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      PROMPTS,
      inPrompts,
      ...['{', '#', '^', '/', '>', '@', '.', ':', ' '],
    ),
    vscode.languages.registerCompletionItemProvider(SAMPLES, inSamples, '"'),
  );
}

async function complete(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const analysis = analysisOf(document);
  const place = completionPlace(analysis, offsetOf(analysis.source, position));
  if (place === undefined) return [];
  const items = await completionsFor(registryHost, document, { analysis, place });
  return items.map(item => toItem(item, analysis.source, place.span));
}

async function completionsFor(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  { analysis, place }: { analysis: DocumentAnalysis; place: CompletionPlace },
): Promise<readonly Completion[]> {
  const registered = await placeOf(registryHost, document.uri);
  if (place.kind !== 'include') {
    const samples = registered === undefined ? [] : await samplesOf(registered);
    return completionsAt(analysis, place, valuesIn(samples));
  }
  if (registered === undefined) return [];
  const { session, prompt: own } = registered;
  const { prompt, hasSelector } = readTyped(analysis.source.slice(place.span));
  if (hasSelector) return versionCompletions(prompt, versionsOf(session, prompt), place.closer);
  const others = session.answers.prompts().filter(info => info.prompt !== own && !info.archived);
  return promptCompletions(others, place.closer);
}

function versionsOf(session: RegistrySession, prompt: string) {
  const { answers } = session;
  const tags = answers
    .tags(prompt)
    .filter(({ version }) => version !== null)
    .map(tag => ({ selector: tag.tag, detail: `${versionLabel(tag)} · ${byWhom(tag)}` }));
  const versions = answers
    .versions(prompt, { limit: VERSIONS_OFFERED })
    .map(({ number, ...version }) => {
      const detail = `${subject(version.message)} · ${byWhom(version)}`;
      return { selector: String(number), detail };
    });
  return [...tags, { selector: 'latest', detail: 'the newest version' }, ...versions];
}

async function completeSample(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const source = new SourceText(document.getText().replaceAll('\r\n', '\n'));
  const place = sampleKeyPlace(source.text, offsetOf(source, position));
  const registered = place && (await placeOfSample(registryHost, document.uri));
  const subjectNow = registered && (await subjectOf(registered));
  if (place === undefined || subjectNow === undefined) return [];
  const { inputs, variables = [] } = subjectNow;
  const names = new Set([...inputs.map(({ name }) => name), ...variables.map(({ name }) => name)]);
  return [...names].map((name, rank) => {
    const input = inputs.find(declared => declared.name === name);
    const use = variables.find(variable => variable.name === name);
    const key = JSON.stringify(name);
    const value = JSON.stringify(placeholderOf(use, input));
    const text = place.hasColon ? key : `${key}: ${value}`;
    const completion: Completion = {
      label: key,
      kind: 'variable',
      text,
      rank,
      ...(input && { detail: input.type }),
      ...(input?.description === undefined ? {} : { documentation: input.description }),
    };
    return toItem(completion, source, place.span);
  });
}

function toItem(completion: Completion, source: SourceText, span: Span): vscode.CompletionItem {
  const { label, kind, text, isSnippet, detail, documentation, rank } = completion;
  const item = new vscode.CompletionItem(label, KINDS[kind]);
  item.range = rangeOf(source, span);
  item.insertText = isSnippet === true ? new vscode.SnippetString(text) : text;
  item.filterText = label;
  item.sortText = String(rank).padStart(4, '0') + label;
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = documentation;
  return item;
}
