import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** What differs between the pages of this extension. */
export interface WebviewPage {
  readonly title: string;
  /** The bundle, relative to `dist/webview`. */
  readonly script: string;
  /** Style sheets beside the one that all pages share, relative to `media`. */
  readonly styles: readonly string[];
  readonly nonce: string;
}

const SHARED_STYLE = 'page.css';

/** A value for the `nonce` of one page: it lets that page's own script run and no other. */
export function createNonce(): string {
  return randomBytes(16).toString('base64url');
}

/** The only folders whose files a page may load. */
export function webviewRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [
    vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
    vscode.Uri.joinPath(extensionUri, 'media'),
  ];
}

/**
 * The shell of a page: no content of its own. The script builds everything inside `#app` from
 * messages, as text, so nothing that a prompt says is ever read as HTML.
 */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: WebviewPage,
): string {
  const script = webview.asWebviewUri(
    vscode.Uri.joinPath(extensionUri, 'dist', 'webview', page.script),
  );
  const styles = [SHARED_STYLE, ...page.styles]
    .map(name => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'media', name)).toString())
    .map(uri => `<link rel="stylesheet" href="${escapeHtml(uri)}">`)
    .join('\n  ');
  const { cspSource } = webview;
  const policy = `font-src ${cspSource}; default-src 'none'; style-src ${cspSource}; script-src 'nonce-${page.nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  ${styles}
  <title>${escapeHtml(page.title)}</title>
</head>
<body>
  <main id="app"></main>
  <script nonce="${page.nonce}" src="${escapeHtml(script.toString())}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
