import {
  readHistoryToPanel,
  type HistoryAction,
  type HistoryNews,
  type HistoryToHost,
} from '../../protocol/history';
import { Requests, type VsCodeApi } from '../host';

/** The extension, as the page sees it. */
export interface Host {
  /** Resolves to what there is to say; rejects with the host's own words when it refuses. */
  ask(action: HistoryAction): Promise<string>;
  /** Says at which places of the list the page looks, and at which one besides. */
  look(from: number, to: number, also: number): void;
  find(text: string): void;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectHost(
  vscode: VsCodeApi,
  from: number,
  onNews: (news: HistoryNews) => void,
): Host {
  const post = (message: HistoryToHost): void => {
    vscode.postMessage(message);
  };
  const requests = new Requests<string>();
  window.addEventListener('message', event => {
    const message = readHistoryToPanel(event.data);
    if (message === undefined) return;
    if (message.type !== 'reply') onNews(message);
    else if (message.ok) requests.succeed(message.id, message.note);
    else requests.fail(message.id, message.message);
  });
  post({ type: 'ready', from });
  return {
    ask: action =>
      requests.send(id => {
        post({ type: 'request', id, action });
      }),
    look: (first, to, also) => {
      post({ type: 'look', from: first, to, also });
    },
    find: text => {
      post({ type: 'find', text });
    },
  };
}
