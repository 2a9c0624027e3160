import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { statusInfo } from '../../core/ledger/derive/shapes';
import { promptNotFound } from '../../registry/ledger';
import { refuseLinkedRoot } from '../../store/findRegistry';
import { documentUri, versionUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import { registryRoot, workspaceFolders } from '../shell/registryHost';
import { requireWritable, type Command } from '../shell/command';
import { requireTrust } from '../shell/trust';
import { askNewName, folderChoices, givenPrompt, wrap } from '../shell/questions';
import { pick, wizard } from '../shell/wizard';
import type { VersionInfo } from '../../core/ledger/derive/model';

/** Makes a registry in a folder of the workspace, or writes the files that one is missing. */
export const initialize: Command<'initialize'> = async ({ registryHost }) => {
  requireTrust();
  const folder = await askFolder();
  if (folder === undefined) return undefined;
  const root = registryRoot(folder);
  refuseLinkedRoot(root.fsPath, folder.uri.fsPath);
  await vscode.workspace.fs.createDirectory(root);
  await registryHost.reopen(folder);
  const { registry } = await registryHost.require();
  await registry.initialize();
  await vscode.commands.executeCommand('promptLedger.prompts.focus');
  return { directory: root.fsPath };
};

async function askFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = workspaceFolders();
  const [first] = folders;
  if (first === undefined) {
    throw new LedgerError(
      'registry-not-found',
      {},
      'Open a folder first: a registry lives in one.',
    );
  }
  if (folders.length === 1) return first;
  return vscode.window.showWorkspaceFolderPick({
    placeHolder: 'Choose the folder of the registry',
  });
}

/** Opens the registry of another folder of the workspace. */
export const switchRegistry: Command<'switchRegistry'> = async ({ registryHost }) => {
  const folder = await askFolder();
  if (folder !== undefined) await registryHost.reopen(folder);
  return undefined;
};

interface NewPrompt {
  readonly folder?: string;
  readonly prompt?: string;
}

/** Creates a prompt and opens its working document. */
export const newPrompt: Command<'newPrompt'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const folders = folderChoices(session);
  // Where there is no folder yet there is nothing to choose.
  const folder = isInteractive && folders.length > 1 ? input.folder : '';
  const known: NewPrompt = { folder, prompt: isInteractive ? undefined : input.prompt };
  const done = await wizard<NewPrompt>('New Prompt', known, [
    {
      field: 'folder',
      ask: async (_, place) => {
        const answer = await pick({ ...place, placeholder: 'Choose its folder', items: folders });
        return wrap(answer, chosen => ({ folder: chosen }));
      },
    },
    {
      field: 'prompt',
      ask: async (state, place) => {
        const answer = await askNewName(session, place, state.folder ?? '');
        return wrap(answer, prompt => ({ prompt }));
      },
    },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { prompt } = await session.registry.newPrompt({
    prompt: done.prompt,
    source: input.source,
  });
  context.registryHost.select(prompt);
  await showDocument(session, prompt);
  return statusOf(session, prompt);
};

/** Opens the working document of a prompt; the newest version where there is none. */
export const open: Command<'open'> = async (context, { input, isGuess = false }) => {
  const session = await context.registryHost.require();
  // What is open already is not what somebody asks for.
  const name = await givenPrompt(session, 'Open Prompt', isGuess ? undefined : input.prompt);
  if (name === undefined) return undefined;
  context.registryHost.select(name);
  const status = statusOf(session, name);
  if (status.state === 'missing') await showVersion(await session.registry.version(name));
  else await showDocument(session, name);
  return status;
};

/** Opens a version read-only. */
export const openVersion: Command<'openVersion'> = async ({ registryHost }, { input }) => {
  const { registry } = await registryHost.require();
  const version = await registry.version(input.ref ?? input.prompt ?? '');
  await showVersion(version);
  return version;
};

/** Shows a working document in an editor. */
export async function showDocument(session: RegistrySession, prompt: string): Promise<void> {
  await vscode.window.showTextDocument(documentUri(session.root, prompt));
}

/** Named with its number, as git names a file of a commit: the working document has the same name. */
export async function showVersion(
  { prompt, id, number }: VersionInfo,
  selection?: vscode.Range,
): Promise<void> {
  const name = prompt.slice(prompt.lastIndexOf('/') + 1);
  const uri = versionUri(prompt, id);
  const label = `${name}.prompt (v${number})`;
  await vscode.commands.executeCommand('vscode.open', uri, { preview: true, selection }, label);
}

/** How a prompt's working document stands. Throws `prompt-not-found`. */
export function statusOf(session: RegistrySession, prompt: string) {
  const info = session.queries.prompt(prompt);
  if (info !== undefined) return statusInfo(info);
  throw new LedgerError('prompt-not-found', { prompt }, promptNotFound(prompt).message);
}
