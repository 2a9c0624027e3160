import assert, { fail } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LedgerErrorCode } from '../../src/core/base/errors';
import type { PromptLedgerApi } from '../../src/extension/api';
import { documentPath } from '../../src/store/documentFiles';
import { SHOWN_WITHIN_MS } from '../host/patience';
import { SUITE_ENV } from '../host/suiteEnvironment';
import { waitUntil } from '../host/timed';
import type { PromptInfo, TagInfo, VersionInfo } from '../../src/core/ledger/derive/model';

/** The folder that this window has open. */
export const workspaceFolder = process.env[SUITE_ENV.workspace] ?? '';
/** Its registry. */
export const registryFolder = join(workspaceFolder, '.promptledger');

/** The extension as VS Code loaded it; activates it when nothing has yet. */
export function extension(): vscode.Extension<PromptLedgerApi> {
  return (
    vscode.extensions.getExtension<PromptLedgerApi>('prompt-ledger.prompt-ledger') ??
    fail('The extension is not installed.')
  );
}

/** What the extension gives to other extensions. */
export async function reading(): Promise<PromptLedgerApi['registry']> {
  return (await extension().activate()).registry;
}

/** Runs a command of the extension as a keybinding or another extension would. */
export async function run<T>(command: string, argument?: object): Promise<T> {
  await extension().activate();
  return vscode.commands.executeCommand<T>(`promptLedger.${command}`, argument);
}

/** A `LedgerError` of the extension: its class is another one than that of the suites' bundle. */
export interface Refusal extends Error {
  readonly code: LedgerErrorCode;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Checks that a command is refused with this code, facts and a message, and returns the error. */
export async function refused(work: Thenable<unknown>, code: LedgerErrorCode): Promise<Refusal> {
  const error = await work.then(
    value => fail(`Not refused, but resolved to ${JSON.stringify(value)}.`),
    (reason: unknown) => reason as Refusal,
  );
  if (error.name !== 'LedgerError') throw error;
  assert.equal(error.code, code, error.message);
  assert.equal(typeof error.data, 'object');
  assert.notEqual(error.message, '');
  return error;
}

/** Gives names that no other prompt of this window has. */
export function promptNames(topic: string): () => string {
  let count = 0;
  return () => `suites/${topic}-${String(++count)}`;
}

/** The address of a working document. */
export function workingUri(prompt: string): vscode.Uri {
  return vscode.Uri.file(join(registryFolder, ...documentPath(prompt)));
}

/** The working document as it lies on the disk. */
export function workingFile(prompt: string): Promise<string> {
  return readFile(join(registryFolder, ...documentPath(prompt)), 'utf8');
}

/** Replaces what stands in the editor of a prompt, and saves nothing. */
export async function type(prompt: string, source: string): Promise<vscode.TextDocument> {
  const editor = await vscode.window.showTextDocument(workingUri(prompt));
  const { document } = editor;
  const all = new vscode.Range(
    new vscode.Position(0, 0),
    document.lineAt(document.lineCount - 1).range.end,
  );
  assert.ok(
    await editor.edit(builder => {
      builder.replace(all, source);
    }),
    'typing',
  );
  return document;
}

/** Replaces what stands in the editor of a prompt, and saves it. */
export async function save(prompt: string, source: string): Promise<void> {
  assert.ok(await (await type(prompt, source)).save(), 'saving');
}

/** A prompt as the registry lists it. */
export async function listed(prompt: string): Promise<PromptInfo> {
  return (await find(prompt)) ?? fail(`"${prompt}" is not in the list.`);
}

/** The same, or `undefined` where the registry does not list it. */
export async function find(prompt: string): Promise<PromptInfo | undefined> {
  return (await (await reading()).list()).find(info => info.prompt === prompt);
}

/** The versions of a prompt, newest first. */
export function versionsOf(prompt: string): Promise<readonly VersionInfo[]> {
  return run('history', { prompt });
}

/** The numbers that the tags of a prompt point at. */
export async function tagsOf(prompt: string): Promise<Record<string, number | null>> {
  const tags = await (await reading()).tags(prompt);
  return Object.fromEntries(tags.map((info: TagInfo) => [info.tag, info.number]));
}

/** Every tab of the window. */
export function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs);
}

/** The tabs with a page of this type, such as `promptLedger.diff`. */
export function pages(viewType: string): readonly vscode.Tab[] {
  return tabs().filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType),
  );
}

/** Sets when VS Code saves by itself while the tests of a `describe` run: never, or after a delay. */
export function autoSave(mode: 'off' | 'afterDelay', delayMs = 1000): void {
  const set = async (...values: readonly unknown[]) => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('autoSave', values[0], vscode.ConfigurationTarget.Global);
    await files.update('autoSaveDelay', values[1], vscode.ConfigurationTarget.Global);
  };
  before(() => set(mode, delayMs));
  after(() => set(undefined, undefined));
}

/** Closes every editor and panel, with what is typed and not saved thrown away. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  // A panel may be open that no tab tells of yet, so VS Code is asked for all of them.
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await eventually('an empty window', () => tabs().length === 0);
}

/** Waits until something is so, and fails only where it does not come. */
export function eventually<T>(
  awaited: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  return waitUntil(awaited, SHOWN_WITHIN_MS, probe);
}
