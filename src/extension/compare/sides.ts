import * as vscode from 'vscode';
import type { RenderedText } from '../../core/prompt/render/renderedText';
import type { DiffSideChoice } from '../../protocol/diff';
import { documentMissing, WORKING, type Side } from '../../registry/sides';
import { byWhom, subject, versionLabel } from '../shell/format';
import type { RegistrySession } from '../shell/session';

/** How many versions the panel offers. */
const VERSIONS_OFFERED = 500;

/** Everything that can be a side of a comparison of a prompt. */
export function sideChoices(session: RegistrySession, prompt: string): readonly DiffSideChoice[] {
  const working: DiffSideChoice = {
    side: WORKING,
    kind: 'working',
    label: 'Working document',
    shortLabel: 'working',
  };
  const tags = session.answers
    .tags(prompt)
    .filter(info => info.version !== null)
    .map((info): DiffSideChoice => {
      const label = `${info.tag} → ${versionLabel(info)}`;
      return { side: `@${info.tag}`, kind: 'tag', label, shortLabel: info.tag };
    });
  const versions = session.answers
    .versions(prompt, { limit: VERSIONS_OFFERED })
    .map((version): DiffSideChoice => {
      const shortLabel = `v${version.number}`;
      const label = `${shortLabel} · ${subject(version.message)} · ${byWhom(version)}`;
      return { side: version.id, kind: 'version', label, shortLabel };
    });
  return [working, ...tags, ...versions];
}

/** A side as it is now. Throws what resolving does. */
export function sideNow(session: RegistrySession, prompt: string, side: string): Promise<Side> {
  return session.registry.side(side === WORKING ? side : sideReference(prompt, side), prompt);
}

/** What a side makes of a sample now. Throws what finding the side or the sample does. */
export function renderedSide(
  session: RegistrySession,
  prompt: string,
  side: string,
  sample: string,
): Promise<RenderedText> {
  const version = side === WORKING ? undefined : sideReference(prompt, side);
  return session.registry.renderSample({ prompt, sample, version });
}

/** A tag's side begins with "@", so that no tag can be taken for an id or for `working`. */
function sideReference(prompt: string, side: string): string {
  return side.startsWith('@') ? `${prompt}${side}` : `${prompt}@${side}`;
}

/** The working document as it is typed, saved or not. Throws `prompt-not-found`. */
export async function workingText(session: RegistrySession, prompt: string): Promise<string> {
  const open = session.documents.open(prompt);
  const text = open === undefined ? await session.documents.read(prompt) : openText(open);
  if (text !== undefined) return text;
  throw documentMissing(prompt);
}

function openText(document: vscode.TextDocument): string {
  return document.getText().replaceAll('\r\n', '\n');
}
