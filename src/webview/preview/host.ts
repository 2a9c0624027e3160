import {
  readPreviewToPanel,
  type PreviewAction,
  type PreviewRequest,
  type PreviewViewMessage,
} from '../../protocol/preview';
import type { VsCodeApi } from '../diff/host';

/** The extension, as the page sees it. */
export interface Host {
  /** Resolves to what there is to say; rejects with the host's own words when it refuses. */
  ask(action: PreviewAction): Promise<string>;
}

interface Waiting {
  readonly resolve: (note: string) => void;
  readonly reject: (reason: Error) => void;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectHost(
  vscode: VsCodeApi,
  onView: (message: PreviewViewMessage) => void,
): Host {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  window.addEventListener('message', event => {
    const message = readPreviewToPanel(event.data);
    if (message === undefined) return;
    if (message.type === 'view') {
      onView(message);
      return;
    }
    const request = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) request?.resolve(message.note);
    else request?.reject(new Error(message.message));
  });
  vscode.postMessage({ type: 'ready' });
  return {
    ask: action =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1);
        waiting.set(id, { resolve, reject });
        vscode.postMessage({ type: 'request', id, action } satisfies PreviewRequest);
      }),
  };
}
