import type { VsCodeApi } from './connect';

declare function acquireVsCodeApi(): VsCodeApi;

/** Starts a page in the shell that the extension made for it. */
export function start(Page: new (root: HTMLElement, vscode: VsCodeApi) => unknown): void {
  const root = document.getElementById('app');
  if (root !== null) new Page(root, acquireVsCodeApi());
}
