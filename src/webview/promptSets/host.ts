import { readSetsToPanel, type SetRequest, type SetsMessage } from '../../protocol/promptSets';
import { Requests, type VsCodeApi } from '../host';

/** Which prompts a question is about: two sides, and one prompt of them. */
export type SetQuestion = Pick<SetRequest, 'left' | 'right' | 'prompt'>;

/** The extension, as the panel sees it. */
export interface SetHost {
  /** Rejects with the host's own words when the host refuses. */
  ask(type: SetRequest['type'], question: SetQuestion): Promise<unknown>;
}

/** Listens first and says so then: what the host sends after that is never lost. */
export function connectSetHost(vscode: VsCodeApi, onSets: (message: SetsMessage) => void): SetHost {
  const requests = new Requests<unknown>();
  window.addEventListener('message', event => {
    const message = readSetsToPanel(event.data);
    if (message === undefined) return;
    if (message.type === 'sets') onSets(message);
    else if (message.ok) requests.succeed(message.id, message.value);
    else requests.fail(message.id, message.error.message);
  });
  vscode.postMessage({ type: 'ready' });
  return {
    ask: (type, { left, right, prompt }) =>
      requests.send(id => {
        vscode.postMessage({ type, id, left, right, prompt } satisfies SetRequest);
      }),
  };
}
