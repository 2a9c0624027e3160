import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { splitFrontMatter } from '../../core/prompt/document/frontMatter';
import { describeName, type HoverPart, type NamedSample } from '../../core/language/hover';
import { nameAt, type NameAt } from '../../core/language/nameAt';
import { byWhom, subject } from '../shell/format';
import type { RegistryHost } from '../shell/registryHost';
import { analysisOf, answer, offsetOf, PROMPTS, rangeOf } from './analyses';
import { placeOf, samplesOf, valuesIn, type SampleText } from './surroundings';
import { ShownMarkdown } from '../shell/shown';

/** As much of an included prompt as a hover can show. */
const MAX_LINES = 12;

/** Tells what a variable is, and what an include stands for. */
export function registerHovers(registryHost: RegistryHost): vscode.Disposable {
  return vscode.languages.registerHoverProvider(PROMPTS, {
    provideHover: (document, position) =>
      answer('Describing a name', () => hoverAt(registryHost, document, position)),
  });
}

async function hoverAt(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const analysis = analysisOf(document);
  const offset = offsetOf(analysis.source, position);
  // Most of a prompt is prose: the samples are read only where there is something to say.
  if (nameAt(analysis, offset) === undefined) return undefined;
  const place = await placeOf(registryHost, document.uri);
  const samples = place === undefined ? [] : await samplesOf(place);
  const at = nameAt(analysis, offset, valuesIn(samples));
  if (at === undefined) return undefined;
  const parts =
    at.kind === 'include'
      ? await describeInclude(registryHost, at)
      : describeName(analysis, at, named(samples));
  return new vscode.Hover(markdownOf(parts), rangeOf(analysis.source, at.span));
}

function named(samples: readonly SampleText[]): readonly NamedSample[] {
  return samples.flatMap(({ name, values }) => (values === undefined ? [] : [{ name, values }]));
}

async function describeInclude(
  registryHost: RegistryHost,
  { reference }: NameAt & { kind: 'include' },
): Promise<readonly HoverPart[]> {
  const title: HoverPart = { kind: 'title', text: reference };
  try {
    const { registry } = await registryHost.require();
    const version = await registry.version(reference);
    const lines = splitFrontMatter(version.source).body.trim().split('\n');
    const more = lines.length > MAX_LINES ? '\n…' : '';
    return [
      title,
      { kind: 'text', text: `v${version.number}: ${subject(version.message)}` },
      { kind: 'text', text: byWhom(version) },
      ...(version.tags.length === 0
        ? []
        : [{ kind: 'text' as const, text: `Tags: ${version.tags.join(', ')}` }]),
      { kind: 'prompt', text: lines.slice(0, MAX_LINES).join('\n') + more },
    ];
  } catch (error) {
    if (error instanceof LedgerError) return [title, { kind: 'text', text: error.message }];
    throw error;
  }
}

/** Texts go in as text: a prompt of somebody else cannot place links in a hover. */
function markdownOf(parts: readonly HoverPart[]): vscode.MarkdownString {
  const markdown = new ShownMarkdown();
  for (const { kind, text } of parts) {
    switch (kind) {
      case 'title':
        markdown.appendMarkdown('**').appendText(text).appendMarkdown('**\n\n');
        break;
      case 'text':
        markdown.appendText(text).appendMarkdown('\n\n');
        break;
      case 'label':
        markdown.appendMarkdown('*').appendText(text).appendMarkdown('*\n\n');
        break;
      case 'json':
        markdown.appendCodeblock(text, 'json');
        break;
      case 'prompt':
        markdown.appendCodeblock(text, 'promptledger');
    }
  }
  return markdown;
}
