import {
  readHistoryToPanel,
  type HistoryAction,
  type HistoryFailureMessage,
  type HistoryRequest,
  type HistorySummariesMessage,
  type HistoryViewMessage,
} from '../../protocol/history';
import { Requests, type VsCodeApi } from '../host';

/** What the extension tells without being asked. */
export type HistoryNews = HistoryViewMessage | HistorySummariesMessage | HistoryFailureMessage;

/** The extension, as the page sees it. */
export interface Host {
  /** Resolves to what there is to say; rejects with the host's own words when it refuses. */
  ask(action: HistoryAction): Promise<string>;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectHost(vscode: VsCodeApi, onNews: (news: HistoryNews) => void): Host {
  const requests = new Requests<string>();
  window.addEventListener('message', event => {
    const message = readHistoryToPanel(event.data);
    if (message === undefined) return;
    if (message.type !== 'reply') onNews(message);
    else if (message.ok) requests.succeed(message.id, message.note);
    else requests.fail(message.id, message.message);
  });
  vscode.postMessage({ type: 'ready' });
  return {
    ask: action =>
      requests.send(id => {
        vscode.postMessage({ type: 'request', id, action } satisfies HistoryRequest);
      }),
  };
}
