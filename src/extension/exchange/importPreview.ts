import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { newestText } from '../prompts/promptItem';
import { documentUri, LANGUAGE } from '../shell/paths';
import { inBackground } from '../shell/log';
import { pickMany, type Choice } from '../shell/wizard';
import { lineOfLoss } from '../../interop/loss';
import type { ImportedPrompt } from '../../interop/importFiles';
import type { ImportedDocument, ImportEffect, ImportPlan } from '../../registry/importing';
import type { RegistrySession } from '../shell/session';

/** The texts that an import would make, as documents to compare with. */
const SCHEME = 'promptledger-import';

/** A prompt of an import, and what the import would do to it. */
interface Offered {
  readonly read: ImportedPrompt;
  readonly plan: ImportPlan;
  /** Its text is being edited, and what is typed is on no disk. */
  readonly isTyped: boolean;
}

const GROUPS: readonly (readonly [effect: ImportEffect, title: string, icon: string])[] = [
  ['created', 'New Prompts', 'add'],
  ['changed', 'New Texts', 'edit'],
  ['conflict', 'In Conflict', 'warning'],
  ['former', 'Not Possible', 'error'],
];

/** A prompt that a person chose, and the text that it may replace. */
export type ChosenPrompt = ImportedPrompt & Required<Pick<ImportedDocument, 'over'>>;

let previews = 0;

/**
 * Shows what an import would do to each prompt, with what is lost on the way and a comparison for each, and
 * asks which of them to import. `undefined` where the person gave up.
 */
export async function askWhatToImport(
  session: RegistrySession,
  read: readonly ImportedPrompt[],
): Promise<readonly ChosenPrompt[] | undefined> {
  const plans = await session.registry.planImport(read);
  const offered = read.flatMap((prompt, at): Offered[] => {
    const plan = plans[at];
    if (plan === undefined) return [];
    return [{ read: prompt, plan, isTyped: isTyped(session, prompt.prompt) }];
  });
  const preview = new ImportPreview(session, offered);
  try {
    const chosen = await preview.ask();
    for (const { prompt } of chosen ?? []) requireSaved(session, prompt);
    return chosen;
  } finally {
    preview.dispose();
  }
}

/** Throws `name-taken` for a text that somebody began to edit while the list was open. */
function requireSaved(session: RegistrySession, prompt: string): void {
  if (!isTyped(session, prompt)) return;
  const message = `"${prompt}" is being edited. Save or revert it, then import again.`;
  throw new LedgerError('name-taken', { prompt }, message);
}

class ImportPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: RegistrySession;
  readonly #offered: readonly Offered[];
  readonly #owned: vscode.Disposable;
  /** An editor that is left open keeps what an earlier import would have made. */
  readonly #number = ++previews;

  constructor(session: RegistrySession, offered: readonly Offered[]) {
    this.#session = session;
    this.#offered = offered;
    this.#owned = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent({ path, query }: vscode.Uri): string {
    if (query !== this.#query('after')) return '';
    return this.#offered.find(({ plan }) => pathOf(plan.prompt) === path)?.plan.source ?? '';
  }

  async ask(): Promise<readonly ChosenPrompt[] | undefined> {
    const items = GROUPS.flatMap(([effect, title, icon]) => {
      const group = this.#offered.filter(({ plan }) => plan.effect === effect);
      return group.length === 0
        ? []
        : [separator(title), ...group.map(item => this.#choice(item, icon))];
    });
    const unchanged = this.#offered.filter(({ plan }) => plan.effect === 'unchanged');
    const same = unchanged.length === 0 ? '' : ` ${unchanged.length} say what stands here already.`;
    const answer = await pickMany<ChosenPrompt>({
      title: 'Import Prompts',
      step: 1,
      totalSteps: 1,
      placeholder: `Choose what becomes a working document; nothing is committed.${same}`,
      items,
      inspect: {
        icon: 'diff',
        tooltip: 'Compare With the Present Text',
        show: ({ prompt }) => {
          inBackground('Comparing with an import', this.#compare(prompt));
        },
      },
    });
    return Array.isArray(answer) ? (answer as readonly ChosenPrompt[]) : undefined;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #choice({ read, plan, isTyped: typed }: Offered, icon: string): Choice<ChosenPrompt> {
    const [first, ...more] = read.warnings;
    const lost =
      first === undefined
        ? ''
        : ` · ${lineOfLoss(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
    const canBeChosen = !typed && plan.effect !== 'former';
    return {
      label: read.prompt,
      description: typed ? 'is being edited: save or revert it first' : this.#describe(plan),
      detail: `${vscode.workspace.asRelativePath(read.file)} · ${read.format}${lost}`,
      iconPath: new vscode.ThemeIcon(icon),
      picked: canBeChosen && plan.effect !== 'conflict',
      ...(canBeChosen ? { value: { ...read, over: { text: plan.before } } } : {}),
    };
  }

  #query(side: 'before' | 'after'): string {
    return `${side}-${this.#number}`;
  }

  #describe({ prompt, effect }: ImportPlan): string {
    const info = this.#session.queries.prompt(prompt);
    if (effect === 'former') return 'the former name of another prompt';
    if (effect === 'created' || info === undefined) return '';
    return effect === 'conflict'
      ? 'replaces what no version holds'
      : `the present text is ${newestText(info)}`;
  }

  async #compare(prompt: string): Promise<void> {
    const found = this.#offered.find(({ plan }) => plan.prompt === prompt);
    if (found === undefined) return;
    const { before } = found.plan;
    const address = { scheme: SCHEME, path: pathOf(prompt) };
    const left =
      before === undefined
        ? vscode.Uri.from({ ...address, query: this.#query('before') })
        : documentUri(this.#session.root, prompt);
    const right = vscode.Uri.from({ ...address, query: this.#query('after') });
    const document = await vscode.workspace.openTextDocument(right);
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    const title = `${prompt}: working document ↔ import`;
    await vscode.commands.executeCommand('vscode.diff', left, right, title, {
      preview: true,
      preserveFocus: true,
    });
  }
}

function pathOf(prompt: string): string {
  return `/${prompt}.prompt`;
}

function separator(label: string): Choice<ChosenPrompt> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function isTyped({ root }: RegistrySession, prompt: string): boolean {
  const address = documentUri(root, prompt).toString();
  return vscode.workspace.textDocuments.some(
    document => document.isDirty && document.uri.toString() === address,
  );
}
