import * as vscode from 'vscode';
import { showHidden } from '../../core/base/hiddenCharacters';
import { textsDiverged } from '../../core/ledger/derive/contestedNames';
import { troublesOf } from '../../core/ledger/derive/troubles';
import { documentUri, promptOfUri, versionUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import { WORKING } from '../../registry/sides';
import type { RegistryHost } from '../shell/registryHost';
import { inBackground } from '../shell/log';
import type { BesideGit } from './afterGit';
import { headBase, type ChangeBase } from './changeBase';
import { promptsInConflict } from './conflicts';
import type { StatusInfo } from '../../core/ledger/derive/model';

/** A prompt in the Source Control view. Its `kind` makes it an argument that commands understand. */
interface PromptResource extends vscode.SourceControlResourceState {
  readonly kind: 'prompt';
  readonly prompt: string;
}

/** How a prompt in the view is marked. */
const LOOKS = {
  modified: { icon: 'diff-modified', says: 'Modified since its newest version' },
  new: { icon: 'diff-added', says: 'Not committed yet' },
  missing: { icon: 'diff-removed', says: 'The working document is missing' },
  diverged: { icon: 'git-merge', says: 'Two branches committed different texts' },
  conflict: { icon: 'warning', says: 'Holds a conflict: choose one side and remove the markers' },
} as const;

/**
 * Prompts in the Source Control view. It has no folder of its own on purpose: VS Code shows the
 * branch and the buttons of the provider whose folder holds the active file, and those of git stay
 * where they are. Where git shows the registry it counts nothing, because git counts the same files.
 */
export class PromptSourceControl implements vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #base: ChangeBase;
  readonly #git: BesideGit;
  readonly #control: vscode.SourceControl;
  readonly #modified: vscode.SourceControlResourceGroup;
  readonly #diverged: vscode.SourceControlResourceGroup;
  readonly #owned: vscode.Disposable;
  #marked = '';
  #conflicts: ReadonlySet<string> = new Set();
  /** Only what the last of several lookups under way finds is shown. */
  #looking = 0;

  constructor(registryHost: RegistryHost, base: ChangeBase, git: BesideGit) {
    this.#registryHost = registryHost;
    this.#base = base;
    this.#git = git;
    this.#control = vscode.scm.createSourceControl('promptledger', 'Prompt Ledger');
    this.#control.inputBox.visible = false;
    this.#control.acceptInputCommand = {
      command: 'promptLedger.commitAll',
      title: 'Commit',
      arguments: [{ kind: 'input' }],
    };
    this.#modified = this.#control.createResourceGroup('modified', 'Modified Prompts');
    this.#diverged = this.#control.createResourceGroup('diverged', 'Diverged Prompts');
    for (const group of [this.#modified, this.#diverged]) group.hideWhenEmpty = true;
    const update = (): void => {
      this.#update();
    };
    const changes = registryHost.onDidChange(({ prompts, config }) => {
      // Another prompt in focus changes nothing here.
      if (config || prompts.length > 0) update();
    });
    const watching = [changes, base.onDidChange(update), git.onDidChange(update)];
    this.#owned = vscode.Disposable.from(this.#control, ...watching);
    update();
  }

  /** What is typed as the message of the next commit. */
  get message(): string {
    return this.#control.inputBox.value;
  }

  clearMessage(): void {
    this.#control.inputBox.value = '';
  }

  /** Empties the box. With nothing left to commit it goes away, and the keyboard stays in the view. */
  async committed(): Promise<void> {
    const isTyped = this.message !== '';
    this.clearMessage();
    if (isTyped && !this.#control.inputBox.visible) {
      await vscode.commands.executeCommand('workbench.scm.focus');
    }
  }

  dispose(): void {
    this.#looking += 1;
    this.#owned.dispose();
  }

  #update(): void {
    this.#show();
    inBackground('Looking for conflicts', this.#lookForConflicts());
  }

  async #lookForConflicts(): Promise<void> {
    const looking = ++this.#looking;
    const { session } = this.#registryHost;
    const shown = [...this.#modified.resourceStates, ...this.#diverged.resourceStates];
    const prompts = shown.map(resource => (resource as PromptResource).prompt);
    const found = session === undefined ? [] : await promptsInConflict(session, prompts);
    if (looking !== this.#looking || [...found].join() === [...this.#conflicts].join()) return;
    this.#conflicts = new Set(found);
    this.#show();
  }

  #show(): void {
    const { session } = this.#registryHost;
    const status = session?.answers.status() ?? [];
    const resources = (isShown: (info: StatusInfo) => boolean): PromptResource[] =>
      session === undefined
        ? []
        : status.filter(isShown).map(info => this.#resourceOf(session, info));
    const modified = resources(info => info.state !== 'clean' && !textsDiverged(info));
    this.#modified.resourceStates = modified;
    const diverged = resources(textsDiverged);
    this.#diverged.resourceStates = diverged;
    const isGits = session !== undefined && this.#git.shows(session.root);
    this.#control.count = isGits ? 0 : modified.length + diverged.length;
    this.#control.inputBox.visible = modified.length > 0;
    const what = modified.length === 1 ? (modified[0]?.prompt ?? '') : `${modified.length} prompts`;
    this.#control.inputBox.placeholder = `Message ({0} to commit ${what})`;
    this.#markAgain(session);
  }

  #resourceOf(session: RegistrySession, info: StatusInfo): PromptResource {
    return resourceOf(session, info, this.#base, this.#conflicts.has(info.prompt));
  }

  /** VS Code asks for the originals of open documents again only when the provider is another. */
  #markAgain(session: RegistrySession | undefined): void {
    const bases = vscode.workspace.textDocuments.map(({ uri }) =>
      originalOf(this.#registryHost, this.#base, uri)?.toString(),
    );
    const marked = [session?.root.toString(), ...bases].join();
    if (marked === this.#marked) return;
    this.#marked = marked;
    this.#control.quickDiffProvider = undefined;
    this.#control.quickDiffProvider = {
      provideOriginalResource: uri => originalOf(this.#registryHost, this.#base, uri),
    };
  }
}

/** The version that the marks beside the text of a working document compare it with. */
function originalOf(
  { session }: RegistryHost,
  base: ChangeBase,
  uri: vscode.Uri,
): vscode.Uri | undefined {
  if (session?.root.scheme !== uri.scheme) return undefined;
  const prompt = promptOfUri(session.root, uri);
  const id = prompt === undefined ? undefined : base.of(session, prompt)?.id;
  return prompt === undefined || id === undefined ? undefined : versionUri(prompt, id);
}

function resourceOf(
  session: RegistrySession,
  info: StatusInfo,
  base: ChangeBase,
  isInConflict: boolean,
): PromptResource {
  const { prompt, state } = info;
  const diverged = textsDiverged(info);
  const kind = diverged ? 'diverged' : state === 'clean' ? 'modified' : state;
  const look = LOOKS[isInConflict ? 'conflict' : kind];
  const damage = info.problem === undefined ? undefined : troublesOf(info)[0];
  return {
    kind: 'prompt',
    prompt,
    resourceUri: documentUri(session.root, prompt),
    contextValue: diverged ? 'diverged' : state,
    decorations: {
      tooltip: showHidden(damage?.sentence ?? look.says),
      strikeThrough: state === 'missing',
      iconPath: new vscode.ThemeIcon(damage === undefined ? look.icon : 'error'),
    },
    command: openChanges(session, prompt, base),
  };
}

/** The native diff editor is what a person expects of this view; the panel is a button away. */
function openChanges(session: RegistrySession, prompt: string, base: ChangeBase): vscode.Command {
  const before = base.of(session, prompt) ?? headBase(session, prompt);
  const title = 'Open Changes';
  if (before === undefined) return { command: 'promptLedger.open', title, arguments: [{ prompt }] };
  const sides = { left: `${prompt}@${before.id}`, right: WORKING };
  return { command: 'promptLedger.compareInEditor', title, arguments: [sides] };
}
