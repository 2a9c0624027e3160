import {
  readPreviewToPanel,
  type PreviewAction,
  type PreviewRequest,
  type PreviewViewMessage,
} from '../../protocol/preview';
import { Requests, type VsCodeApi } from '../host';

/** The extension, as the page sees it. */
export interface Host {
  /** Resolves to what there is to say; rejects with the host's own words when it refuses. */
  ask(action: PreviewAction): Promise<string>;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectHost(
  vscode: VsCodeApi,
  onView: (message: PreviewViewMessage) => void,
): Host {
  const requests = new Requests<string>();
  window.addEventListener('message', event => {
    const message = readPreviewToPanel(event.data);
    if (message === undefined) return;
    if (message.type === 'view') onView(message);
    else if (message.ok) requests.succeed(message.id, message.note);
    else requests.fail(message.id, message.message);
  });
  vscode.postMessage({ type: 'ready' });
  return {
    ask: action =>
      requests.send(id => {
        vscode.postMessage({ type: 'request', id, action } satisfies PreviewRequest);
      }),
  };
}
