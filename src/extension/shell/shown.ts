import * as vscode from 'vscode';
import { showHidden, showOnOneLine } from '../../core/base/hiddenCharacters';

// The one way by which texts that somebody wrote reach trees, hovers, questions and messages: what nobody
// sees and may deceive is written out there. Values that are acted upon stay exact.

/** Markdown for a hover, where every text is shown with what nobody sees written out. */
export class ShownMarkdown extends vscode.MarkdownString {
  constructor() {
    super('', true);
  }

  override appendText(value: string): this {
    super.appendText(showHidden(value));
    return this;
  }

  override appendMarkdown(value: string): this {
    super.appendMarkdown(showHidden(value));
    return this;
  }

  override appendCodeblock(value: string, language?: string): this {
    super.appendCodeblock(showHidden(value), language);
    return this;
  }
}

/** An item of a tree as it is shown and read aloud. */
export function shownItem(item: vscode.TreeItem): vscode.TreeItem {
  const { label, description, tooltip, accessibilityInformation } = item;
  if (typeof label === 'string') item.label = showOnOneLine(label);
  if (typeof description === 'string') item.description = showOnOneLine(description);
  if (typeof tooltip === 'string') item.tooltip = showHidden(tooltip);
  if (accessibilityInformation !== undefined) {
    const spoken = showOnOneLine(accessibilityInformation.label);
    item.accessibilityInformation = { ...accessibilityInformation, label: spoken };
  }
  return item;
}

/** The way to more of a list: of the versions of a prompt, or the moves of a tag. */
export function moreItem(node: {
  readonly prompt: string;
  readonly tag?: string;
}): vscode.TreeItem {
  const item = new vscode.TreeItem('Show more…');
  item.id = ['more', node.prompt, ...(node.tag === undefined ? [] : [node.tag])].join(':');
  item.contextValue = 'more';
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'promptLedger.showMore', title: 'Show More', arguments: [node] };
  return item;
}

/** Choices as they are shown; what they stand for stays as it is. */
export function shownChoices<T extends vscode.QuickPickItem>(items: readonly T[]): readonly T[] {
  return items.map(item => ({
    ...item,
    label: showOnOneLine(item.label),
    ...(item.description !== undefined && { description: showOnOneLine(item.description) }),
    ...(item.detail !== undefined && { detail: showOnOneLine(item.detail) }),
  }));
}

/** Tells something in passing, with a button for each label; resolves to the one that is pressed. */
export function tellInformation(
  message: string,
  ...buttons: string[]
): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(showHidden(message), ...buttons);
}

/** The same for what a person should look at. */
export function tellWarning(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(showHidden(message), ...buttons);
}

/** The same for what went wrong. */
export function tellError(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(showHidden(message), ...buttons);
}

/** Asks before something is done, and waits for the answer. */
export function askFirst(
  message: string,
  button: string,
  detail = '',
): Thenable<string | undefined> {
  const options = { modal: true, detail: showHidden(detail) };
  return vscode.window.showWarningMessage(showHidden(message), options, button);
}

/** Says for a while in the status bar what was done. */
export function tellInStatusBar(text: string, forMs: number): void {
  vscode.window.setStatusBarMessage(showOnOneLine(text), forMs);
}
