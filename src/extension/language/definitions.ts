import * as vscode from 'vscode';
import type { DocumentAnalysis } from '../../core/language/analysis';
import { declarationOf, nameAt, placesOf } from '../../core/language/nameAt';
import type { Span } from '../../core/language/sourceText';
import { parseReference } from '../../core/base/references';
import { documentUri, versionUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';
import { analysisOf, answer, offsetOf, PROMPTS, rangeOf } from './analyses';
import { placeOf, samplesOf, valuesIn } from './surroundings';

/** Leads from a name to what it means, and to its other places. */
export function registerDefinitions(registryHost: RegistryHost): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(PROMPTS, {
      provideDefinition: (document, position) =>
        answer('Looking for a definition', () => definitionAt(registryHost, document, position)),
    }),
    vscode.languages.registerReferenceProvider(PROMPTS, {
      provideReferences: (document, position) =>
        answer('Looking for references', async () =>
          (await rangesAt(registryHost, document, position)).map(
            range => new vscode.Location(document.uri, range),
          ),
        ),
    }),
    vscode.languages.registerDocumentHighlightProvider(PROMPTS, {
      provideDocumentHighlights: (document, position) =>
        answer('Looking for highlights', async () =>
          (await rangesAt(registryHost, document, position)).map(
            range => new vscode.DocumentHighlight(range),
          ),
        ),
    }),
  );
}

async function definitionAt(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.LocationLink[]> {
  const analysis = analysisOf(document);
  const at = nameAt(analysis, offsetOf(analysis.source, position));
  if (at === undefined) return [];
  if (at.kind === 'include') {
    const targetUri = await targetOf(registryHost, at.reference);
    return [link(analysis, at.span, targetUri, new vscode.Range(0, 0, 0, 0))];
  }
  const declaration = declarationOf(analysis, at.name);
  if (declaration === undefined) return [];
  return [link(analysis, at.span, document.uri, rangeOf(analysis.source, declaration))];
}

/** The version that a reference means. The newest is best read where it is edited. */
async function targetOf(registryHost: RegistryHost, reference: string): Promise<vscode.Uri> {
  const { root, registry, documents } = await registryHost.require();
  const { selector } = parseReference(reference);
  const version = await registry.version(reference);
  const isEdited =
    selector.kind === 'latest' && (await documents.read(version.prompt)) !== undefined;
  return isEdited ? documentUri(root, version.prompt) : versionUri(version.prompt, version.id);
}

function link(
  { source }: DocumentAnalysis,
  origin: Span,
  targetUri: vscode.Uri,
  targetRange: vscode.Range,
): vscode.LocationLink {
  return { originSelectionRange: rangeOf(source, origin), targetUri, targetRange };
}

async function rangesAt(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly vscode.Range[]> {
  const analysis = analysisOf(document);
  const offset = offsetOf(analysis.source, position);
  if (nameAt(analysis, offset) === undefined) return [];
  const place = await placeOf(registryHost, document.uri);
  const samples = place === undefined ? [] : valuesIn(await samplesOf(place));
  const at = nameAt(analysis, offset, samples);
  if (at?.kind !== 'variable') return [];
  return placesOf(analysis, at.name, samples).map(span => rangeOf(analysis.source, span));
}
